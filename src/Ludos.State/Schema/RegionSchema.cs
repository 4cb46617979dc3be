using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Ludos.State;

/// <summary>
/// What a region holds: <paramref name="Capacity"/> elements of the same fields, in one slot or several. In an element the fields lie in declared
/// order at their natural alignment; the stride is rounded up to the largest alignment.
/// </summary>
/// <param name="Name">Unique in the arena; up to <see cref="SchemaLimits.MaxRegionNameBytes"/> bytes of UTF-8.</param>
/// <param name="Capacity">Elements, 1 or more.</param>
/// <param name="Slots">1 (written in place, with an undo copy), or in-tick readers plus two, at least <see cref="SchemaLimits.MinManySlots"/>.</param>
/// <param name="IsVolatile">Left out of state hashes: content that may differ between equal runs.</param>
public sealed record RegionSchema(string Name, ImmutableArray<FieldSchema> Fields, int Capacity, int Slots, bool IsVolatile)
{
    /// <summary>Default <see cref="RegionKind.Fixed"/>.</summary>
    public RegionKind Kind { get; init; }

    /// <summary>Meant to be written by a process outside the game, under a write grant. It says nothing about who is granted one.</summary>
    public bool HasExternalWriter { get; init; }

    /// <summary>Bytes from one element to the next; 0 while a field's type or count is out of range.</summary>
    public int StrideBytes => (int)Math.Min(int.MaxValue, FieldLayout.StrideOf(Fields));

    /// <summary>Bytes of one slot: capacity times stride.</summary>
    public long SizeBytes => (long)Capacity * StrideBytes;

    /// <summary>Byte offset of a field inside an element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such field.</exception>
    public int OffsetOf(int fieldIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fieldIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fieldIndex, Fields.Length);
        return (int)Math.Min(int.MaxValue, FieldLayout.OffsetOf(Fields, fieldIndex));
    }

    /// <summary>One line for the region and one a field, for differences shown to people.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        _ = text.Append(CultureInfo.InvariantCulture, $"region {Name}: {Capacity} x {StrideBytes} bytes, {Slots} {(Slots == 1 ? "slot" : "slots")}{(IsVolatile ? ", volatile" : "")}{(HasExternalWriter ? ", external writer" : "")}{(Kind == RegionKind.Fixed ? "" : $", {Kind.ToString().ToLowerInvariant()}")}");
        for (var index = 0; index < Fields.Length; index++)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"\n  +{OffsetOf(index)} {Line(Fields[index])}");
        }

        return text.ToString();
    }

    /// <summary>What keeps one schema's content from being read as the other's; empty when it can be. Slots and volatility do not matter.</summary>
    public static IReadOnlyList<string> Difference(RegionSchema a, RegionSchema b)
    {
        var lines = new List<string>();
        Compare(lines, "name", a.Name, b.Name);
        Compare(lines, "kind", a.Kind, b.Kind);
        Compare(lines, "capacity", a.Capacity, b.Capacity);
        Compare(lines, "stride", a.StrideBytes, b.StrideBytes);
        var others = b.Fields.ToLookup(field => field.Id);
        foreach (var field in a.Fields)
        {
            var other = others[field.Id].FirstOrDefault();
            if (other is null)
            {
                lines.Add($"- {Line(field)}");
            }
            else if (other != field)
            {
                lines.Add($"field {field.Id}: {Line(field)} became {Line(other)}");
            }
        }

        lines.AddRange(b.Fields.Where(field => a.Fields.All(known => known.Id != field.Id)).Select(field => $"+ {Line(field)}"));
        if (lines.Count == 0 && !a.Fields.SequenceEqual(b.Fields))
        {
            lines.Add($"order of fields: {Order(a)} became {Order(b)}");
        }

        return lines;
    }

    private static string Order(RegionSchema schema) => string.Join(", ", schema.Fields.Select(field => field.Name));

    private static string Line(FieldSchema field) =>
        string.Create(CultureInfo.InvariantCulture, $"#{field.Id} {field.Name}: {field.Type.ToString().ToLowerInvariant()}{(field.Count == 1 ? "" : $"[{field.Count}]")}");

    private static void Compare<T>(List<string> lines, string what, T before, T after)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {before} became {after}"));
        }
    }
}
