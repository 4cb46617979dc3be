using System.Diagnostics.CodeAnalysis;
using Ludos.State;

namespace Ludos.Modules.Tests.Support;

/// <summary>A real arena with the regions of some modules and a writer for each.</summary>
internal sealed class TestWorld : IRegionTable, IDisposable
{
    private readonly Arena _arena = Arena.Create(new ArenaOptions()).Value;
    private readonly Dictionary<string, RegionWriter> _writers = new(StringComparer.Ordinal);

    public TestWorld(params IPreparedModule[] modules)
    {
        foreach (IPreparedModule module in modules)
        {
            foreach (RegionSchema schema in module.Regions) Add(schema, module.InitialContents.GetValueOrDefault(schema.Name, []));
        }
    }

    public void Add(RegionSchema schema, ReadOnlySpan<byte> initial = default) => _writers.Add(schema.Name, _arena.Add(schema, initial).Value.AcquireWriter().Value);

    public bool TryGet(string name, [MaybeNullWhen(false)] out Region region)
    {
        bool isFound = _writers.TryGetValue(name, out RegionWriter? writer);
        region = writer?.Region;
        return isFound;
    }

    public RegionWriter Writer(string name) => _writers[name];

    public ReadOnlySpan<byte> Front(string name) => _writers[name].Region.Front;

    public uint U32(string name, int index = 0) => BitConverter.ToUInt32(Front(name)[(index * sizeof(uint))..]);

    public ulong Epoch(string name) => _writers[name].Region.Epoch;

    public void Put(string name, ReadOnlySpan<byte> content)
    {
        using WriteScope scope = _writers[name].Begin(WriteMode.Replace);
        content.CopyTo(scope.Bytes);
        scope.Bytes[content.Length..].Clear();
        scope.Publish();
    }

    public void Dispose()
    {
        foreach (RegionWriter writer in _writers.Values) writer.Dispose();
        _arena.Dispose();
    }
}
