using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Text.Printing;

/// <summary>Element and data segments.</summary>
internal sealed partial class ModulePrinter
{
    private const int BytesOfALine = 64;

    private void Element(ref ByteCursor cursor, uint index)
    {
        var at = cursor.Position;
        var flags = cursor.U32();
        if (flags > 7)
        {
            throw WasmFormatException.Malformed(at, $"{flags} is no kind of element segment");
        }

        var (isActive, hasTable, asExpressions) = ((flags & 1) == 0, (flags & 2) != 0, (flags & 4) != 0);
        var head = $"(elem {Id(_map.Names.Elements, index)}";
        if (isActive)
        {
            head += hasTable ? $" (table {_map.Names.Tables.Reference(cursor.U32())})" : "";
            head += $" (offset {Expression(ref cursor)})";
        }
        else
        {
            head += hasTable ? " declare" : "";
        }

        var type = (flags & 3) == 0 ? "funcref" : "func";
        if ((flags & 3) != 0)
        {
            if (asExpressions)
            {
                type = _types.Word(TypePrinter.Read(ref cursor));
            }
            else
            {
                cursor.Byte();
            }
        }

        var items = new List<string>();
        for (var left = cursor.U32(); left > 0; left--)
        {
            items.Add(asExpressions ? $"(item {Expression(ref cursor)})" : _map.Names.Functions.Reference(cursor.U32()));
        }

        Line($"{head} {(asExpressions ? type : "func")} {string.Join(' ', items)})");
    }

    private void Data(ref ByteCursor cursor, uint index)
    {
        const uint Passive = 1;
        var at = cursor.Position;
        var flags = cursor.U32();
        var place = flags switch
        {
            0 => $" (offset {Expression(ref cursor)})",
            Passive => "",
            2 => $" (memory {_map.Names.Memories.Reference(cursor.U32())}) (offset {Expression(ref cursor)})",
            _ => throw WasmFormatException.Malformed(at, $"{flags} is no kind of data segment"),
        };
        _text.Add($"  (data {Id(_map.Names.Data, index)}{place}");
        var bytes = cursor.Take(cursor.U32());
        for (var start = 0; start < bytes.Length; start += BytesOfALine)
        {
            _text.Add((bytes.Length <= BytesOfALine ? " " : "\n    ") + Literals.Quoted(bytes[start..Math.Min(bytes.Length, start + BytesOfALine)]));
        }

        _text.Add(")\n");
    }
}
