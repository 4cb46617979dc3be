using System.Text;
using Ludos.Wasm.Tests.Wast.Assembly;
using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Scripts;

/// <summary>A module as a script writes it: fields, binary strings, or quoted text. Assembled only when asked.</summary>
internal abstract record ModuleSource
{
    /// <exception cref="WastSyntaxException">The text is malformed.</exception>
    /// <exception cref="LaterProposalException">The text needs a later proposal.</exception>
    public abstract AssembledModule Assemble();

    /// <summary>Reads what follows <c>module</c> and its name.</summary>
    public static ModuleSource Read(NodeCursor cursor)
    {
        if (cursor.TakeKeyword("binary"))
        {
            return new BinarySource(TakeAllStrings(cursor));
        }

        if (cursor.TakeKeyword("quote"))
        {
            return new QuotedSource(TakeAllStrings(cursor));
        }

        var fields = new List<Node>();
        while (!cursor.AtEnd)
        {
            fields.Add(cursor.Take());
        }

        return new TextSource(fields);
    }

    private static byte[] TakeAllStrings(NodeCursor cursor)
    {
        var bytes = cursor.TakeStrings();
        cursor.ExpectEnd();
        return bytes;
    }
}

internal sealed record TextSource(IReadOnlyList<Node> Fields) : ModuleSource
{
    /// <summary>True when it has segments or a start function.</summary>
    public bool WritesWhenInstantiated => Fields.Any(node => node is ListNode { Head: "data" or "elem" or "start" });

    /// <summary>Module names of its imports, as far as the text can be read without the proposals it needs.</summary>
    public IEnumerable<string> ImportedModules() =>
        from entry in Fields.OfType<ListNode>()
        from list in entry.Items.OfType<ListNode>().Prepend(entry)
        where list.Head == "import" && list.Items.Count > 1
        select list.Items[1] is StringNode name ? Encoding.UTF8.GetString(name.Bytes) : "";

    public override AssembledModule Assemble() => ModuleAssembler.Assemble(Fields);
}

internal sealed record BinarySource(byte[] Bytes) : ModuleSource
{
    public override AssembledModule Assemble() => new(Bytes, null);
}

internal sealed record QuotedSource(byte[] Text) : ModuleSource
{
    public override AssembledModule Assemble()
    {
        var nodes = NodeReader.ReadAll(Text);
        if (nodes is [ListNode { Head: "module" } whole])
        {
            var cursor = NodeCursor.After(whole);
            cursor.TakeIdentifier();
            return Read(cursor).Assemble();
        }

        return ModuleAssembler.Assemble(nodes);
    }
}
