using Ludos.State;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>A copy of a region in an instance's linear memory. Tick thread only.</summary>
/// <param name="content">Where the host reaches it.</param>
/// <param name="address">Where the unit's code reaches it.</param>
/// <param name="isSealed">Whether that code cannot store there.</param>
internal sealed unsafe class Window(Region region, byte* content, int address, bool isSealed)
{
    /// <summary>An epoch that no region ever has.</summary>
    public const ulong Nothing = 0;

    // Parts that are the same already are only compared, which is half of what copying them would move.
    private const int PartBytes = 4096;

    public Window(Region region, WasmMemory memory, int address)
        : this(region, memory.Base + (uint)address, address, isSealed: false)
    {
    }

    public Region Region { get; } = region;

    public int Address { get; } = address;

    public int SizeBytes { get; } = (int)region.SizeBytes;

    /// <summary>The epoch whose content these bytes are known to be.</summary>
    public ulong Held { get; set; }

    public Span<byte> Bytes => new(content, SizeBytes);

    public void CopyIn() => Region.Front.CopyTo(Bytes);

    /// <summary>As <see cref="CopyIn"/>, for a unit that only reads.</summary>
    public void CopyInToRead()
    {
        if (!isSealed)
        {
            CopyIn();
            Held = Nothing;
            return;
        }

        ulong epoch = Region.Epoch;
        if (Held != epoch) CopyChanges(Region.Front);
        Held = epoch;
    }

    public void Publish(RegionWriter writer)
    {
        using WriteScope scope = writer.Begin(WriteMode.Replace);
        Bytes.CopyTo(scope.Bytes);
        Held = scope.Publish();
    }

    private void CopyChanges(ReadOnlySpan<byte> front)
    {
        Span<byte> bytes = Bytes;
        for (int at = 0; at < SizeBytes; at += PartBytes)
        {
            int length = Math.Min(PartBytes, SizeBytes - at);
            if (!front.Slice(at, length).SequenceEqual(bytes.Slice(at, length))) front.Slice(at, length).CopyTo(bytes.Slice(at, length));
        }
    }
}
