using System.Collections.Immutable;
using Ludos.Base;
using Ludos.State;
using Ludos.Trust;

namespace Ludos.Modules.Tests.Support;

/// <summary>A module whose two units are C#: each adds its step to its own region, or fails when told to.</summary>
internal sealed class NativeModule : IPreparedModule
{
    private static readonly byte[] EmptyWasm = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0];

    public NativeModule(string version, uint step, string id = "native")
    {
        Step = step;
        ModuleManifest manifest = Manifests.Parse($$"""
            { "id": "{{id}}", "version": "{{version}}", "kind": "module", "code": "code.wasm", "memory": "scratch",
              "regions": [
                { "name": "left", "capacity": 4, "fields": [ { "id": 1, "name": "value", "type": "u32" } ] },
                { "name": "right", "capacity": 4, "slots": 1, "fields": [ { "id": 1, "name": "value", "type": "u32" } ] } ],
              "units": [ { "name": "one", "entry": "one", "writes": ["left"] }, { "name": "two", "entry": "two", "writes": ["right"] } ] }
            """);
        Package = ModulePackage.OfWasm(new ModuleVerifier(true).Verify(EmptyWasm, ModuleOrigin.CommandLine, version).Value, manifest);
        Regions = [.. manifest.Regions.Select(region => region.Schema)];
        Units = [.. manifest.Units.Select(unit => new UnitDescriptor(id, unit.Name, unit.Reads, unit.ReadsPrevious, unit.Writes, unit.Replaces, unit.FuelPerTick))];
    }

    public uint Step { get; }

    /// <summary>What the second unit ends with.</summary>
    public UnitOutcome Outcome { get; set; }

    public List<NativeInstance> Instances { get; } = [];

    public ModulePackage Package { get; }

    public IReadOnlyList<RegionSchema> Regions { get; set; }

    public IReadOnlyDictionary<string, byte[]> InitialContents { get; } = ImmutableDictionary<string, byte[]>.Empty;

    public IReadOnlyList<UnitDescriptor> Units { get; set; }

    public string MemoryLayout { get; set; } = "";

    public Result<IModuleInstance, ModuleErrorCode> Instantiate(IRegionTable regions)
    {
        var instance = new NativeInstance(this, regions);
        Instances.Add(instance);
        return instance;
    }
}

internal sealed class NativeInstance : IModuleInstance
{
    public NativeInstance(NativeModule module, IRegionTable regions)
    {
        Module = module;
        Units = [new NativeUnit(module, 0, regions.Writer("left")), new NativeUnit(module, 1, regions.Writer("right"))];
    }

    public NativeModule Module { get; }

    public bool IsDisposed { get; private set; }

    public List<IModuleInstance> Displaced { get; } = [];

    public ModulePackage Package => Module.Package;

    public IReadOnlyList<IUnit> Units { get; }

    public void Activate(IModuleInstance displaced) => Displaced.Add(displaced);

    public void Dispose()
    {
        Assert(!IsDisposed);
        IsDisposed = true;
    }

    private static void Assert(bool isTrue)
    {
        if (!isTrue) throw new InvalidOperationException("disposed twice");
    }
}

internal sealed class NativeUnit(NativeModule module, int index, RegionWriter writer) : IUnit
{
    public UnitDescriptor Descriptor => module.Units[index];

    public UnitOutcome Start() => default;

    public UnitOutcome Run(long tick)
    {
        if (index == 1 && !module.Outcome.IsOk) return module.Outcome;
        using WriteScope scope = writer.Begin(WriteMode.Carry);
        uint value = BitConverter.ToUInt32(scope.Bytes) + module.Step;
        BitConverter.TryWriteBytes(scope.Bytes, value);
        scope.Publish();
        return default;
    }

    public void RequestStop()
    {
    }
}
