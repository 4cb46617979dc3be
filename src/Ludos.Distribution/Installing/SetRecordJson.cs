using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>The text of a <see cref="SetRecord"/>. Read as strictly as what comes from outside: a disk may rot.</summary>
internal static class SetRecordJson
{
    private static readonly string[] RecordFields = ["type", "name", "registry", "current", "previous"];
    private static readonly string[] SetFields = ["roots", "modules", "installedAt"];
    private static readonly string[] ModuleFields = ["id", "version", "kind", "publisher", "module", "headSizeBytes", "map", "bundle", "dependencies", "grants", "protected"];

    public static Result<SetRecord, DocumentErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) =>
        DistributionDocument.Read(utf8, DistributionLimits.MaxSetBytes, name, RecordFields, Root);

    public static byte[] Write(SetRecord record) => DistributionDocument.Write(writer =>
    {
        writer.WriteString("type", SetRecord.Type);
        writer.WriteString("name", record.Name);
        writer.WriteString("registry", record.Registry);
        writer.WritePropertyName("current");
        Write(writer, record.Current);
        writer.WritePropertyName("previous");
        if (record.Previous is { } previous)
        {
            Write(writer, previous);
        }
        else
        {
            writer.WriteNullValue();
        }
    });

    private static void Write(Utf8JsonWriter writer, InstalledSet set)
    {
        writer.WriteStartObject();
        writer.Write("roots", set.Roots);
        writer.WriteStartArray("modules");
        foreach (var module in set.Modules)
        {
            Write(writer, module);
        }

        writer.WriteEndArray();
        writer.WriteString("installedAt", DocumentFields.Text(set.InstalledAt));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, InstalledModule module)
    {
        writer.WriteStartObject();
        writer.WriteString("id", module.Id);
        writer.WriteString("version", module.Version.ToFullString());
        writer.WriteString("kind", module.Kind);
        writer.WriteString("publisher", module.Publisher);
        writer.Write("module", module.Module);
        writer.WriteNumber("headSizeBytes", module.HeadSizeBytes);
        writer.Write("map", module.Map);
        writer.Write("bundle", module.Bundle);
        writer.Write("dependencies", module.Dependencies);
        writer.Write("grants", module.Grants);
        writer.Write("protected", module.Protected);
        writer.WriteEndObject();
    }

    private static SetRecord Root(DocumentFields fields)
    {
        fields.Demand("type", SetRecord.Type);
        return new SetRecord(
            fields.ModuleId("name"),
            fields.Text("registry", DistributionLimits.MaxAddressLength),
            Set(fields.Child("current", SetFields)),
            fields.IsNull("previous") ? null : Set(fields.Child("previous", SetFields)));
    }

    private static InstalledSet Set(DocumentFields fields)
    {
        var modules = fields.Children("modules", DistributionLimits.MaxSetModules, ModuleFields, Module).Ascending("modules", (left, right) => string.CompareOrdinal(left.Id, right.Id));
        var set = new InstalledSet(fields.Children("roots", DistributionLimits.MaxSetModules, ["id", "range"], DistributionDocument.Dependency), modules, fields.Instant("installedAt"));
        foreach (var root in set.Roots)
        {
            if (set.Find(root.Id) is null) throw new DocumentException($"\"roots\" names {root.Id}, which is not among \"modules\"");
        }

        return set;
    }

    private static InstalledModule Module(DocumentFields fields)
    {
        var module = fields.Object("module", TrustLimits.MaxModuleBytes);
        ImmutableArray<string> grants = fields.Texts("grants", ModuleLimits.MaxGrants, ModuleLimits.MaxNameLength);
        return new InstalledModule(
            fields.ModuleId("id"),
            fields.Version(),
            fields.ModuleId("kind"),
            fields.Publisher(),
            module,
            (int)fields.Number("headSizeBytes", 1, module.SizeBytes),
            fields.Object("map", DistributionLimits.MaxMapBytes),
            fields.Object("bundle", DistributionLimits.MaxBundleBytes),
            fields.Children("dependencies", ModuleLimits.MaxDependencies, ["id", "range"], DistributionDocument.Dependency),
            grants,
            fields.Protected());
    }
}
