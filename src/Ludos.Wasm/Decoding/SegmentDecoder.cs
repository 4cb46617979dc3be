namespace Ludos.Wasm.Decoding;

/// <summary>Element and data segments.</summary>
internal static class SegmentDecoder
{
    private const uint NotActive = 0x01;
    private const uint ExplicitIndex = 0x02;
    private const uint Expressions = 0x04;

    public static ElementSegment Element(ref ByteCursor cursor, ModuleContents module)
    {
        var at = cursor.Position;
        var flags = cursor.U32();
        if (flags > (NotActive | ExplicitIndex | Expressions))
        {
            throw WasmFormatException.Malformed(at, $"{flags} is no element segment kind");
        }

        var active = (flags & NotActive) == 0;
        var mode = active ? SegmentMode.Active : (flags & ExplicitIndex) != 0 ? SegmentMode.Declared : SegmentMode.Passive;
        var table = active && (flags & ExplicitIndex) != 0 ? cursor.U32() : 0;
        var offset = default(ConstExpression);
        if (active)
        {
            if (table >= (uint)module.Tables.Count)
            {
                throw WasmFormatException.Invalid(at, $"unknown table {table}");
            }

            offset = ConstExpressionDecoder.Decode(ref cursor, module, module.Tables[(int)table].Is64 ? ValueType.I64 : ValueType.I32);
        }

        var type = ElementType(ref cursor, module, flags);
        if (active && !type.IsSubtypeOf(module.Tables[(int)table].Element))
        {
            throw WasmFormatException.Invalid(at, $"a segment of {type} does not fit a table of {module.Tables[(int)table].Element}");
        }

        var items = Items(ref cursor, module, type, (flags & Expressions) != 0);
        return new ElementSegment(mode, type, (int)table, offset, items);
    }

    public static DataSegment Data(ref ByteCursor cursor, ModuleContents module)
    {
        var at = cursor.Position;
        var flags = cursor.U32();
        if (flags > ExplicitIndex)
        {
            throw WasmFormatException.Malformed(at, $"{flags} is no data segment kind");
        }

        var mode = flags == NotActive ? SegmentMode.Passive : SegmentMode.Active;
        var memory = flags == ExplicitIndex ? cursor.U32() : 0;
        var target = default(ConstExpression);
        if (mode == SegmentMode.Active)
        {
            if (memory >= (uint)module.Memories.Count)
            {
                throw WasmFormatException.Invalid(at, $"unknown memory {memory}");
            }

            target = ConstExpressionDecoder.Decode(ref cursor, module, module.Memories[(int)memory].Is64 ? ValueType.I64 : ValueType.I32);
        }

        var length = cursor.U32();
        var start = cursor.Position;
        cursor.Take(length);
        return new DataSegment(mode, (int)memory, target, start, (int)length);
    }

    private static ValueType ElementType(ref ByteCursor cursor, ModuleContents module, uint flags)
    {
        if ((flags & (NotActive | ExplicitIndex)) == 0)
        {
            return (flags & Expressions) != 0 ? ValueType.FuncRef : ValueType.FuncRef.NonNull();
        }

        if ((flags & Expressions) != 0)
        {
            return TypeDecoder.Reference(ref cursor, module);
        }

        var at = cursor.Position;
        return cursor.Byte() == 0 ? ValueType.FuncRef.NonNull() : throw WasmFormatException.Malformed(at, "malformed element kind");
    }

    private static ElementInit[] Items(ref ByteCursor cursor, ModuleContents module, ValueType type, bool expressions)
    {
        var items = new ElementInit[cursor.Count("elements of a segment", (int)Math.Min(int.MaxValue, module.Limits.MaxTableElements))];
        for (var i = 0; i < items.Length; i++)
        {
            var at = cursor.Position;
            items[i] = expressions
                ? ElementInit.From(ConstExpressionDecoder.Decode(ref cursor, module, type))
                : new ElementInit(ConstExpressionDecoder.Function(cursor.U32(), module, at), null);
        }

        return items;
    }
}
