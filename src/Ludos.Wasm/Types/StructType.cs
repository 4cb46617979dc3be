using System.Collections.Immutable;

namespace Ludos.Wasm;

/// <summary>Widths at which an integer lies in a field.</summary>
public enum PackedKind : byte
{
    /// <summary>Not packed: the field holds a whole value.</summary>
    None,
    I8,
    I16,
}

/// <summary>A field of a struct, or the elements of an array.</summary>
/// <param name="Type">What reads of it give; i32 for packed integers.</param>
/// <param name="Packed">Whether it is held in 8 or 16 bits.</param>
/// <param name="Mutable">Whether it can be written once the object exists.</param>
public readonly record struct GcFieldType(ValueType Type, PackedKind Packed, bool Mutable)
{
    /// <summary>Bytes that one field takes; a reference takes no bytes, for it lies apart from them.</summary>
    public int DataBytes => Packed switch
    {
        PackedKind.I8 => 1,
        PackedKind.I16 => 2,
        _ => Type.Kind switch
        {
            ValueKind.I32 or ValueKind.F32 => 4,
            ValueKind.I64 or ValueKind.F64 => 8,
            ValueKind.V128 => 16,
            _ => 0,
        },
    };

    /// <summary>Whether a field of this type may stand in a subtype where <paramref name="other"/> stands in the type above.</summary>
    public bool IsSubtypeOf(GcFieldType other) => Mutable == other.Mutable && Packed == other.Packed
        && (Mutable ? Type == other.Type : Type.IsSubtypeOf(other.Type));

    public override string ToString()
    {
        var storage = Packed == PackedKind.None ? Type.ToString() : Packed == PackedKind.I8 ? "i8" : "i16";
        return Mutable ? $"(mut {storage})" : storage;
    }
}

/// <summary>The fields of a struct; two are equal when the lists are.</summary>
public sealed record StructType(ImmutableArray<GcFieldType> Fields) : CompositeType
{
    public bool Equals(StructType? other) => other is not null && Fields.AsSpan().SequenceEqual(other.Fields.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var field in Fields)
        {
            hash.Add(field);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"(struct {string.Join(' ', Fields.Select(field => $"(field {field})"))})";
}

/// <summary>The elements of an array.</summary>
public sealed record ArrayType(GcFieldType Element) : CompositeType
{
    public override string ToString() => $"(array {Element})";
}
