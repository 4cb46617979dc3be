using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>A module as a script writes it: fields, binary strings, or quoted text. Assembled only when asked.</summary>
internal abstract record ModuleSource
{
    /// <exception cref="TextException">The text is malformed.</exception>
    public abstract byte[] Assemble();

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
    public override byte[] Assemble() => ModuleAssembler.Assemble(Fields);
}

internal sealed record BinarySource(byte[] Bytes) : ModuleSource
{
    public override byte[] Assemble() => Bytes;
}

internal sealed record QuotedSource(byte[] Text) : ModuleSource
{
    public override byte[] Assemble() => SourceAssembler.Assemble(Text, new WasmTextOptions { KeepNames = false });
}
