using System.Globalization;
using Ludos.Trust;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>An inspection, line by line.</summary>
internal static class InspectionText
{
    private const int ShownDigestLength = 16;

    public static IEnumerable<string> Of(ModuleInspection inspection)
    {
        yield return Text($"{inspection.Name}  {inspection.TotalBytes:N0} bytes");
        yield return $"sha256 {inspection.Digest}";
        foreach (string line in inspection.Manifest is { } manifest ? Manifest(manifest) : ["wasm without a manifest"]) yield return line;
        if (!inspection.Files.IsEmpty)
        {
            yield return "files";
            foreach (PackageFile file in inspection.Files) yield return Text($"  {file.Bytes.Length,12:N0}  {file.Digest.ToString()[..ShownDigestLength]}  {file.Path}");
        }

        yield return inspection.Imports.IsEmpty ? "imports none" : "imports";
        foreach (ImportDescriptor import in inspection.Imports) yield return $"  {Word(import.Kind)} {ManifestNode.Printable(import.Module)}.{ManifestNode.Printable(import.Name)} {import.Function}".TrimEnd();
        yield return inspection.Exports.IsEmpty ? "exports none" : "exports";
        foreach (ExportDescriptor export in inspection.Exports) yield return $"  {Word(export.Kind)} {ManifestNode.Printable(export.Name)} {export.Function}".TrimEnd();
    }

    private static IEnumerable<string> Manifest(ModuleManifest manifest)
    {
        yield return manifest.Code is null
            ? $"{Word(manifest.Kind)} {manifest.Id} {manifest.Version}"
            : $"{Word(manifest.Kind)} {manifest.Id} {manifest.Version}, memory {Word(manifest.Memory)}, code {manifest.Code}";
        if (!manifest.Grants.IsEmpty) yield return $"grants asked {string.Join(", ", manifest.Grants)}";
        foreach (Dependency dependency in manifest.Dependencies) yield return $"depends on {dependency.Id} {dependency.RangeText}";
        foreach (PlatformVariant variant in manifest.Variants) yield return $"on {string.Join(", ", variant.Platforms)}:{(variant.Code is null ? "" : $" code {variant.Code}")}{(variant.Assets is null ? "" : $" assets {variant.Assets}")}";
        if (!manifest.Protected.IsEmpty) yield return $"protected {string.Join(", ", manifest.Protected)}";
        foreach (AssetGroup group in manifest.Assets) yield return Text($"assets {group.Name}: {string.Join(", ", group.Files)} {(group.Place is { } place ? $"at {place.X}, {place.Y}" : $"order {group.Order}")}");
        foreach (RegionDeclaration region in manifest.Regions)
        {
            foreach (string line in region.Schema.Describe().Split('\n')) yield return line;
            if (region.InitialFile is not null) yield return $"  begins as {region.InitialFile}";
        }

        foreach (UnitDeclaration unit in manifest.Units)
        {
            yield return Text($"unit {unit.Name}: entry {unit.Entry}{(unit.Start is null ? "" : $", start {unit.Start}")}, {unit.FuelPerTick:N0} fuel a tick");
            if (!unit.Reads.IsEmpty) yield return $"  reads {string.Join(", ", unit.Reads)}";
            if (!unit.ReadsPrevious.IsEmpty) yield return $"  reads previous {string.Join(", ", unit.ReadsPrevious)}";
            if (!unit.Writes.IsEmpty) yield return $"  writes {string.Join(", ", unit.Writes.Select(name => unit.Replaces.Contains(name) ? name + " (replaced)" : name))}";
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
