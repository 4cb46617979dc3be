using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>The text of a <see cref="Release"/>.</summary>
internal static class ReleaseJson
{
    /// <summary>A head is at most a header and the directory of the most and longest paths.</summary>
    private const int MaxHeadBytes = 4 * 1024 * 1024;

    private static readonly string[] Kinds = ["zstd", "bsdiff"];

    public static Result<Release, DocumentErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) =>
        StrictJson.Read(utf8, DistributionLimits.MaxReleaseBytes, name, Root);

    public static byte[] Write(Release release) => StrictJson.Write(writer =>
    {
        writer.WriteString("type", Release.Type);
        writer.WriteString("id", release.Id);
        writer.WriteString("version", release.Version.ToFullString());
        writer.WriteString("publisher", release.Publisher);
        release.Module.Write(writer, "module");
        writer.WriteStartObject("head");
        writer.WriteNumber("sizeBytes", release.HeadSizeBytes);
        writer.WriteEndObject();
        release.Map.Write(writer, "map");
        writer.WriteStartArray("patches");
        foreach (var patch in release.Patches)
        {
            writer.WriteStartObject();
            writer.WriteString("path", patch.Path);
            writer.WriteString("from", patch.From.ToString());
            writer.WriteString("codec", Kinds[(int)patch.Kind]);
            writer.WriteString("object", patch.Object.Digest.ToString());
            writer.WriteNumber("sizeBytes", patch.Object.SizeBytes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteProtected(writer, release.Protected);
    });

    private static void WriteProtected(Utf8JsonWriter writer, ProtectedFiles? files)
    {
        if (files is null)
        {
            writer.WriteNull("protected");
            return;
        }

        writer.WriteStartObject("protected");
        writer.WriteStartArray("paths");
        foreach (var path in files.Paths)
        {
            writer.WriteStringValue(path);
        }

        writer.WriteEndArray();
        writer.WriteNumber("keyGeneration", files.KeyGeneration);
        writer.WriteEndObject();
    }

    private static Release Root(DocumentNode node)
    {
        node.CheckFields("type", "id", "version", "publisher", "module", "head", "map", "patches", "protected");
        node["type"].Exactly(Release.Type);
        var head = node["head"];
        head.CheckFields("sizeBytes");
        var patches = node["patches"].Items(DistributionLimits.MaxPatches, Patch);
        for (var index = 1; index < patches.Length; index++)
        {
            if (Order(patches[index - 1], patches[index]) >= 0) throw node["patches"].Bad($"[{index}] is out of order or given twice.");
        }

        var module = ObjectRef.Read(node["module"], TrustLimits.MaxModuleBytes);
        return new Release(
            node["id"].ModuleId(),
            node["version"].Version(),
            node["publisher"].Publisher(),
            module,
            (int)head["sizeBytes"].Integer(1, Math.Min(MaxHeadBytes, module.SizeBytes)),
            ObjectRef.Read(node["map"], DistributionLimits.MaxMapBytes),
            patches,
            node["protected"].IsNull ? null : Protected(node["protected"]));
    }

    private static int Order(ReleasePatch left, ReleasePatch right)
    {
        var order = string.CompareOrdinal(left.Path, right.Path);
        return order != 0 ? order : left.From.CompareTo(right.From);
    }

    private static ReleasePatch Patch(DocumentNode node)
    {
        node.CheckFields("path", "from", "codec", "object", "sizeBytes");
        var codec = node["codec"].Text(DistributionLimits.MaxVersionLength);
        var kind = Array.IndexOf(Kinds, codec);
        if (kind < 0) throw node["codec"].Bad($"is not one of {string.Join(", ", Kinds)}.");
        return new ReleasePatch(
            node["path"].PackagePath(),
            node["from"].Digest(),
            (PatchKind)kind,
            new ObjectRef(node["object"].Digest(), node["sizeBytes"].Integer(1, TrustLimits.MaxModuleBytes)));
    }

    private static ProtectedFiles Protected(DocumentNode node)
    {
        node.CheckFields("paths", "keyGeneration");
        ImmutableArray<string> paths = node["paths"].Items(ModuleLimits.MaxFiles, item => item.PackagePath());
        if (paths.IsEmpty) throw node["paths"].Bad("is empty.");
        for (var index = 1; index < paths.Length; index++)
        {
            if (string.CompareOrdinal(paths[index - 1], paths[index]) >= 0) throw node["paths"].Bad($"[{index}] is out of order or given twice.");
        }

        return new ProtectedFiles(paths, (int)node["keyGeneration"].Integer(1, DistributionLimits.MaxKeyGeneration));
    }
}
