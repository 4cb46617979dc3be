using System.Collections.Immutable;

namespace Ludos.Protocols.Generator;

/// <summary>Reads one declaration of a request.</summary>
internal static class NodeReader
{
    private const int KindOffset = 12;
    private const int StructKind = 1;
    private const int GroupField = 1;

    private static readonly ImmutableDictionary<ulong, StructNode> NoShapes = ImmutableDictionary<ulong, StructNode>.Empty;

    /// <summary>A struct without the defaults of its pointers, as it is needed to read values of it; null for other nodes.</summary>
    public static StructNode? Shape(StructReader node, SourceDocs docs) => node.Number<ushort>(KindOffset) == StructKind ? Struct(node, docs, null) : null;

    public static SchemaNode Read(StructReader node, SourceDocs docs, IReadOnlyDictionary<ulong, StructNode> shapes)
    {
        var (id, path, scope) = (node.Number<ulong>(0), node.Text(0), node.Number<ulong>(16));
        var name = path[Math.Min((int)node.Number<uint>(8), path.Length)..];
        var (doc, annotations) = (docs.Of(id), Annotations(node.List(2, ElementSize.Composite)));
        switch (node.Number<ushort>(KindOffset))
        {
            case 0:
                return new FileNode(id, name, path, scope, doc, annotations);
            case StructKind:
                return Struct(node, docs, shapes);
            case 2:
                return new EnumNode(id, name, path, scope, doc, annotations, Values(node.List(3, ElementSize.Composite), id, docs));
            case 4:
                var type = Type(node.Struct(3));
                return new ConstNode(id, name, path, scope, doc, annotations, type, ValueReader.Read(node.Struct(4), type, shapes));
            case 5:
                return new AnnotationNode(id, name, path, scope, doc, annotations);
            default:
                return new InterfaceNode(id, name, path, scope, doc, annotations);
        }
    }

    /// <summary>What stands in a node, in the order in which it was written down.</summary>
    public static ImmutableArray<ulong> Nested(StructReader node)
    {
        var list = node.List(1, ElementSize.Composite);
        var ids = ImmutableArray.CreateBuilder<ulong>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            ids.Add(list.Struct(index).Number<ulong>(0));
        }

        return ids.MoveToImmutable();
    }

    public static SchemaType Type(StructReader type)
    {
        var kind = (TypeKind)type.Number<ushort>(0);
        return kind switch
        {
            TypeKind.List => new SchemaType(kind, Type(type.Struct(0))),
            TypeKind.Enum or TypeKind.Struct or TypeKind.Interface => new SchemaType(kind, null, type.Number<ulong>(8)),
            TypeKind.AnyPointer when IsCapability(type) => new SchemaType(TypeKind.Interface),
            _ => new SchemaType(kind),
        };
    }

    /// <summary>Any pointer, of no type parameter, that must lead to a capability.</summary>
    private static bool IsCapability(StructReader type) => type.Number<ushort>(8) == 0 && type.Number<ushort>(10) == 3;

    private static StructNode Struct(StructReader node, SourceDocs docs, IReadOnlyDictionary<ulong, StructNode>? shapes)
    {
        var (id, path) = (node.Number<ulong>(0), node.Text(0));
        var list = node.List(3, ElementSize.Composite);
        var fields = ImmutableArray.CreateBuilder<SchemaField>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            fields.Add(Field(list.Struct(index), docs.Of(id, index), shapes));
        }

        return new StructNode(
            id, path[Math.Min((int)node.Number<uint>(8), path.Length)..], path, node.Number<ulong>(16), docs.Of(id), Annotations(node.List(2, ElementSize.Composite)),
            node.Number<ushort>(14), node.Number<ushort>(24), node.Bit(224), node.Number<ushort>(30), (int)node.Number<uint>(32), fields.MoveToImmutable());
    }

    private static SchemaField Field(StructReader field, string doc, IReadOnlyDictionary<ulong, StructNode>? shapes)
    {
        var (name, tag) = (field.Text(0), field.Number<ushort>(2) ^ SchemaField.NoTag);
        if (field.Number<ushort>(8) == GroupField)
        {
            return new SchemaField(name, doc, tag, 0, null, SchemaValue.None, field.Number<ulong>(16));
        }

        var type = Type(field.Struct(2));
        var value = shapes is null && type.IsPointer ? SchemaValue.None : ValueReader.Read(field.Struct(3), type, shapes ?? NoShapes);
        return new SchemaField(name, doc, tag, (int)field.Number<uint>(4), type, value, 0);
    }

    private static ImmutableArray<(string, string)> Values(ListReader list, ulong id, SourceDocs docs)
    {
        var values = ImmutableArray.CreateBuilder<(string, string)>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            values.Add((list.Struct(index).Text(0), docs.Of(id, index)));
        }

        return values.MoveToImmutable();
    }

    private static ImmutableArray<SchemaAnnotation> Annotations(ListReader list)
    {
        var all = ImmutableArray.CreateBuilder<SchemaAnnotation>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            var annotation = list.Struct(index);
            var value = annotation.Struct(0);
            var text = (TypeKind)value.Number<ushort>(0) == TypeKind.Text ? value.Text(0) : "";
            all.Add(new SchemaAnnotation(annotation.Number<ulong>(0), text));
        }

        return all.MoveToImmutable();
    }
}
