using Ludos.State;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>A region's place in an instance's linear memory. Tick thread only.</summary>
internal sealed unsafe class Window(Region region, WasmMemory memory, int address)
{
    /// <summary>An epoch that no region ever has.</summary>
    public const ulong Nothing = 0;

    public Region Region { get; } = region;

    public int Address { get; } = address;

    public int SizeBytes { get; } = (int)region.SizeBytes;

    /// <summary>The epoch whose content these bytes are known to be.</summary>
    public ulong Held { get; set; }

    public Span<byte> Bytes => new(memory.Base + (uint)Address, SizeBytes);

    public void CopyIn() => Region.Front.CopyTo(Bytes);

    public void Publish(RegionWriter writer)
    {
        using WriteScope scope = writer.Begin(WriteMode.Replace);
        Bytes.CopyTo(scope.Bytes);
        Held = scope.Publish();
    }
}
