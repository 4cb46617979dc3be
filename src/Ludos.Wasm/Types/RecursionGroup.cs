namespace Ludos.Wasm;

/// <summary>
/// Types that may refer to one another. Two groups are equal when they are written the same, with references inside the group taken by position
/// and references out of it by identity; the types of equal groups are the same types.
/// </summary>
internal sealed class RecursionGroup
{
    public RecursionGroup(int count)
    {
        Types = new DefinedType[count];
        for (var i = 0; i < count; i++)
        {
            Types[i] = new DefinedType(this, i);
        }
    }

    public DefinedType[] Types { get; }

    /// <summary>Equal for equal groups, whether or not they are registered yet.</summary>
    public int StructuralHash()
    {
        var hash = new HashCode();
        foreach (var type in Types)
        {
            hash.Add(type.IsFinal);
            Add(ref hash, type.Super);
            switch (type.Composite)
            {
                case FunctionType function:
                    hash.Add(function.Parameters.Length);
                    foreach (var parameter in function.Parameters)
                    {
                        Add(ref hash, parameter);
                    }

                    foreach (var result in function.Results)
                    {
                        Add(ref hash, result);
                    }

                    break;
                case StructType structure:
                    foreach (var field in structure.Fields)
                    {
                        Add(ref hash, field);
                    }

                    break;
                case ArrayType array:
                    Add(ref hash, array.Element);
                    break;
            }
        }

        return hash.ToHashCode();
    }

    public bool IsStructurallyEqual(RecursionGroup other)
    {
        if (Types.Length != other.Types.Length)
        {
            return false;
        }

        for (var i = 0; i < Types.Length; i++)
        {
            var (mine, others) = (Types[i], other.Types[i]);
            if (mine.IsFinal != others.IsFinal || !IsSame(mine.Super, others.Super, other) || !IsSame(mine.Composite, others.Composite, other))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(ref HashCode hash, DefinedType? type) =>
        hash.Add(type is null ? -1 : ReferenceEquals(type.Group, this) ? -2 - type.Position : type.Id);

    private void Add(ref HashCode hash, ValueType type)
    {
        hash.Add(((int)type.Kind << 16) | ((int)type.Heap.Kind << 1) | (type.IsNullable ? 1 : 0));
        if (type.Heap.Defined is { } defined)
        {
            Add(ref hash, defined);
        }
    }

    private void Add(ref HashCode hash, GcFieldType field)
    {
        hash.Add(((int)field.Packed << 1) | (field.Mutable ? 1 : 0));
        Add(ref hash, field.Type);
    }

    private bool IsSame(CompositeType mine, CompositeType others, RecursionGroup other) => (mine, others) switch
    {
        (FunctionType a, FunctionType b) => IsSame(a.Parameters.AsSpan(), b.Parameters.AsSpan(), other) && IsSame(a.Results.AsSpan(), b.Results.AsSpan(), other),
        (StructType a, StructType b) => IsSame(a.Fields.AsSpan(), b.Fields.AsSpan(), other),
        (ArrayType a, ArrayType b) => IsSame(a.Element, b.Element, other),
        _ => false,
    };

    private bool IsSame(ReadOnlySpan<ValueType> mine, ReadOnlySpan<ValueType> others, RecursionGroup other)
    {
        var same = mine.Length == others.Length;
        for (var i = 0; same && i < mine.Length; i++)
        {
            same = IsSame(mine[i], others[i], other);
        }

        return same;
    }

    private bool IsSame(ReadOnlySpan<GcFieldType> mine, ReadOnlySpan<GcFieldType> others, RecursionGroup other)
    {
        var same = mine.Length == others.Length;
        for (var i = 0; same && i < mine.Length; i++)
        {
            same = IsSame(mine[i], others[i], other);
        }

        return same;
    }

    private bool IsSame(GcFieldType mine, GcFieldType others, RecursionGroup other) =>
        mine.Packed == others.Packed && mine.Mutable == others.Mutable && IsSame(mine.Type, others.Type, other);

    private bool IsSame(ValueType mine, ValueType others, RecursionGroup other) =>
        mine.Kind == others.Kind && mine.IsNullable == others.IsNullable && mine.Heap.Kind == others.Heap.Kind && IsSame(mine.Heap.Defined, others.Heap.Defined, other);

    private bool IsSame(DefinedType? mine, DefinedType? others, RecursionGroup other) =>
        ReferenceEquals(mine, others)
        || (mine is not null && others is not null && ReferenceEquals(mine.Group, this) && ReferenceEquals(others.Group, other) && mine.Position == others.Position);
}
