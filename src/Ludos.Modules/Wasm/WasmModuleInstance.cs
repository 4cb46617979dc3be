using Ludos.Base;
using Ludos.State;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>
/// Wasm code bound to a world's regions. With scratch memory each unit has an instance of the code to itself: units share nothing but regions, and a window
/// need not be filled again because a sibling ran. With memory in a region all units share one. One thread at a time runs them.
/// </summary>
internal sealed class WasmModuleInstance : IModuleInstance
{
    private readonly PreparedModule _prepared;
    private readonly List<ILinearState> _states = [];
    private readonly List<WasmUnit> _units = [];

    private WasmModuleInstance(PreparedModule prepared) => _prepared = prepared;

    public ModulePackage Package => _prepared.Package;

    public IReadOnlyList<IUnit> Units => _units;

    public static Result<IModuleInstance, ModuleErrorCode> Create(PreparedModule prepared, IRegionTable regions)
    {
        var made = new WasmModuleInstance(prepared);
        int[] all = [.. Enumerable.Range(0, prepared.Units.Count)];
        int[][] groups = prepared.Image is null ? [.. all.Select(index => (int[])[index])] : [all];
        foreach (int[] group in groups)
        {
            if (made.Add(group, regions) is not { } fault) continue;
            made.Dispose();
            return fault;
        }

        return made;
    }

    /// <inheritdoc/>
    public void Activate(IModuleInstance displaced)
    {
        if (displaced is not WasmModuleInstance other) return;
        foreach (ILinearState state in _states) (state as RegionState)?.TakeOver(other._prepared.Code.Module);
    }

    /// <inheritdoc/>
    public void TakeUp(IPreparedModule writtenBy)
    {
        if (writtenBy is not PreparedModule other) return;
        foreach (ILinearState state in _states) (state as RegionState)?.TakeOver(other == _prepared ? null : other.Code.Module);
    }

    public void Dispose()
    {
        foreach (WasmUnit unit in _units) unit.Dispose();
        foreach (ILinearState state in _states) state.Dispose();
    }

    /// <summary>Makes one instance of the code, for these units.</summary>
    private Fault<ModuleErrorCode>? Add(int[] group, IRegionTable regions)
    {
        // Windows that the host places are one unit's: only then has an instance one unit alone.
        UnitDescriptor first = _prepared.Units[group[0]];
        WindowArea area = WindowArea.Plan(first, _prepared.Pointers, regions, _prepared.MapsWindows);
        long start = (long)_prepared.Memory.MinPages * WasmMemory.PageBytes;
        if (_prepared.AreaProblem(area.SizeBytes) is { } problem) return problem;
        if (!Instances.MakeOwn(_prepared, (uint)(area.SizeBytes / WasmMemory.PageBytes)).TryGet(out (WasmInstance Instance, WasmMemory? Memory) own, out Fault<ModuleErrorCode>? fault)) return fault;
        ILinearState state = StateOf(own.Instance, own.Memory, regions);
        _states.Add(state);
        IEnumerable<string> names = group.Select(index => _prepared.Units[index]).SelectMany(unit => unit.Reads.Concat(unit.ReadsPrevious).Concat(unit.Writes)).Distinct(StringComparer.Ordinal);
        if (!WindowPlan.Read(own.Instance, names, name => SizeOf(regions, name), _prepared.Where).TryGet(out Dictionary<string, WindowExport>? exports, out fault)
            || !PlacedWindows.Make(area, own.Instance, own.Memory, start, exports, regions, _prepared.Where).TryGet(out PlacedWindows? placed, out fault)) return fault;
        Dictionary<string, Window> windows = exports.Where(pair => !pair.Value.IsPointer).ToDictionary(
            pair => pair.Key,
            pair => new Window(RegionOf(regions, pair.Key), own.Memory!, pair.Value.Address),
            StringComparer.Ordinal);
        foreach (Window copy in placed.Copies) windows.Add(copy.Region.Name, copy);
        Window[] all = [.. windows.Values];
        foreach (int index in group)
        {
            UnitDescriptor descriptor = _prepared.Units[index];
            _units.Add(new WasmUnit(own.Instance, state, descriptor, Package.Manifest.Units[index], new UnitWindows(descriptor, windows, all, placed, regions)));
        }

        return null;
    }

    private ILinearState StateOf(WasmInstance instance, WasmMemory? memory, IRegionTable regions)
    {
        if (_prepared.Image is not { } image) return new ScratchState(instance, memory);
        RegionWriter? globals = image.HasGlobals ? regions.Writer(Package.Manifest.GlobalsRegionName) : null;
        return new RegionState(instance, memory!, regions.Writer(Package.Manifest.MemoryRegionName), globals);
    }

    private static long? SizeOf(IRegionTable regions, string name) => regions.TryGet(name, out Region? region) ? region.SizeBytes : null;

    private static Region RegionOf(IRegionTable regions, string name) =>
        regions.TryGet(name, out Region? region) ? region : throw new ArgumentException($"The region {name} left the table.", nameof(regions));
}
