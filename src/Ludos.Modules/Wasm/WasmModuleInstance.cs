using Ludos.Base;
using Ludos.State;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>Wasm code bound to a world's regions. All its units share the linear memory, so one thread at a time runs them.</summary>
internal sealed class WasmModuleInstance : IModuleInstance
{
    private readonly PreparedModule _prepared;
    private readonly WasmInstance _instance;
    private readonly ILinearState _state;
    private readonly WasmUnit[] _units;

    private WasmModuleInstance(PreparedModule prepared, WasmInstance instance, ILinearState state, Dictionary<string, Window> windows, IRegionTable regions)
    {
        _prepared = prepared;
        _instance = instance;
        _state = state;
        Window[] all = [.. windows.Values];
        ModuleManifest manifest = prepared.Package.Manifest;
        _units = new WasmUnit[manifest.Units.Length];
        for (int index = 0; index < _units.Length; index++)
        {
            _units[index] = new WasmUnit(instance, state, prepared.Units[index], manifest.Units[index], new UnitWindows(prepared.Units[index], windows, all, regions));
        }
    }

    public ModulePackage Package => _prepared.Package;

    public IReadOnlyList<IUnit> Units => _units;

    public static Result<IModuleInstance, ModuleErrorCode> Create(PreparedModule prepared, IRegionTable regions)
    {
        WasmMemory? memory = null;
        Fault<ModuleErrorCode>? fault;
        if (prepared.Image is not null && !Instances.FixedMemory(prepared.Image.Pages, prepared.Package).TryGet(out memory, out fault)) return fault;
        if (!Instances.Make(prepared.Code, prepared.Package, memory).TryGet(out WasmInstance? instance, out fault))
        {
            memory?.Dispose();
            return fault;
        }

        if (!WindowPlan.Read(instance, prepared.WindowRegions, name => SizeOf(regions, name), prepared.Where).TryGet(out Dictionary<string, int>? addresses, out fault))
        {
            instance.Dispose();
            memory?.Dispose();
            return fault;
        }

        if (instance.Memory is not null) Instances.Prefault(instance.Memory);
        Dictionary<string, Window> windows = addresses.ToDictionary(
            pair => pair.Key,
            pair => new Window(RegionOf(regions, pair.Key), instance.Memory!, pair.Value),
            StringComparer.Ordinal);
        return new WasmModuleInstance(prepared, instance, StateOf(prepared, instance, memory, regions), windows, regions);
    }

    /// <inheritdoc/>
    public void Activate(IModuleInstance displaced)
    {
        if (displaced is WasmModuleInstance other && _state is RegionState state) state.TakeOver(other._prepared.Code.Module);
    }

    public void Dispose()
    {
        foreach (WasmUnit unit in _units) unit.Dispose();
        _instance.Dispose();
        _state.Dispose();
    }

    private static ILinearState StateOf(PreparedModule prepared, WasmInstance instance, WasmMemory? memory, IRegionTable regions)
    {
        if (memory is null) return new ScratchState(instance);
        ModuleManifest manifest = prepared.Package.Manifest;
        RegionWriter? globals = prepared.Image!.HasGlobals ? regions.Writer(manifest.GlobalsRegionName) : null;
        return new RegionState(instance, memory, regions.Writer(manifest.MemoryRegionName), globals);
    }

    private static long? SizeOf(IRegionTable regions, string name) => regions.TryGet(name, out Region? region) ? region.SizeBytes : null;

    private static Region RegionOf(IRegionTable regions, string name) =>
        regions.TryGet(name, out Region? region) ? region : throw new ArgumentException($"The region {name} left the table.", nameof(regions));
}
