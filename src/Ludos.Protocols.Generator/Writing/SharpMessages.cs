using static Ludos.Protocols.Generator.SharpNumbers;

namespace Ludos.Protocols.Generator;

/// <summary>Writes a schema's messages as C#: for each struct a reader and a builder, and a static class with what stands in it.</summary>
internal static class SharpMessages
{
    /// <returns>Null for a file that declares nothing of it.</returns>
    public static GeneratedFile? Write(Schema schema, GeneratorTarget target, ulong file, string path)
    {
        var types = new SharpTypes(schema, target);
        var nodes = schema.In(file).ToList();
        var hasLayout = nodes.Any(IsMemory);
        var constants = nodes.OfType<ConstNode>().Where(node => !IsMap(node) && !(hasLayout && node.Type.Kind is >= TypeKind.Int8 and <= TypeKind.UInt64)).ToList();
        var others = nodes.Where(node => node is EnumNode || (node is StructNode && !IsMemory(node))).ToList();
        if (constants.Count + others.Count == 0)
        {
            return null;
        }

        var text = new CodeText(4);
        SharpFile.Head(text, target, path, []);
        if (constants.Count > 0)
        {
            text.Open($"public static class {Names.FileStem(path)}Constants");
            constants.ForEach(node => SharpConstants.Write(text, types, node));
            text.Close();
            text.Line();
        }

        foreach (var (index, node) in others.Index())
        {
            Node(text, types, node, index == 0);
        }

        return new GeneratedFile(target.PathOf(path, Names.FileStem(path)), text.ToString());
    }

    private static void Node(CodeText text, SharpTypes types, SchemaNode node, bool isFirst)
    {
        if (!isFirst)
        {
            text.Line();
        }

        if (node is EnumNode values)
        {
            SharpFile.Enum(text, values);
        }
        else if (node is StructNode shape)
        {
            Struct(text, types, shape);
        }
    }

    private static void Struct(CodeText text, SharpTypes types, StructNode node)
    {
        var scope = SharpScope.Of(types, node);
        SharpReader.Write(text, types, scope, true);
        text.Line();
        SharpBuilder.Write(text, types, scope, true);
        var inner = types.Schema.In(node.Id).Where(part => part is EnumNode or StructNode or ConstNode).ToList();
        var groups = AllGroups(types, scope, true).ToList();
        if (inner.Count + groups.Count == 0 && node.Tags == 0)
        {
            return;
        }

        text.Line();
        text.Line($"/// <summary>What stands in {node.Name}.</summary>");
        text.Open($"public static class {scope.Name}");
        foreach (var tagged in groups.Prepend(scope).Where(part => part.Node.Tags > 0))
        {
            Tags(text, tagged);
        }

        foreach (var group in groups)
        {
            SharpReader.Write(text, types, group, false);
            text.Line();
            SharpBuilder.Write(text, types, group, false);
            text.Line();
        }

        foreach (var constant in inner.OfType<ConstNode>())
        {
            SharpConstants.Write(text, types, constant);
            text.Line();
        }

        foreach (var (index, part) in inner.Where(part => part is not ConstNode).Index())
        {
            Node(text, types, part, index == 0);
        }

        text.Close();
    }

    private static void Tags(CodeText text, SharpScope scope)
    {
        text.Line("/// <summary>The members of its union.</summary>");
        text.Open($"public enum {scope.Tag} : ushort");
        foreach (var field in scope.Node.Fields.Where(field => field.Tag != SchemaField.NoTag).OrderBy(field => field.Tag))
        {
            text.Line($"{Names.Pascal(field.Name)} = {Number(field.Tag)},");
        }

        text.Close();
        text.Line();
    }

    private static IEnumerable<SharpScope> AllGroups(SharpTypes types, SharpScope scope, bool isOutermost)
    {
        foreach (var (_, group) in scope.Groups(types, isOutermost))
        {
            yield return group;
            foreach (var below in AllGroups(types, group, false))
            {
                yield return below;
            }
        }
    }

    private static bool IsMemory(SchemaNode node) => node.Annotation(LayoutReader.MemoryAnnotation) is not null;

    private static bool IsMap(SchemaNode node) => node.Annotation(LayoutReader.MapAnnotation) is not null;
}
