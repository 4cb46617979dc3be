using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>The text of a <see cref="ModuleIndex"/>.</summary>
internal static class ModuleIndexJson
{
    public static Result<ModuleIndex, DocumentErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) =>
        StrictJson.Read(utf8, DistributionLimits.MaxIndexBytes, name, Root);

    public static byte[] Write(ModuleIndex index) => StrictJson.Write(writer =>
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
        version.Release.Write(writer, "release");
        writer.WriteString("module", version.Module.ToString());
        writer.WriteString("kind", version.Kind);
        writer.WriteNumber("sizeBytes", version.SizeBytes);
        writer.WriteStartArray("dependencies");
        foreach (var dependency in version.Dependencies)
        {
            writer.WriteStartObject();
            writer.WriteString("id", dependency.Id);
            writer.WriteString("range", dependency.Range.OriginalString ?? dependency.Range.ToNormalizedString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("grants");
        foreach (var grant in version.Grants)
        {
            writer.WriteStringValue(grant);
        }

        writer.WriteEndArray();
        writer.WriteString("yanked", version.Yanked);
        writer.WriteEndObject();
    }

    private static ModuleIndex Root(DocumentNode node)
    {
        node.CheckFields("type", "id", "publisher", "versions");
        node["type"].Exactly(ModuleIndex.Type);
        var versions = node["versions"].Items(DistributionLimits.MaxVersions, Version);
        for (var index = 1; index < versions.Length; index++)
        {
            if (versions[index - 1].Version >= versions[index].Version) throw node["versions"].Bad($"[{index}] is out of order or given twice.");
        }

        return new ModuleIndex(node["id"].ModuleId(), node["publisher"].Publisher(), versions);
    }

    private static IndexedVersion Version(DocumentNode node)
    {
        node.CheckFields("version", "release", "module", "kind", "sizeBytes", "dependencies", "grants", "yanked");
        return new IndexedVersion(
            node["version"].Version(),
            ObjectRef.Read(node["release"], DistributionLimits.MaxReleaseBytes),
            node["module"].Digest(),
            Name(node["kind"]),
            node["sizeBytes"].Integer(1, TrustLimits.MaxModuleBytes),
            Ascending(node["dependencies"], node["dependencies"].Items(ModuleLimits.MaxDependencies, Dependency), dependency => dependency.Id),
            Ascending(node["grants"], node["grants"].Items(ModuleLimits.MaxGrants, Name), grant => grant),
            node["yanked"].IsNull ? null : node["yanked"].Line(DistributionLimits.MaxReasonLength));
    }

    private static Dependency Dependency(DocumentNode node)
    {
        node.CheckFields("id", "range");
        return new Dependency(node["id"].ModuleId(), node["range"].Range());
    }

    private static string Name(DocumentNode node)
    {
        var name = node.Text(ModuleLimits.MaxNameLength);
        return ModuleIds.IsId(name) ? name : throw node.Bad("is not a lower-case name.");
    }

    private static ImmutableArray<T> Ascending<T>(DocumentNode node, ImmutableArray<T> items, Func<T, string> key)
    {
        for (var index = 1; index < items.Length; index++)
        {
            if (string.CompareOrdinal(key(items[index - 1]), key(items[index])) >= 0) throw node.Bad($"[{index}] is out of order or given twice.");
        }

        return items;
    }
}
