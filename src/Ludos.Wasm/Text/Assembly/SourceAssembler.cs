using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>A whole source: <c>(module ...)</c> of fields, of binary strings or of quoted text, or the fields alone.</summary>
internal static class SourceAssembler
{
    private const string Module = "module";

    // A quote may hold a module that holds a quote; no one writes that.
    private const int MaxQuotes = 2;

    /// <exception cref="TextException">The text is malformed, or exceeds a limit.</exception>
    public static byte[] Assemble(byte[] source, WasmTextOptions options) => Assemble(source, options, quotes: 0);

    private static byte[] Assemble(byte[] source, WasmTextOptions options, int quotes)
    {
        var nodes = NodeReader.ReadAll(source, options.Limits);
        if (nodes is [ListNode { Head: Module } whole])
        {
            return Assemble(NodeCursor.After(whole), options, quotes);
        }

        if (nodes.FirstOrDefault(node => node is ListNode { Head: Module }) is { } module)
        {
            throw TextException.Malformed(module.At, "more than one module, or a module among fields", "Write one (module ...) to a file; scripts of several are for test runners.");
        }

        return ModuleAssembler.Assemble(nodes, null, options.KeepNames);
    }

    private static byte[] Assemble(NodeCursor cursor, WasmTextOptions options, int quotes)
    {
        var name = cursor.TakeIdentifier()?[1..];
        var at = cursor.At;
        if (cursor.TakeKeyword("binary"))
        {
            return Strings(cursor);
        }

        if (cursor.TakeKeyword("quote"))
        {
            return quotes < MaxQuotes ? Assemble(Strings(cursor), options, quotes + 1) : throw TextException.Limit(at, "quotes in quotes", MaxQuotes);
        }

        var fields = new List<Node>();
        while (!cursor.AtEnd)
        {
            fields.Add(cursor.Take());
        }

        return ModuleAssembler.Assemble(fields, name, options.KeepNames);
    }

    private static byte[] Strings(NodeCursor cursor)
    {
        var bytes = cursor.TakeStrings();
        cursor.ExpectEnd();
        return bytes;
    }
}
