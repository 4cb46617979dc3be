using Ludos.State;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>The first content of a module's memory and mutable globals, and the regions that hold them.</summary>
internal sealed class MemoryImage
{
    private readonly uint _pages;
    private readonly byte[] _memory;
    private readonly byte[] _globals;

    private MemoryImage(uint pages, byte[] memory, byte[] globals)
    {
        _pages = pages;
        _memory = memory;
        _globals = globals;
    }

    public bool HasGlobals => _globals.Length != 0;

    public static MemoryImage Of(WasmInstance instance)
    {
        Span<byte> memory = instance.Memory!.Span;
        int used = memory.LastIndexOfAnyExcept((byte)0) + 1;
        return new MemoryImage(instance.Memory.Pages, memory[..used].ToArray(), instance.MutableGlobals.ToArray());
    }

    public IEnumerable<RegionSchema> Schemas(ModuleManifest manifest)
    {
        yield return new RegionSchema(manifest.MemoryRegionName, [new FieldSchema(1, "page", FieldType.U8, WasmMemory.PageBytes)], (int)_pages, ModuleLimits.DefaultSlots, IsVolatile: false);
        if (HasGlobals)
        {
            const int globalBytes = 16;
            yield return new RegionSchema(manifest.GlobalsRegionName, [new FieldSchema(1, "bits", FieldType.U64, 2)], _globals.Length / globalBytes, ModuleLimits.DefaultSlots, IsVolatile: false);
        }
    }

    public void AddTo(Dictionary<string, byte[]> initial, ModuleManifest manifest)
    {
        if (_memory.Length != 0) initial[manifest.MemoryRegionName] = _memory;
        if (HasGlobals) initial[manifest.GlobalsRegionName] = _globals;
    }
}
