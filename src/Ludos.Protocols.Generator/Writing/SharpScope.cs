namespace Ludos.Protocols.Generator;

/// <summary>A struct, or a group in one, as C# is written for it.</summary>
/// <param name="Node">Its declaration.</param>
/// <param name="Name">Of its readers and builders, before those words: the struct's, or of a group its path in the struct and Group.</param>
/// <param name="Holder">The static class of the outer struct, with its namespace and scopes.</param>
/// <param name="Tag">Of its union's enum, in the holder.</param>
internal sealed record SharpScope(StructNode Node, string Name, string Holder, string Tag)
{
    private const string Group = "Group";

    public static SharpScope Of(SharpTypes types, StructNode node) => new(node, Names.Pascal(node.Name), types.Full(node), "Which");

    /// <summary>All groups below, at any depth.</summary>
    public IEnumerable<(SchemaField Field, SharpScope Scope)> Groups(SharpTypes types, bool isOutermost)
    {
        var path = isOutermost ? "" : Name[..^Group.Length];
        foreach (var field in Node.Fields.Where(field => field.Type is null))
        {
            var name = path + Names.Pascal(field.Name);
            yield return (field, new SharpScope(types.Group(field), name + Group, Holder, name + "Which"));
        }
    }

    /// <summary>Its readers' or builders' full C# name.</summary>
    public string Full(string side) => Name.EndsWith(Group, StringComparison.Ordinal) && Node.IsGroup ? $"{Holder}.{Name}{side}" : $"{Holder}{side}";

    /// <summary>A C# name for a member; what the generated type has of its own is not given twice.</summary>
    public string Member(SchemaField field)
    {
        var name = Names.Pascal(field.Name);
        return name is "Which" or "Raw" or "From" or "Init" or "DataWords" or "Pointers" || name == Name + "Reader" || name == Name + "Builder" || name == "Equals" || name == "ToString" || name == "GetType" || name == "GetHashCode"
            ? name + "Field"
            : name;
    }

    /// <summary>The condition that a member of the union is the active one; empty for other fields.</summary>
    public string Active(SchemaField field) => field.Tag == SchemaField.NoTag ? "" : $"Which == {Holder}.{Tag}.{Names.Pascal(field.Name)}";
}
