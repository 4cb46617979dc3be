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
    private static readonly string[] Fields = ["type", "id", "version", "publisher", "module", "head", "map", "patches", "protected"];

    public static Result<Release, DocumentErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) =>
        DistributionDocument.Read(utf8, DistributionLimits.MaxReleaseBytes, name, Fields, Root);

    public static byte[] Write(Release release) => DistributionDocument.Write(writer =>
    {
        writer.WriteString("type", Release.Type);
        writer.WriteString("id", release.Id);
        writer.WriteString("version", release.Version.ToFullString());
        writer.WriteString("publisher", release.Publisher);
        writer.Write("module", release.Module);
        writer.WriteStartObject("head");
        writer.WriteNumber("sizeBytes", release.HeadSizeBytes);
        writer.WriteEndObject();
        writer.Write("map", release.Map);
        writer.WriteStartArray("patches");
        foreach (var patch in release.Patches)
        {
            WritePatch(writer, patch);
        }

        writer.WriteEndArray();
        writer.Write("protected", release.Protected);
    });

    private static void WritePatch(Utf8JsonWriter writer, ReleasePatch patch)
    {
        writer.WriteStartObject();
        writer.WriteString("path", patch.Path);
        writer.WriteString("from", patch.From.ToString());
        writer.WriteString("codec", Kinds[(int)patch.Kind]);
        writer.WriteString("object", patch.Object.Digest.ToString());
        writer.WriteNumber("sizeBytes", patch.Object.SizeBytes);
        writer.WriteEndObject();
    }

    private static Release Root(DocumentFields fields)
    {
        fields.Demand("type", Release.Type);
        var module = fields.Object("module", TrustLimits.MaxModuleBytes);
        return new Release(
            fields.ModuleId("id"),
            fields.Version(),
            fields.Publisher(),
            module,
            (int)fields.Child("head", "sizeBytes").Number("sizeBytes", 1, Math.Min(MaxHeadBytes, module.SizeBytes)),
            fields.Object("map", DistributionLimits.MaxMapBytes),
            fields.Children("patches", DistributionLimits.MaxPatches, ["path", "from", "codec", "object", "sizeBytes"], Patch).Ascending("patches", Order),
            fields.Protected());
    }

    private static int Order(ReleasePatch left, ReleasePatch right)
    {
        var order = string.CompareOrdinal(left.Path, right.Path);
        return order != 0 ? order : left.From.CompareTo(right.From);
    }

    private static ReleasePatch Patch(DocumentFields fields)
    {
        var kind = Array.IndexOf(Kinds, fields.Text("codec", ModuleLimits.MaxNameLength));
        return new ReleasePatch(
            DistributionDocument.Path(fields.Text("path", ModuleLimits.MaxPathBytes)),
            fields.Digest("from"),
            kind >= 0 ? (PatchKind)kind : throw new DocumentException($"a patch's \"codec\" is not one of {string.Join(", ", Kinds)}"),
            new ObjectRef(fields.Digest("object"), fields.Number("sizeBytes", 1, TrustLimits.MaxModuleBytes)));
    }
}
