using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Ludos.State;

/// <summary>An open write. Left without <see cref="Publish"/> it is discarded, and nobody ever sees it.</summary>
public readonly unsafe ref struct WriteScope
{
    private readonly RegionWriter _writer;
    private readonly long _scope;
    private readonly int _sizeBytes;
    private readonly LineSet? _changes;

    internal WriteScope(RegionWriter writer, long scope, byte* pointer, int sizeBytes, LineSet? changes)
    {
        _writer = writer;
        _scope = scope;
        Pointer = pointer;
        _sizeBytes = sizeBytes;
        _changes = changes;
    }

    /// <summary>The slot being filled, whole. In a <see cref="WriteMode.Patch"/> it is for reading; what is written goes through <see cref="Change"/>.</summary>
    public Span<byte> Bytes => new(Pointer, _sizeBytes);

    /// <summary>Start of <see cref="Bytes"/>; on a boundary of 64 KiB in its segment.</summary>
    public byte* Pointer { get; }

    /// <summary>Names bytes that are about to be written, and returns them. In the other modes it is the same as slicing <see cref="Bytes"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not lie in the region.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Change(int offset, int length)
    {
        if ((uint)offset > (uint)_sizeBytes || (uint)length > (uint)(_sizeBytes - offset))
        {
            ThrowOutside(offset, length);
        }

        _changes?.Add(offset, length);
        return new Span<byte>(Pointer + offset, length);
    }

    /// <summary>Asks the processor to fetch the line of a byte that will soon be written: for changes that are scattered, some ten of them ahead. Outside the region: nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(int offset)
    {
        if (Sse.IsSupported && (uint)offset < (uint)_sizeBytes)
        {
            Sse.Prefetch0(Pointer + offset);
        }
    }

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

    private void ThrowOutside(int offset, int length) => throw new ArgumentOutOfRangeException(nameof(offset), $"{length} bytes at {offset} do not lie in a region of {_sizeBytes}.");
}
