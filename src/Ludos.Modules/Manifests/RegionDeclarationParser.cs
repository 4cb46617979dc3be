using System.Collections.Immutable;
using Ludos.State;

namespace Ludos.Modules;

/// <summary>Reads an entry of <c>regions</c>.</summary>
internal static class RegionDeclarationParser
{
    private static readonly string[] TypeNames = ["u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "f32", "f64"];

    /// <summary>Who may write a region: without the field its units, else a process outside the game that the player grants it to.</summary>
    private static readonly string[] WriterNames = ["external"];

    private const int ExternalWriter = 0;

    /// <summary>The region, or, kept in columns, one for each of its fields.</summary>
    public static ImmutableArray<RegionDeclaration> Parse(ManifestNode node)
    {
        node.CheckFields("a region", "name", "capacity", "slots", "volatile", "writer", "initial", "columns", "fields");
        ManifestNode nameNode = node.Required("name");
        string name = ManifestNames.Region(nameNode);
        if (ReservedNames.IsReserved(name))
        {
            throw nameNode.BadTogether($"is \"{name}\", which the host declares.", "Choose another name.");
        }

        int capacity = (int)node.Required("capacity").Integer(1, ModuleLimits.MaxCapacity);
        ImmutableArray<FieldSchema> fields = Fields(node.Required("fields"));
        var schema = new RegionSchema(name, fields, capacity, Slots(node.Optional("slots")), node.Optional("volatile")?.Flag() ?? false)
        {
            HasExternalWriter = node.Optional("writer")?.Choice("a writer", WriterNames) == ExternalWriter,
        };
        if (schema.SizeBytes > ModuleLimits.MaxRegionBytes)
        {
            throw node.BadTogether(
                $"is {capacity} elements of {schema.StrideBytes} bytes, {schema.SizeBytes} bytes in all; a region may have {ModuleLimits.MaxRegionBytes}.",
                "Lower \"capacity\" or split the region.");
        }

        string? initial = node.Optional("initial") is { } file ? ManifestPath.Of(file) : null;
        return node.Optional("columns") is { } columns && columns.Flag() ? Columns(node, schema) : [new RegionDeclaration(schema, initial)];
    }

    private static ImmutableArray<RegionDeclaration> Columns(ManifestNode node, RegionSchema schema)
    {
        if (node.Optional("initial") is { } initial) throw initial.Bad("does not belong to a region in columns.", "Let the unit's \"start\" fill them.");
        if (schema.HasExternalWriter) throw node.Required("writer").Bad("does not belong to a region in columns.", "Each column would have a writer of its own; leave \"columns\" out.");
        ImmutableArray<ManifestNode> fields = node.Required("fields").Items(ModuleLimits.MaxFieldsPerRegion);
        ImmutableArray<RegionSchema> columns = ColumnSchemas.Of(schema);
        for (int index = 0; index < columns.Length; index++)
        {
            if (!ManifestNames.IsRegion(columns[index].Name) || ReservedNames.IsReserved(columns[index].Name))
            {
                throw fields[index].Required("name").BadTogether($"makes a column named \"{columns[index].Name}\", which is not a region's name.", $"Use lower-case letters and digits; the whole name may have {ModuleLimits.MaxNameLength} characters.");
            }
        }

        return [.. columns.Select(column => new RegionDeclaration(column, null))];
    }

    private static int Slots(ManifestNode? node)
    {
        if (node is null) return ModuleLimits.DefaultSlots;
        int slots = (int)node.Value.Integer(1, ModuleLimits.MaxSlots);
        if (slots == 2)
        {
            throw node.Value.Bad("is 2; a region has one slot, or at least 3.", $"Leave it out for {ModuleLimits.DefaultSlots}.");
        }

        return slots;
    }

    private static ImmutableArray<FieldSchema> Fields(ManifestNode list)
    {
        ImmutableArray<ManifestNode> items = list.Items(ModuleLimits.MaxFieldsPerRegion);
        if (items.IsEmpty) throw list.Bad("is empty.", "Give the region at least one field.");
        var ids = new HashSet<ushort>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var fields = ImmutableArray.CreateBuilder<FieldSchema>(items.Length);
        long strideBytes = 0;
        foreach (ManifestNode item in items)
        {
            FieldSchema field = Field(item);
            if (!ids.Add(field.Id)) throw item.Required("id").BadTogether($"is {field.Id}, which another field has.", "Give every field an id of its own, and never use one again.");
            if (!names.Add(field.Name)) throw item.Required("name").BadTogether($"is \"{field.Name}\", which another field has.", "Give every field a name of its own.");
            strideBytes += (long)field.Count * field.Type.SizeBytes();
            if (strideBytes > ModuleLimits.MaxRegionBytes) throw item.BadTogether($"makes an element larger than {ModuleLimits.MaxRegionBytes} bytes.", "Lower \"count\".");
            fields.Add(field);
        }

        return fields.MoveToImmutable();
    }

    private static FieldSchema Field(ManifestNode node)
    {
        node.CheckFields("a region's field", "id", "name", "type", "count");
        return new FieldSchema(
            (ushort)node.Required("id").Integer(1, ushort.MaxValue),
            ManifestNames.Identifier(node.Required("name"), "a field's name"),
            Type(node.Required("type")),
            (int)(node.Optional("count")?.Integer(1, ModuleLimits.MaxFieldCount) ?? 1));
    }

    private static FieldType Type(ManifestNode node)
    {
        int index = node.Choice("a type", TypeNames);
        return (FieldType)(index + 1);
    }
}
