using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>
/// Packs a module's folder: module.json, the code, the initial contents that it names and everything under assets/. Sources,
/// build files and hidden files stay out. Equal folders give equal bytes.
/// </summary>
public static class ModulePacker
{
    /// <summary>The folder whose whole content is packed.</summary>
    public const string AssetsFolder = "assets";

    /// <param name="folder">Holds module.json.</param>
    /// <returns>The .gmod, or a fault that names the file.</returns>
    public static Result<byte[], ModuleErrorCode> Pack(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string manifestPath = Path.Combine(folder, ModuleManifest.FileName);
        if (!FolderFiles.Read(folder, ModuleManifest.FileName, ModuleLimits.MaxManifestBytes).TryGet(out byte[]? manifestBytes, out Fault<ModuleErrorCode>? fault)) return fault;
        if (!ModuleManifest.Parse(manifestBytes, manifestPath).TryGet(out ModuleManifest? manifest, out fault)) return fault;
        if (NamedFiles.Check(manifest, path => FolderFiles.SizeBytes(folder, path), folder) is { } missing) return missing;
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string root in manifest.Variants.Select(variant => variant.Assets).OfType<string>().Append(AssetsFolder))
        {
            if (!FolderFiles.Below(folder, root).TryGet(out IReadOnlyList<string>? assets, out fault)) return fault;
            paths.UnionWith(assets);
        }

        if (manifest.Kind == ModuleKind.Game) paths.Add(ModuleManifest.GameFileName);
        if (manifest.Code is not null) paths.Add(manifest.Code);
        paths.UnionWith(manifest.Variants.Select(variant => variant.Code).OfType<string>());
        foreach (RegionDeclaration region in manifest.Regions)
        {
            if (region.InitialFile is not null) paths.Add(region.InitialFile);
        }

        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { [ModuleManifest.FileName] = manifestBytes };
        long totalBytes = manifestBytes.Length;
        foreach (string path in paths.Where(path => path != ModuleManifest.FileName))
        {
            long leftBytes = TrustLimits.MaxModuleBytes - totalBytes;
            if (!FolderFiles.Read(folder, path, leftBytes).TryGet(out byte[]? content, out fault)) return fault;
            totalBytes += content.Length;
            files[path] = content;
        }

        return GmodWriter.Write(files).TryGet(out byte[]? packed, out Fault<TrustErrorCode>? refused) ? packed : ContainerFaults.Of(refused);
    }
}
