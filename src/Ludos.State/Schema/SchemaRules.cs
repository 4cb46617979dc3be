using System.Text;
using Ludos.Base;

namespace Ludos.State;

/// <summary>The rules that every schema in a directory obeys, whoever wrote it.</summary>
internal static class SchemaRules
{
    /// <summary>The first rule broken, or null.</summary>
    internal static Fault<ArenaErrorCode>? Check(RegionSchema schema)
    {
        var name = schema.Name ?? "";
        var complaint = CheckShape(schema) ?? CheckFields(schema);
        if (complaint is null && schema.SizeBytes is <= 0 or > SchemaLimits.MaxSlotBytes)
        {
            complaint = $"{schema.Capacity} elements of {schema.StrideBytes} bytes is not within 1 to {SchemaLimits.MaxSlotBytes} bytes";
        }

        return complaint is null ? null : new Fault<ArenaErrorCode>(ArenaErrorCode.BadSchema, $"Region '{Printable(name)}': {complaint}.");
    }

    private static string? CheckShape(RegionSchema schema)
    {
        if (NameComplaint(schema.Name, SchemaLimits.MaxRegionNameBytes) is { } nameComplaint)
        {
            return $"its name {nameComplaint}";
        }

        if (schema.Capacity <= 0)
        {
            return $"a capacity of {schema.Capacity} is not 1 or more";
        }

        if (!Enum.IsDefined(schema.Kind))
        {
            return $"the kind {(int)schema.Kind} is unknown";
        }

        if (schema.Kind == RegionKind.Ring)
        {
            return "rings are segments of their own, not regions";
        }

        if (schema.Kind == RegionKind.Dynamic && (schema.Slots == 1 || schema.HasExternalWriter || schema.SizeBytes > Heap.MaxBlockBytes))
        {
            return $"a dynamic region has {SchemaLimits.MinManySlots} slots or more, a writer in the game, and at most {Heap.MaxBlockBytes} bytes";
        }

        return schema.Slots is 1 or (>= SchemaLimits.MinManySlots and <= SchemaLimits.MaxSlots)
            ? null
            : $"{schema.Slots} slots is neither 1 nor {SchemaLimits.MinManySlots} to {SchemaLimits.MaxSlots}";
    }

    private static string? CheckFields(RegionSchema schema)
    {
        if (schema.Fields.IsDefaultOrEmpty || schema.Fields.Length > SchemaLimits.MaxFields)
        {
            return $"it has {(schema.Fields.IsDefault ? 0 : schema.Fields.Length)} fields, not 1 to {SchemaLimits.MaxFields}";
        }

        var ids = new HashSet<ushort>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in schema.Fields)
        {
            var complaint = field is null ? "is null"
                : NameComplaint(field.Name, SchemaLimits.MaxFieldNameBytes) is { } nameComplaint ? $"has a name that {nameComplaint}"
                : !field.Type.IsKnown() ? $"has the unknown type {(int)field.Type}"
                : field.Count <= 0 ? $"has a count of {field.Count}, not 1 or more"
                : !ids.Add(field.Id) ? $"repeats the id {field.Id}"
                : !names.Add(field.Name) ? "repeats a name"
                : null;
            if (complaint is not null)
            {
                return $"field '{Printable(field?.Name ?? "")}' {complaint}";
            }
        }

        return null;
    }

    private static string? NameComplaint(string? name, int maxBytes) =>
        string.IsNullOrEmpty(name) ? "is empty"
        : name.Any(char.IsControl) ? "holds a control character"
        : name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar) ? "is not Unicode"
        : Encoding.UTF8.GetByteCount(name) > maxBytes ? $"is longer than {maxBytes} bytes"
        : null;

    private static string Printable(string name)
    {
        const int shown = 40;
        var clean = string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
        return clean.Length <= shown ? clean : clean[..shown] + "...";
    }
}
