using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Ludos.Base;

namespace Ludos.State;

/// <summary>An open write. Left without <see cref="Publish"/> it is discarded, and nobody ever sees it.</summary>
public readonly unsafe ref struct WriteScope
{
    private readonly RegionWriter _writer;
    private readonly long _scope;
    private readonly int _sizeBytes;
    private readonly LineSet? _changes;
    private readonly DynamicSlots? _dynamic;
    private readonly byte* _pointer;

    internal WriteScope(RegionWriter writer, long scope, byte* pointer, int sizeBytes, LineSet? changes, DynamicSlots? dynamic)
    {
        _writer = writer;
        _scope = scope;
        _pointer = pointer;
        _sizeBytes = dynamic is null ? sizeBytes : 0;
        _changes = changes;
        _dynamic = dynamic;
    }

    /// <summary>The slot being filled, whole. In a <see cref="WriteMode.Patch"/> it is for reading; what is written goes through <see cref="Change"/>.</summary>
    public Span<byte> Bytes => _dynamic is null ? new(_pointer, _sizeBytes) : _dynamic.Filling.Writable;

    /// <summary>Start of <see cref="Bytes"/>; on a boundary of 64 KiB in its segment, in a dynamic region of 64 bytes.</summary>
    public byte* Pointer => _dynamic is null ? _pointer : _dynamic.Filling.Pointer;

    /// <summary>
    /// In a dynamic region: gives the slot being written that many elements. Those that it has stay, new ones are zero; spans taken before are void. Null, or
    /// <see cref="ArenaErrorCode.OutOfMemory"/> and nothing changed.
    /// </summary>
    /// <param name="elements">0 to the schema's capacity.</param>
    /// <exception cref="InvalidOperationException">The region is not dynamic, or the write was published or discarded.</exception>
    public Fault<ArenaErrorCode>? Resize(int elements) => _writer.Resize(_scope, elements);

    /// <summary>Names bytes that are about to be written, and returns them. In the other modes it is the same as slicing <see cref="Bytes"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not lie in the region.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Change(int offset, int length)
    {
        if ((uint)offset > (uint)_sizeBytes || (uint)length > (uint)(_sizeBytes - offset))
        {
            return ChangeElsewhere(offset, length);
        }

        _changes?.Add(offset, length);
        return new Span<byte>(_pointer + offset, length);
    }

    /// <summary>Asks the processor to fetch the line of a byte that will soon be written: for changes that are scattered, some ten of them ahead. Outside the region: nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(int offset)
    {
        if (Sse.IsSupported && (uint)offset < (uint)_sizeBytes)
        {
            Sse.Prefetch0(_pointer + offset);
        }
    }

    /// <summary>Names this write among its writer's.</summary>
    internal long Id => _scope;

    /// <summary>What has been named; null where nobody remembers it.</summary>
    internal LineSet? Changes => _changes;

    /// <summary>Makes the bytes the region's front. Returns the new epoch.</summary>
    /// <exception cref="InvalidOperationException">Already published or discarded.</exception>
    public ulong Publish() => _writer.Publish(_scope);

    /// <summary>Discards, unless published.</summary>
    public void Dispose() => _writer.Discard(_scope);

    /// <summary>Takes whole lines from a content that is padded to them.</summary>
    internal void Paste(LineSet lines, byte* content)
    {
        _changes!.Join(lines);
        LineCopy.Copy(lines, content, Pointer, _sizeBytes);
    }

    /// <summary>A dynamic region's content ends where its elements do.</summary>
    private Span<byte> ChangeElsewhere(int offset, int length) => _dynamic is null ? throw Outside(offset, length) : _dynamic.Filling.Writable.Slice(offset, length);

    private ArgumentOutOfRangeException Outside(int offset, int length) => new ArgumentOutOfRangeException(nameof(offset), $"{length} bytes at {offset} do not lie in a region of {_sizeBytes}.");
}
