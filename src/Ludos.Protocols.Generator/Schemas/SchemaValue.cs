using System.Collections.Immutable;

namespace Ludos.Protocols.Generator;

/// <summary>A value written in a schema: a default or a constant.</summary>
public abstract record SchemaValue
{
    public static SchemaValue None { get; } = new NumberValue(0);

    public virtual bool IsZero => false;

    /// <summary>A list or struct as a framed message of one segment; empty for others, and for one inside another.</summary>
    public ImmutableArray<byte> Message { get; init; } = [];
}

/// <param name="Bits">As it stands on the wire, in the low bits; also for bools, enums and floats.</param>
public sealed record NumberValue(ulong Bits) : SchemaValue
{
    public override bool IsZero => Bits == 0;
}

public sealed record TextValue(string Text) : SchemaValue
{
    public override bool IsZero => Text.Length == 0;
}

public sealed record DataValue(ImmutableArray<byte> Bytes) : SchemaValue
{
    public override bool IsZero => Bytes.IsEmpty;
}

public sealed record ListValue(ImmutableArray<SchemaValue> Elements) : SchemaValue
{
    public override bool IsZero => Elements.IsEmpty;
}

/// <param name="Fields">Those that were set or have a default, by name; of a union only the one that its tag names.</param>
public sealed record StructValue(ImmutableDictionary<string, SchemaValue> Fields) : SchemaValue
{
    public override bool IsZero => Fields.IsEmpty;

    public string Text(string field) => Fields.TryGetValue(field, out var value) && value is TextValue text ? text.Text : "";

    public ulong Number(string field) => Fields.TryGetValue(field, out var value) && value is NumberValue number ? number.Bits : 0;
}
