using System.Diagnostics.CodeAnalysis;
using Ludos.Modules;
using Ludos.State;
using Ludos.Trust;

namespace Ludos.Projections.Wasm4.Tests.Loading;

/// <summary>An arena with a cart's regions and <c>input</c>, and the leases on them.</summary>
public sealed class CartWorld : IRegionTable, IDisposable
{
    private readonly Arena _arena = Arena.Create(ArenaOptions.Default).Value;
    private readonly Dictionary<string, RegionWriter> _writers = new(StringComparer.Ordinal);

    public CartWorld(IPreparedModule cart)
    {
        foreach (RegionSchema schema in cart.Regions)
            Add(schema, []);
        byte[] input = [0, 0, 0, 0, 0xFF, 0x7F, 0xFF, 0x7F, 0, 0, 0, 0];
        Add(new RegionSchema("input", [new FieldSchema(1, "bytes", FieldType.U8, 12)], Capacity: 1, Slots: 3, IsVolatile: false), input);
    }

    public static VerifiedModule Verify(byte[] bytes, string name)
        => new ModuleVerifier(allowUnsigned: true).Verify(bytes, ModuleOrigin.CommandLine, name).Value;

    public bool TryGet(string name, [MaybeNullWhen(false)] out Region region) => _arena.TryFind(name, out region);

    public RegionWriter Writer(string name) => _writers[name];

    public Region Region(string name) => _writers[name].Region;

    public void Press(byte gamepad)
    {
        using WriteScope scope = _writers["input"].Begin(WriteMode.Carry);
        scope.Bytes[0] = gamepad;
        scope.Publish();
    }

    public void Dispose()
    {
        foreach (RegionWriter writer in _writers.Values)
            writer.Dispose();
        _arena.Dispose();
    }

    private void Add(RegionSchema schema, byte[] initial)
        => _writers.Add(schema.Name, _arena.Add(schema, initial).Value.AcquireWriter().Value);
}
