namespace Ludos.Protocols.Generator;

/// <summary>How C# names the types of a schema.</summary>
internal sealed class SharpTypes(Schema schema, GeneratorTarget target)
{
    private const string Runtime = "global::Ludos.Protocols";

    public Schema Schema { get; } = schema;

    /// <summary>A declaration's C# name with its scopes; for a struct without what follows it, Reader or Builder.</summary>
    public string Full(SchemaNode node)
    {
        var scope = Schema.Node(node.ScopeId);
        var prefix = scope is FileNode
            ? "global::" + target.NamespaceOf(Schema.Files.First(file => file.Id == scope.Id).Path)
            : Full(scope);
        return $"{prefix}.{Names.Pascal(node.Name)}";
    }

    public string Enum(SchemaType type) => Full(Schema.Node(type.TypeId));

    public string Reader(SchemaType type) => Full(Schema.Node(type.TypeId)) + "Reader";

    public string Builder(SchemaType type) => Full(Schema.Node(type.TypeId)) + "Builder";

    /// <param name="side">Reader or Builder.</param>
    public string List(SchemaType element, string side) => element.Kind switch
    {
        TypeKind.Void => $"{Runtime}.List{side}",
        TypeKind.Bool => $"{Runtime}.BitList{side}",
        TypeKind.Text => $"{Runtime}.TextList{side}",
        TypeKind.Data => $"{Runtime}.DataList{side}",
        TypeKind.List => $"{Runtime}.ListList{side}<{List(element.Element!, side)}>",
        TypeKind.Struct => $"{Runtime}.StructList{side}<{Full(Schema.Node(element.TypeId))}{side}>",
        TypeKind.AnyPointer => $"{Runtime}.List{side}",
        TypeKind.Enum => $"{Runtime}.NumberList{side}<{Enum(element)}>",
        _ => $"{Runtime}.NumberList{side}<{SharpFile.TypeName(element.Kind)}>",
    };

    public StructNode Group(SchemaField field) => (StructNode)Schema.Node(field.GroupId);
}
