using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>What of a folder goes into its package: found and held against the manifest before any content is read.</summary>
/// <param name="Folder">Holds module.json.</param>
/// <param name="ManifestBytes">module.json as it was read: the one that was checked is the one that is packed.</param>
/// <param name="Plan">Where every file will lie.</param>
internal sealed record PackageSurvey(string Folder, ModuleManifest Manifest, byte[] ManifestBytes, GmodPlan Plan)
{
    public static Result<PackageSurvey, ModuleErrorCode> Of(string folder)
    {
        string manifestPath = Path.Combine(folder, ModuleManifest.FileName);
        if (!FolderFiles.Read(folder, ModuleManifest.FileName, ModuleLimits.MaxManifestBytes).TryGet(out byte[]? manifestBytes, out Fault<ModuleErrorCode>? fault)) return fault;
        if (!ModuleManifest.Parse(manifestBytes, manifestPath).TryGet(out ModuleManifest? manifest, out fault)) return fault;
        if (NamedFiles.Check(manifest, path => FolderFiles.SizeBytes(folder, path), folder) is { } missing) return missing;
        if (!Paths(folder, manifest).TryGet(out SortedSet<string>? paths, out fault)) return fault;
        if (NamedFiles.CheckPatterns(manifest, paths, folder) is { } idle) return idle;
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            if (FolderFiles.Link(folder, path) is { } link) return link;
            sizes[path] = FolderFiles.SizeBytes(folder, path) ?? 0;
        }

        sizes[ModuleManifest.FileName] = manifestBytes.Length;
        return GmodPlan.Of(sizes).TryGet(out GmodPlan? plan, out Fault<TrustErrorCode>? refused)
            ? new PackageSurvey(folder, manifest, manifestBytes, plan)
            : ContainerFaults.Of(refused);
    }

    private static Result<SortedSet<string>, ModuleErrorCode> Paths(string folder, ModuleManifest manifest)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal) { ModuleManifest.FileName };
        foreach (string root in manifest.Variants.Select(variant => variant.Assets).OfType<string>().Append(ModulePacker.AssetsFolder))
        {
            if (!FolderFiles.Below(folder, root).TryGet(out IReadOnlyList<string>? assets, out Fault<ModuleErrorCode>? fault)) return fault;
            paths.UnionWith(assets);
        }

        if (manifest.Kind == ModuleKind.Game) paths.Add(ModuleManifest.GameFileName);
        if (manifest.Code is not null) paths.Add(manifest.Code);
        paths.UnionWith(manifest.Variants.Select(variant => variant.Code).OfType<string>());
        paths.UnionWith(manifest.Regions.Select(region => region.InitialFile).OfType<string>());
        return paths;
    }
}
