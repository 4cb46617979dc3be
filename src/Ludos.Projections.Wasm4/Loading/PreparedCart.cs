using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Projections.Wasm4.Cart;
using Ludos.State;

namespace Ludos.Projections.Wasm4.Loading;

/// <summary>A cart whose code is compiled and whose imports can be met. Immutable; thread-safe.</summary>
internal sealed class PreparedCart : IPreparedModule
{
    private readonly CartLoaderOptions _options;
    private readonly ImmutableArray<RegionSchema> _regions;

    public PreparedCart(ModulePackage package, CartProgram program, CartLoaderOptions options)
    {
        _options = options;
        _regions = CartRegions.Of(program);
        Package = package;
        Program = program;
        Unit = new UnitDescriptor(
            package.Manifest.Id,
            CartLoader.UnitName,
            Reads: [ModuleManifest.InputName],
            ReadsPrevious: [],
            Writes: [.. _regions.Select(region => region.Name)],
            Replaces: [CartRegions.AudioName],
            CartMachine.FuelPerCall);
    }

    public ModulePackage Package { get; }

    public CartProgram Program { get; }

    public UnitDescriptor Unit { get; }

    public IReadOnlyList<RegionSchema> Regions => _regions;

    public IReadOnlyDictionary<string, byte[]> InitialContents => ImmutableDictionary<string, byte[]>.Empty;

    public IReadOnlyList<UnitDescriptor> Units => [Unit];

    public string MemoryLayout => Program.Code.Module.StaticLayoutFingerprint;

    public Result<IModuleInstance, ModuleErrorCode> Instantiate(IRegionTable regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        foreach (string name in Unit.Reads.Concat(Unit.Writes))
        {
            if (!regions.TryGet(name, out _))
            {
                return new Fault<ModuleErrorCode>(
                    ModuleErrorCode.MissingRegion, $"The cart {Package.Manifest.Id} needs the region {name}, which this world does not have.", "Play it by itself.");
            }
        }
        return new CartInstance(this, regions, _options);
    }
}
