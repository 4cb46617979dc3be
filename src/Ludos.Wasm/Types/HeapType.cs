namespace Ludos.Wasm;

/// <summary>What a reference refers to, in broad.</summary>
public enum HeapKind : byte
{
    /// <summary>Below every other, of code that cannot be reached. Also what <c>default</c> is.</summary>
    Bottom,
    Func,
    Extern,
    Any,
    Eq,
    I31,
    Struct,
    Array,
    Exn,
    None,
    NoFunc,
    NoExtern,
    NoExn,

    /// <summary>A type that a module defines; <see cref="HeapType.Defined"/> says which.</summary>
    Defined,
}

/// <summary>What a reference refers to: one of the standard's abstract kinds, or a defined type.</summary>
public readonly struct HeapType : IEquatable<HeapType>
{
    internal HeapType(HeapKind kind, DefinedType? defined)
    {
        Kind = kind;
        Defined = defined;
    }

    public HeapKind Kind { get; }

    /// <summary>Not null exactly for <see cref="HeapKind.Defined"/>.</summary>
    public DefinedType? Defined { get; }

    /// <summary>The abstract kind above all of this one's hierarchy: any, func, extern or exn.</summary>
    public HeapKind Top => Kind switch
    {
        HeapKind.Func or HeapKind.NoFunc => HeapKind.Func,
        HeapKind.Extern or HeapKind.NoExtern => HeapKind.Extern,
        HeapKind.Exn or HeapKind.NoExn => HeapKind.Exn,
        HeapKind.Defined when Defined!.Composite is FunctionType => HeapKind.Func,
        HeapKind.Bottom => HeapKind.Bottom,
        _ => HeapKind.Any,
    };

    internal string NullableName => Kind switch
    {
        HeapKind.None => "nullref",
        HeapKind.NoFunc => "nullfuncref",
        HeapKind.NoExtern => "nullexternref",
        HeapKind.NoExn => "nullexnref",
        _ => $"{this}ref",
    };

    public static implicit operator HeapType(HeapKind kind) => kind == HeapKind.Defined
        ? throw new ArgumentException("A defined type is made with HeapType.Of.", nameof(kind))
        : new HeapType(kind, null);

    public static HeapType FromHeapKind(HeapKind kind) => kind;

    public static HeapType Of(DefinedType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new HeapType(HeapKind.Defined, type);
    }

    public static bool operator ==(HeapType left, HeapType right) => left.Equals(right);

    public static bool operator !=(HeapType left, HeapType right) => !left.Equals(right);

    /// <summary>Whether whatever this refers to may be referred to as <paramref name="other"/>. Takes the same time however long the chains of supertypes are.</summary>
    public bool IsSubtypeOf(HeapType other)
    {
        if (Equals(other))
        {
            return true;
        }

        return other.Kind switch
        {
            HeapKind.Any => Kind is HeapKind.Eq or HeapKind.I31 or HeapKind.Struct or HeapKind.Array or HeapKind.None || IsAggregate,
            HeapKind.Eq => Kind is HeapKind.I31 or HeapKind.Struct or HeapKind.Array or HeapKind.None || IsAggregate,
            HeapKind.I31 => Kind == HeapKind.None,
            HeapKind.Struct => Kind == HeapKind.None || Defined?.Composite is StructType,
            HeapKind.Array => Kind == HeapKind.None || Defined?.Composite is ArrayType,
            HeapKind.Func => Kind == HeapKind.NoFunc || Defined?.Composite is FunctionType,
            HeapKind.Extern => Kind == HeapKind.NoExtern,
            HeapKind.Exn => Kind == HeapKind.NoExn,
            HeapKind.Defined when Kind == HeapKind.Defined => Defined!.IsSubtypeOf(other.Defined!),
            HeapKind.Defined => Kind == (other.Defined!.Composite is FunctionType ? HeapKind.NoFunc : HeapKind.None),
            _ => false,
        } || Kind == HeapKind.Bottom;
    }

    public bool Equals(HeapType other) => Kind == other.Kind && ReferenceEquals(Defined, other.Defined);

    public override bool Equals(object? obj) => obj is HeapType other && Equals(other);

    public override int GetHashCode() => ((int)Kind * 397) ^ (Defined?.Id ?? 0);

    public override string ToString() => Kind == HeapKind.Defined ? Defined!.ToString() : Kind.ToString().ToLowerInvariant();

    private bool IsAggregate => Defined?.Composite is StructType or ArrayType;
}
