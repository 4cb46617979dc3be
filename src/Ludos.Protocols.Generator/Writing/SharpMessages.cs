namespace Ludos.Protocols.Generator;

/// <summary>Writes a schema's enums as C#.</summary>
internal static class SharpMessages
{
    /// <returns>Null for a file that declares none.</returns>
    public static GeneratedFile? Write(Schema schema, ulong file, string path)
    {
        var enums = schema.In(file).OfType<EnumNode>().ToList();
        if (enums.Count == 0)
        {
            return null;
        }

        var text = new CodeText(4);
        SharpFile.Head(text, path, []);
        foreach (var (index, node) in enums.Index())
        {
            if (index > 0)
            {
                text.Line();
            }

            SharpFile.Enum(text, node);
        }

        return new GeneratedFile(SharpFile.Path(path, Names.FileStem(path)), text.ToString());
    }
}
