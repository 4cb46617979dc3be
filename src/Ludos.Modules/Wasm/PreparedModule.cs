using System.Collections.Immutable;
using Ludos.Base;
using Ludos.State;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>Compiled wasm code that was found to keep its manifest's promises. Immutable and thread-safe.</summary>
internal sealed class PreparedModule : IPreparedModule
{
    private PreparedModule(ModulePackage package, CompiledModule code, MemorySpan memory, MemoryImage? image, PrepareOptions options)
    {
        MapsWindows = options.MapWindows;
        ModuleManifest manifest = package.Manifest;
        Package = package;
        Code = code;
        Memory = memory;
        Image = image;
        Units = [.. manifest.Units.Select(unit => new UnitDescriptor(manifest.Id, unit.Name, unit.Reads, unit.ReadsPrevious, unit.Writes, unit.Replaces, unit.FuelPerTick))];
        Regions = [.. manifest.Regions.Select(region => region.Schema), .. image?.Schemas(manifest) ?? []];
        PublishedRegions = [.. manifest.Units.SelectMany(unit => unit.Writes).Distinct(StringComparer.Ordinal), .. image?.Schemas(manifest).Select(schema => schema.Name) ?? []];
        WindowRegions = [.. manifest.Units.SelectMany(unit => unit.Reads.Concat(unit.ReadsPrevious).Concat(unit.Writes)).Distinct(StringComparer.Ordinal)];
        Pointers = WindowRegions.Where(name => code.Module.Exports.Any(export => export.Name == ReservedNames.PointerExport(name))).ToHashSet(StringComparer.Ordinal);
        MemoryLayout = image is null ? "" : code.Module.StaticLayoutFingerprint;
        var initial = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (RegionDeclaration region in manifest.Regions)
        {
            if (region.InitialFile is not null) initial[region.Schema.Name] = package.File(region.InitialFile).ToArray();
        }

        image?.AddTo(initial, manifest);
        InitialContents = initial;
    }

    public ModulePackage Package { get; }

    public CompiledModule Code { get; }

    /// <summary>Pages that each instance of the code gets.</summary>
    public MemorySpan Memory { get; }

    /// <summary>Null where memory is scratch.</summary>
    public MemoryImage? Image { get; }

    public IReadOnlyList<RegionSchema> Regions { get; }

    public IReadOnlyDictionary<string, byte[]> InitialContents { get; }

    public IReadOnlyList<UnitDescriptor> Units { get; }

    public IReadOnlyList<string> PublishedRegions { get; }

    public ImmutableArray<string> WindowRegions { get; }

    /// <summary>Regions whose place in memory the host chooses.</summary>
    public IReadOnlySet<string> Pointers { get; }

    /// <summary>Whether those are shown where they lie; else copied.</summary>
    public bool MapsWindows { get; }

    public string MemoryLayout { get; }

    public string Where => $"{Package.Verified.Name}: {Package.Manifest.Code}";

    /// <summary>Makes an instance on trial, to see its windows and its first memory.</summary>
    public static Result<IPreparedModule, ModuleErrorCode> Create(ModulePackage package, CompiledModule code, PrepareOptions options)
    {
        if (!Instances.Make(code, package, null).TryGet(out WasmInstance? trial, out Fault<ModuleErrorCode>? fault)) return fault;
        using (trial)
        {
            if (!MemorySpan.Of(trial, package).TryGet(out MemorySpan memory, out fault)) return fault;
            MemoryImage? image = null;
            if (package.Manifest.Memory == MemoryMode.Region)
            {
                if (memory.MinPages == 0)
                {
                    return new Fault<ModuleErrorCode>(ModuleErrorCode.BadCode, $"{package.Verified.Name}: memory is \"region\", and {package.Manifest.Code} has no memory.", "Use \"scratch\".");
                }

                image = MemoryImage.Of(trial);
            }

            var prepared = new PreparedModule(package, code, memory, image, options);
            if (image is not null && prepared.Pointers.Count != 0)
            {
                return new Fault<ModuleErrorCode>(ModuleErrorCode.BadWindow, $"{prepared.Where} exports {ReservedNames.PointerExport(prepared.Pointers.First())}, and its memory is \"region\", which holds no windows.", "Use \"scratch\", or declare the window with LUDOS_REGION.");
            }

            Dictionary<string, long> sizes = package.Manifest.Regions.ToDictionary(region => region.Schema.Name, region => region.Schema.SizeBytes, StringComparer.Ordinal);
            return WindowPlan.Read(trial, prepared.WindowRegions, name => sizes.TryGetValue(name, out long sizeBytes) ? sizeBytes : null, prepared.Where).TryGet(out _, out fault)
                ? prepared
                : fault;
        }
    }

    /// <summary>Null when windows of that size fit behind the module's memory.</summary>
    public Fault<ModuleErrorCode>? AreaProblem(long areaBytes)
    {
        long mostPages = (long)Math.Min(Code.Module.DeclaredMaxPages ?? WasmLimits.PagesIn32Bits, int.MaxValue / WasmMemory.PageBytes);
        return areaBytes == 0 || Memory.MinPages + (areaBytes / WasmMemory.PageBytes) <= mostPages
            ? null
            : new Fault<ModuleErrorCode>(
                ModuleErrorCode.BadWindow,
                $"{Where}: its windows need {areaBytes} bytes behind its memory of {(long)Memory.MinPages * WasmMemory.PageBytes}, which may have {mostPages * WasmMemory.PageBytes}.",
                "Link without --max-memory, or declare fewer or smaller windows.");
    }

    /// <inheritdoc/>
    public Result<IModuleInstance, ModuleErrorCode> Instantiate(IRegionTable regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        foreach (string name in WindowRegions.Concat(PublishedRegions))
        {
            if (!regions.TryGet(name, out _))
            {
                return new Fault<ModuleErrorCode>(ModuleErrorCode.MissingRegion, $"{Package.Verified.Name}: no module declares the region {name}.", "Add the module that declares it to the game, or declare it in module.json.");
            }
        }

        return WasmModuleInstance.Create(this, regions);
    }
}
