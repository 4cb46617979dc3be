using Ludos.Base;

namespace Ludos.Modules;

/// <summary>Holds the files that a manifest names against those that are there.</summary>
internal static class NamedFiles
{
    /// <param name="sizeOf">A file's size in bytes, or null where there is none.</param>
    public static Fault<ModuleErrorCode>? Check(ModuleManifest manifest, Func<string, long?> sizeOf, string name)
    {
        if (manifest.Kind == ModuleKind.Game && sizeOf(ModuleManifest.GameFileName) is null) return Missing(name, "kind \"game\"", ModuleManifest.GameFileName);
        if (manifest.Code is not null && Code(name, "code", manifest.Code, sizeOf(manifest.Code)) is { } fault) return fault;
        for (int index = 0; index < manifest.Variants.Length; index++)
        {
            if (manifest.Variants[index].Code is { } code && Code(name, $"variants[{index}].code", code, sizeOf(code)) is { } variantFault) return variantFault;
        }

        for (int index = 0; index < manifest.Regions.Length; index++)
        {
            RegionDeclaration region = manifest.Regions[index];
            if (region.InitialFile is null) continue;
            string field = $"regions[{index}].initial";
            long? sizeBytes = sizeOf(region.InitialFile);
            if (sizeBytes is null) return Missing(name, field, region.InitialFile);
            if (sizeBytes > region.Schema.SizeBytes)
            {
                return new Fault<ModuleErrorCode>(
                    ModuleErrorCode.TooLarge,
                    $"{name}: {field} names {region.InitialFile} with {sizeBytes} bytes; the region {region.Schema.Name} has {region.Schema.SizeBytes}.",
                    "Cut the file or raise the region's capacity.");
            }
        }

        return null;
    }

    /// <summary>A pattern that fits nothing is a spelling mistake; found while packing, since an author can still mend it.</summary>
    public static Fault<ModuleErrorCode>? CheckPatterns(ModuleManifest manifest, IReadOnlyCollection<string> paths, string name)
    {
        IEnumerable<(string Field, PathPattern Pattern)> patterns = manifest.Protected.Select((pattern, index) => ($"protected[{index}]", pattern))
            .Concat(manifest.Assets.SelectMany((group, at) => group.Files.Select((pattern, index) => ($"assets[{at}].files[{index}]", pattern))));
        foreach ((string field, PathPattern pattern) in patterns)
        {
            if (!paths.Any(pattern.IsMatch)) return new Fault<ModuleErrorCode>(ModuleErrorCode.MissingFile, $"{name}: {field} is {pattern}, which no packed file fits.", "Mend the pattern, or take it out.");
        }

        return null;
    }

    private static Fault<ModuleErrorCode>? Code(string name, string field, string path, long? sizeBytes)
    {
        if (sizeBytes is null) return Missing(name, field, path);
        return sizeBytes <= ModuleLimits.MaxCodeBytes
            ? null
            : new Fault<ModuleErrorCode>(ModuleErrorCode.TooLarge, $"{name}: {path} has {sizeBytes} bytes; code may have {ModuleLimits.MaxCodeBytes}.", "Move data out of the code.");
    }

    private static Fault<ModuleErrorCode> Missing(string name, string field, string path) =>
        new(ModuleErrorCode.MissingFile, $"{name}: {field} names {path}, which is not there.", "Add the file or name the right one.");
}
