namespace Ludos.Wasm;

/// <summary>The broad kinds of value; how a value looks to the runtime depends on this alone.</summary>
public enum ValueKind : byte
{
    /// <summary>No value at all: the type that fits everywhere, of code that cannot be reached. Also what <c>default</c> is.</summary>
    Bottom,
    I32,
    I64,
    F32,
    F64,
    V128,

    /// <summary>Any reference; the <see cref="ValueType.Heap"/> says to what.</summary>
    Reference,
}

/// <summary>A WebAssembly value type. Two are equal when they are the same type, in whichever modules they were written.</summary>
public readonly struct ValueType : IEquatable<ValueType>
{
    // Two parts of a heap type, so that a value type takes two words.
    private readonly DefinedType? _defined;
    private readonly HeapKind _heap;

    private ValueType(ValueKind kind, HeapType heap, bool nullable)
    {
        Kind = kind;
        _defined = heap.Defined;
        _heap = heap.Kind;
        IsNullable = nullable;
    }

    public static ValueType I32 { get; } = new(ValueKind.I32, default, false);

    public static ValueType I64 { get; } = new(ValueKind.I64, default, false);

    public static ValueType F32 { get; } = new(ValueKind.F32, default, false);

    public static ValueType F64 { get; } = new(ValueKind.F64, default, false);

    public static ValueType V128 { get; } = new(ValueKind.V128, default, false);

    public static ValueType FuncRef { get; } = Ref(HeapKind.Func);

    public static ValueType ExternRef { get; } = Ref(HeapKind.Extern);

    public static ValueType AnyRef { get; } = Ref(HeapKind.Any);

    public static ValueType EqRef { get; } = Ref(HeapKind.Eq);

    public static ValueType I31Ref { get; } = Ref(HeapKind.I31);

    public static ValueType StructRef { get; } = Ref(HeapKind.Struct);

    public static ValueType ArrayRef { get; } = Ref(HeapKind.Array);

    public static ValueType ExnRef { get; } = Ref(HeapKind.Exn);

    public static ValueType NullRef { get; } = Ref(HeapKind.None);

    public static ValueType NullFuncRef { get; } = Ref(HeapKind.NoFunc);

    public static ValueType NullExternRef { get; } = Ref(HeapKind.NoExtern);

    public static ValueType NullExnRef { get; } = Ref(HeapKind.NoExn);

    public ValueKind Kind { get; }

    /// <summary>Of a reference: what it refers to.</summary>
    public HeapType Heap => new(_heap, _defined);

    /// <summary>Of a reference: whether it may be null.</summary>
    public bool IsNullable { get; }

    public bool IsReference => Kind == ValueKind.Reference;

    /// <summary>A number or vector, or a reference that may be null: what a fresh local or table element can hold.</summary>
    public bool HasDefault => Kind != ValueKind.Reference || IsNullable;

    public static ValueType Ref(HeapType heap, bool nullable = true) => new(ValueKind.Reference, heap, nullable);

    public static ValueType Ref(DefinedType type, bool nullable = true) => Ref(HeapType.Of(type), nullable);

    public static bool operator ==(ValueType left, ValueType right) => left.Equals(right);

    public static bool operator !=(ValueType left, ValueType right) => !left.Equals(right);

    /// <summary>The same reference without null.</summary>
    public ValueType NonNull() => Kind == ValueKind.Reference ? new ValueType(Kind, Heap, false) : this;

    /// <summary>Whether a value of this type may stand where <paramref name="other"/> is asked for.</summary>
    public bool IsSubtypeOf(ValueType other) => Kind switch
    {
        ValueKind.Bottom => true,
        ValueKind.Reference => other.Kind == ValueKind.Reference && (other.IsNullable || !IsNullable) && Heap.IsSubtypeOf(other.Heap),
        _ => Kind == other.Kind,
    };

    public bool Equals(ValueType other) => Kind == other.Kind && IsNullable == other.IsNullable && _heap == other._heap && ReferenceEquals(_defined, other._defined);

    public override bool Equals(object? obj) => obj is ValueType other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Kind, IsNullable, Heap);

    /// <summary>As the text format writes it; a defined type by its <see cref="DefinedType.Id"/>.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Bottom => "bottom",
        ValueKind.Reference when IsNullable && Heap.Kind != HeapKind.Defined => Heap.NullableName,
        ValueKind.Reference => IsNullable ? $"(ref null {Heap})" : $"(ref {Heap})",
        ValueKind.I32 => "i32",
        ValueKind.I64 => "i64",
        ValueKind.F32 => "f32",
        ValueKind.F64 => "f64",
        _ => "v128",
    };
}
