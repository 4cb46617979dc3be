namespace Ludos.Wasm;

/// <summary>
/// A type that a module defines, as one object for the whole process: modules whose recursion groups are equal share it, so identity is reference
/// equality. Lives as long as something uses it, and the other types of its group with it. Immutable; any thread may use it.
/// </summary>
public sealed class DefinedType
{
    // Ancestors from the topmost down to this type itself, as objects and as numbers.
    private DefinedType[] _ancestors = [];
    private CompositeType? _composite;

    internal DefinedType(RecursionGroup group, int position)
    {
        Group = group;
        Position = position;
    }

    /// <summary>Above 0, and never used again for another type.</summary>
    public int Id { get; internal set; }

    /// <summary>A <see cref="FunctionType"/>, <see cref="StructType"/> or <see cref="ArrayType"/>.</summary>
    public CompositeType Composite => _composite ?? throw new InvalidOperationException("This type is still being decoded.");

    /// <summary>The type that this one declares to extend; null when none.</summary>
    public DefinedType? Super { get; private set; }

    /// <summary>No other type can extend this one.</summary>
    public bool IsFinal { get; private set; } = true;

    /// <summary>How many types are above it.</summary>
    public int Depth => _ancestors.Length - 1;

    /// <summary>The topmost type first, this type last.</summary>
    public IReadOnlyList<DefinedType> Ancestors => _ancestors;

    /// <summary>The <see cref="Id"/>s of <see cref="Ancestors"/>; compiled casts look at one of them.</summary>
    internal int[] AncestorIds { get; private set; } = [];

    internal RecursionGroup Group { get; }

    internal int Position { get; }

    internal bool IsDescribed => _composite is not null;

    internal FunctionType? Function => _composite as FunctionType;

    internal StructType? Struct => _composite as StructType;

    internal ArrayType? Array => _composite as ArrayType;

    /// <summary>The type as it is when nothing else is said: final, extending nothing, in a group of its own.</summary>
    public static DefinedType Of(CompositeType composite)
    {
        ArgumentNullException.ThrowIfNull(composite);
        var group = new RecursionGroup(1);
        group.Types[0].Describe(composite, null, true);
        return TypeRegistry.Canonical(group).Types[0];
    }

    /// <summary>One comparison, however far apart the two are.</summary>
    public bool IsSubtypeOf(DefinedType other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var depth = other.Depth;
        return ReferenceEquals(this, other) || (depth < _ancestors.Length && ReferenceEquals(_ancestors[depth], other));
    }

    /// <summary>A name for messages that no two types share.</summary>
    public override string ToString() => $"$t{Id}";

    /// <summary>Called once, by the decoder.</summary>
    internal void Describe(CompositeType composite, DefinedType? super, bool final)
    {
        _composite = composite;
        Super = super;
        IsFinal = final;
        _ancestors = super is null ? [this] : [.. super._ancestors, this];
    }

    /// <summary>Called once, when the type becomes the one that stands for its like.</summary>
    internal void Register(int id)
    {
        Id = id;
        AncestorIds = Super is null ? [id] : [.. Super.AncestorIds, id];
    }
}
