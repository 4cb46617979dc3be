using System.Collections.Immutable;
using System.Text;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.World;
using Ludos.State;
using Ludos.Trust;
using NuGet.Versioning;

namespace Ludos.Runtime.Tests.Fakes;

/// <summary>What a unit does in a tick: its regions by name, the tick; it returns how it ended.</summary>
internal delegate UnitOutcome UnitBody(UnitContext context, long tick);

/// <summary>The regions of a unit of these tests, as spans.</summary>
internal sealed class UnitContext(IRegionTable regions)
{
    private int _stopRequests;

    public int StopRequests => Volatile.Read(ref _stopRequests);

    public ReadOnlySpan<byte> Read(string name) => regions.TryGet(name, out var region) ? region.Front : throw new KeyNotFoundException(name);

    public void Add(string name, int amount)
    {
        using var scope = regions.Writer(name).Begin(WriteMode.Carry);
        BitConverter.TryWriteBytes(scope.Bytes, BitConverter.ToInt32(scope.Bytes) + amount);
        scope.Publish();
    }

    public void Set(string name, int value)
    {
        using var scope = regions.Writer(name).Begin(WriteMode.Carry);
        BitConverter.TryWriteBytes(scope.Bytes, value);
        scope.Publish();
    }

    /// <summary>Numbers that follow from the seed, over the first three quarters.</summary>
    public void Fill(string name, int seed)
    {
        using var scope = regions.Writer(name).Begin(WriteMode.Carry);
        var numbers = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(scope.Bytes);
        for (var index = 0; index < numbers.Length * 3 / 4; index++)
        {
            seed = (seed * 1_103_515_245) + 12_345;
            numbers[index] = seed;
        }

        scope.Publish();
    }

    public void Stop() => Interlocked.Increment(ref _stopRequests);
}

/// <summary>One version of a module whose units are C#, so that the runtime is tested without the wasm engine.</summary>
internal sealed class NativeModule : IPreparedModule
{
    private readonly ImmutableArray<(UnitDescriptor Descriptor, UnitBody Body)> _units;
    private readonly UnitBody? _start;

    public NativeModule(string id, string version, IReadOnlyList<RegionSchema> regions, IEnumerable<(UnitDescriptor, UnitBody)> units, UnitBody? start = null, ImmutableArray<Dependency> dependencies = default, ModuleKind kind = ModuleKind.Module)
    {
        _units = [.. units];
        _start = start;
        Regions = regions;
        var manifest = new ModuleManifest(id, SemanticVersion.Parse(version), kind, "code.wasm", MemoryMode.Scratch, [], [], [], dependencies.IsDefault ? [] : dependencies);
        var bytes = NativeLoader.BytesOf(id, version);
        Package = ModulePackage.OfWasm(new ModuleVerifier(true).Verify(bytes, ModuleOrigin.CommandLine, $"{id}.wasm").Value, manifest);
    }

    public ModulePackage Package { get; init; }

    public IReadOnlyList<RegionSchema> Regions { get; }

    public IReadOnlyDictionary<string, byte[]> InitialContents { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>What making an instance ends with; null where it can be made.</summary>
    public Fault<ModuleErrorCode>? WhyNoInstance { get; init; }

    public IReadOnlyList<UnitDescriptor> Units => [.. _units.Select(unit => unit.Descriptor)];

    public string MemoryLayout => "";

    public Result<IModuleInstance, ModuleErrorCode> Instantiate(IRegionTable regions)
    {
        if (WhyNoInstance is not null)
        {
            return WhyNoInstance;
        }

        var context = new UnitContext(regions);
        return new Instance(Package, [.. _units.Select(unit => new Unit(unit.Descriptor, unit.Body, _start, context))]);
    }

    public LoadedModule Loaded(NativeLoader loader) => new(loader.With(this), this, $"/games/{Package.Manifest.Id}");

    public static RegionSchema Number(string name, int capacity = 1, bool isVolatile = false, int slots = 3) =>
        new(name, [new FieldSchema(1, "value", FieldType.I32)], capacity, slots, isVolatile);

    public static UnitDescriptor Descriptor(string module, string name, string[]? reads = null, string[]? writes = null, string[]? previous = null) =>
        new(module, name, [.. reads ?? []], [.. previous ?? []], [.. writes ?? []], [], 1_000);

    private sealed class Unit(UnitDescriptor descriptor, UnitBody body, UnitBody? start, UnitContext context) : IUnit
    {
        public UnitDescriptor Descriptor { get; } = descriptor;

        public UnitOutcome Start() => start?.Invoke(context, -1) ?? default;

        public UnitOutcome Run(long tick) => body(context, tick);

        public void RequestStop() => context.Stop();
    }

    private sealed class Instance(ModulePackage package, IReadOnlyList<IUnit> units) : IModuleInstance
    {
        public ModulePackage Package { get; } = package;

        public IReadOnlyList<IUnit> Units { get; } = units;

        public void Dispose()
        {
        }
    }
}

/// <summary>Finds the C# code that stands behind bytes of "wasm".</summary>
internal sealed class NativeLoader : IModuleLoader
{
    private readonly Dictionary<string, NativeModule> _known = [];

    public static byte[] BytesOf(string id, string version) => [.. "\0asm"u8, .. Encoding.UTF8.GetBytes($"{id}@{version}")];

    public NativeLoader With(NativeModule module)
    {
        _known[Convert.ToHexString(module.Package.Code.Span)] = module;
        return this;
    }

    public bool Handles(ReadOnlySpan<byte> bytes, ModuleManifest? manifest) => true;

    public Result<ModulePackage, ModuleErrorCode> Open(VerifiedModule module) =>
        new Fault<ModuleErrorCode>(ModuleErrorCode.NotAModule, $"{module.Name} is not a .gmod.");

    public Result<IPreparedModule, ModuleErrorCode> Prepare(ModulePackage package, PrepareOptions options) =>
        _known.TryGetValue(Convert.ToHexString(package.Code.Span), out var module)
            ? module
            : new Fault<ModuleErrorCode>(ModuleErrorCode.BadCode, $"{package.Verified.Name} is malformed at offset 4.");
}
