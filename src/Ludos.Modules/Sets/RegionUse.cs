namespace Ludos.Modules;

/// <summary>Who declares, reads and writes the regions of a set: each is declared by one module and written by one.</summary>
internal sealed class RegionUse(ModuleManifest[] modules)
{
    private readonly Dictionary<string, (ModuleManifest Module, bool HasExternalWriter)> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModuleManifest> _writers = new(StringComparer.Ordinal);

    public IEnumerable<DependencyCheck.Unmet> Problems()
    {
        foreach (ModuleManifest module in modules)
        {
            foreach (RegionDeclaration region in module.Regions)
            {
                if (_declared.TryAdd(region.Schema.Name, (module, region.Schema.HasExternalWriter))) continue;
                yield return new DependencyCheck.Unmet($"{_declared[region.Schema.Name].Module.Id} and {module.Id} both declare the region {region.Schema.Name}.", "Let one of them use the other's.");
            }
        }

        foreach (ModuleManifest module in modules)
        {
            foreach (UnitDeclaration unit in module.Units)
            {
                foreach (DependencyCheck.Unmet problem in OfUnit(module, unit)) yield return problem;
            }
        }
    }

    private IEnumerable<DependencyCheck.Unmet> OfUnit(ModuleManifest module, UnitDeclaration unit)
    {
        foreach (string region in unit.Reads.Concat(unit.ReadsPrevious).Concat(unit.Writes))
        {
            if (_declared.ContainsKey(region) || ReservedNames.IsReserved(region)) continue;
            yield return new DependencyCheck.Unmet($"{module.Id} {module.Version} uses the region {region}, which no module of the set declares.", "Add the module that declares it, and name it among the dependencies.");
        }

        foreach (string region in unit.Writes)
        {
            if (_declared.TryGetValue(region, out (ModuleManifest Module, bool HasExternalWriter) declaration) && declaration.HasExternalWriter)
            {
                yield return new DependencyCheck.Unmet($"{module.Id} {module.Version} writes the region {region}, which a process outside the game writes.", "Let the unit read it.");
            }

            if (!_writers.TryAdd(region, module) && _writers[region] != module)
            {
                yield return new DependencyCheck.Unmet($"{_writers[region].Id} and {module.Id} both write the region {region}.", "Leave one of them out.");
            }
        }
    }
}
