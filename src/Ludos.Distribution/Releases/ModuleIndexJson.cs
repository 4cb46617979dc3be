using System.Text.Json;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>The text of a <see cref="ModuleIndex"/>.</summary>
internal static class ModuleIndexJson
{
    private static readonly string[] Fields = ["type", "id", "publisher", "versions"];
    private static readonly string[] VersionFields = ["version", "release", "module", "kind", "sizeBytes", "dependencies", "grants", "yanked"];

    public static Result<ModuleIndex, DocumentErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) =>
        DistributionDocument.Read(utf8, DistributionLimits.MaxIndexBytes, name, Fields, Root);

    public static byte[] Write(ModuleIndex index) => DistributionDocument.Write(writer =>
    {
        writer.WriteString("type", ModuleIndex.Type);
        writer.WriteString("id", index.Id);
        writer.WriteString("publisher", index.Publisher);
        writer.WriteStartArray("versions");
        foreach (var version in index.Versions)
        {
            WriteVersion(writer, version);
        }

        writer.WriteEndArray();
    });

    private static void WriteVersion(Utf8JsonWriter writer, IndexedVersion version)
    {
        writer.WriteStartObject();
        writer.WriteString("version", version.Version.ToFullString());
        writer.Write("release", version.Release);
        writer.WriteString("module", version.Module.ToString());
        writer.WriteString("kind", version.Kind);
        writer.WriteNumber("sizeBytes", version.SizeBytes);
        writer.Write("dependencies", version.Dependencies);
        writer.Write("grants", version.Grants);
        writer.WriteString("yanked", version.Yanked);
        writer.WriteEndObject();
    }

    private static ModuleIndex Root(DocumentFields fields)
    {
        fields.Demand("type", ModuleIndex.Type);
        return new ModuleIndex(
            fields.ModuleId("id"),
            fields.Publisher(),
            fields.Children("versions", DistributionLimits.MaxVersions, VersionFields, Version).Ascending("versions", (left, right) => left.Version.CompareTo(right.Version)));
    }

    private static IndexedVersion Version(DocumentFields fields)
    {
        var grants = fields.Texts("grants", ModuleLimits.MaxGrants, ModuleLimits.MaxNameLength).Ascending("grants", string.CompareOrdinal);
        var dependencies = fields.Children("dependencies", ModuleLimits.MaxDependencies, ["id", "range"], DistributionDocument.Dependency);
        return new IndexedVersion(
            fields.Version(),
            fields.Object("release", DistributionLimits.MaxReleaseBytes),
            fields.Digest("module"),
            fields.ModuleId("kind"),
            fields.Number("sizeBytes", 1, TrustLimits.MaxModuleBytes),
            dependencies.Ascending("dependencies", (left, right) => string.CompareOrdinal(left.Id, right.Id)),
            grants,
            fields.IsNull("yanked") ? null : fields.Text("yanked", DistributionLimits.MaxReasonLength));
    }
}
