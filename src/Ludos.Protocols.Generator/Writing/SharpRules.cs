using Ludos.Base;

namespace Ludos.Protocols.Generator;

/// <summary>What a schema may not use, and names that C# cannot give twice.</summary>
internal static class SharpRules
{
    public static Fault<GeneratorErrorCode>? Judge(Schema schema, ulong scope)
    {
        foreach (var node in schema.In(scope))
        {
            if (node is InterfaceNode)
            {
                return new Fault<GeneratorErrorCode>(GeneratorErrorCode.Unsupported, $"{node.Path} is an interface: Ludos sends messages, not capabilities.", "Write a struct for each message.");
            }

            if (node is StructNode shape && (JudgeStruct(schema, shape) ?? Judge(schema, node.Id)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static Fault<GeneratorErrorCode>? JudgeStruct(Schema schema, StructNode node)
    {
        foreach (var field in node.Fields)
        {
            if (field.Type is null && JudgeStruct(schema, (StructNode)schema.Node(field.GroupId)) is { } fault)
            {
                return fault;
            }

            for (var type = field.Type; type is not null; type = type.Element)
            {
                if (type.Kind == TypeKind.Interface)
                {
                    return new Fault<GeneratorErrorCode>(GeneratorErrorCode.Unsupported, $"{node.Path}.{field.Name} is a capability: Ludos sends messages, not capabilities.", "Name a struct.");
                }

                if (type.Kind is TypeKind.Enum or TypeKind.Struct && !schema.Files.Any(file => file.Id == schema.FileOf(schema.Node(type.TypeId))))
                {
                    return new Fault<GeneratorErrorCode>(GeneratorErrorCode.Unsupported, $"{node.Path}.{field.Name} is of a type of a file that is not generated: {schema.Node(type.TypeId).Path}.", "Give the compiler all files at once.");
                }
            }
        }

        return null;
    }
}
