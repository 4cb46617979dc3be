using System.Collections.Immutable;

namespace Ludos.State;

/// <summary>One region for each field: who writes only positions publishes, compares and copies nothing else.</summary>
public static class ColumnSchemas
{
    /// <summary>What stands between the set's name and the field's.</summary>
    public const char Separator = '.';

    /// <summary>
    /// The columns of <paramref name="schema"/>, in its order: each named "set.field", with one field (its id and name kept) and the set's capacity, slots and
    /// volatility. In a column the elements lie without padding between them.
    /// </summary>
    public static ImmutableArray<RegionSchema> Of(RegionSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return [.. schema.Fields.Select(field => schema with { Name = NameOf(schema.Name, field.Name), Fields = [field] })];
    }

    public static string NameOf(string set, string field) => set + Separator + field;
}
