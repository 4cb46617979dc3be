using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.State;

/// <summary>
/// Elements kept by column: each field is a region of its own, with its own epoch, lease and slots. Columns of one set may be written by different
/// units, and a publish of one leaves the others as they are; who needs several at one instant takes a <see cref="WorldTwin"/> of <see cref="Regions"/>. Thread-safe.
/// </summary>
public sealed class ColumnSet
{
    private readonly ImmutableDictionary<string, Region> _byField;

    private ColumnSet(RegionSchema schema, ImmutableArray<Region> regions)
    {
        Schema = schema;
        Regions = regions;
        _byField = schema.Fields.Zip(regions).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <summary>The set as one schema, as if its elements lay whole.</summary>
    public RegionSchema Schema { get; }

    /// <summary>The columns, in the order of the schema's fields.</summary>
    public ImmutableArray<Region> Regions { get; }

    /// <summary>The column of a field.</summary>
    /// <exception cref="KeyNotFoundException">No such field.</exception>
    public Region this[string field] => _byField.TryGetValue(field, out var region) ? region : throw new KeyNotFoundException($"'{Schema.Name}' has no column '{field}'.");

    /// <summary>Adds a region for each field. Only the owner adds. When one cannot be added, those before it stay in the arena: a directory never shrinks.</summary>
    public static Result<ColumnSet, ArenaErrorCode> Add(Arena arena, RegionSchema schema)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Fields.Select(field => field.Name).Distinct(StringComparer.Ordinal).Count() == schema.Fields.Length
            ? Gather(schema, column => arena.Add(column))
            : new Fault<ArenaErrorCode>(ArenaErrorCode.BadSchema, $"'{schema.Name}' has two fields of one name; columns are named after their fields.");
    }

    /// <summary>The columns of a set that an arena already holds, each checked against the schema.</summary>
    public static Result<ColumnSet, ArenaErrorCode> Find(Arena arena, RegionSchema schema)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentNullException.ThrowIfNull(schema);
        return Gather(schema, arena.Find);
    }

    private static Result<ColumnSet, ArenaErrorCode> Gather(RegionSchema schema, Func<RegionSchema, Result<Region, ArenaErrorCode>> find)
    {
        var regions = ImmutableArray.CreateBuilder<Region>(schema.Fields.Length);
        foreach (var column in ColumnSchemas.Of(schema))
        {
            if (!find(column).TryGet(out var region, out var fault))
            {
                return fault;
            }

            regions.Add(region);
        }

        return new ColumnSet(schema, regions.MoveToImmutable());
    }
}
