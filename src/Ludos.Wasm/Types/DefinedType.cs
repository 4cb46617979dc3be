namespace Ludos.Wasm;

/// <summary>
/// A type that a module defines, as one object for the whole process: modules whose recursion groups are equal share it, so identity is reference
/// equality. Lives as long as something uses it, and the other types of its group with it. Immutable; any thread may use it.
/// </summary>
public sealed class DefinedType
{
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
    public int Depth { get; private set; }

    /// <summary>The topmost type first, this type last.</summary>
    public IReadOnlyList<DefinedType> Ancestors
    {
        get
        {
            var ancestors = new DefinedType[Depth + 1];
            for (var type = this; type is not null; type = type.Super)
            {
                ancestors[type.Depth] = type;
            }

            return ancestors;
        }
    }

    /// <summary>The <see cref="Id"/>s of <see cref="Ancestors"/>; compiled casts look at one of them. Empty until the type is registered.</summary>
    internal int[] AncestorIds { get; private set; } = [];

    internal RecursionGroup Group { get; }

    internal int Position { get; }

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
        if (ReferenceEquals(this, other) || other.Depth >= Depth)
        {
            return ReferenceEquals(this, other);
        }

        return AncestorIds.Length > 0 ? AncestorIds[other.Depth] == other.Id : Extends(other);
    }

    /// <summary>A name for messages that no two types share.</summary>
    public override string ToString() => $"$t{Id}";

    /// <summary>Called once, by the decoder.</summary>
    internal void Describe(CompositeType composite, DefinedType? super, bool final)
    {
        _composite = composite;
        Super = super;
        IsFinal = final;
        Depth = super is null ? 0 : super.Depth + 1;
    }

    /// <summary>While a group is decoded its types have no numbers yet.</summary>
    private bool Extends(DefinedType other)
    {
        var type = this;
        while (type is not null && !ReferenceEquals(type, other))
        {
            type = type.Super;
        }

        return type is not null;
    }

    /// <summary>Called once, when the type becomes the one that stands for its like.</summary>
    internal void Register(int id)
    {
        Id = id;
        AncestorIds = Super is null ? [id] : [.. Super.AncestorIds, id];
    }
}
