namespace Ludos.Wasm.Decoding;

/// <summary>Value, table, memory and global types, and the refusal of the types of other proposals.</summary>
internal static class TypeDecoder
{
    private const byte HasMaximum = 0x01;
    private const byte Shared = 0x02;
    private const byte Wide = 0x04;
    private const byte FlagsEnd = 0x08;

    public static ValueType Value(ref ByteCursor cursor)
    {
        var at = cursor.Position;
        return FromByte(cursor.Byte(), at);
    }

    public static ValueType FromByte(byte code, int at) => code switch
    {
        0x7F or 0x7E or 0x7D or 0x7C or 0x70 or 0x6F => (ValueType)code,
        0x7B => throw WasmFormatException.Unsupported(at, "SIMD (v128)"),
        0x63 or 0x64 => throw WasmFormatException.Unsupported(at, "typed function references"),
        0x69 or 0x74 => throw WasmFormatException.Unsupported(at, "exception references"),
        >= 0x6A and <= 0x6E or >= 0x71 and <= 0x73 => throw WasmFormatException.Unsupported(at, "garbage-collected references"),
        _ => throw WasmFormatException.Malformed(at, $"0x{code:x2} is no value type"),
    };

    public static ValueType Reference(ref ByteCursor cursor)
    {
        var at = cursor.Position;
        var code = cursor.Byte();
        return code is 0x7F or 0x7E or 0x7D or 0x7C or 0x7B
            ? throw WasmFormatException.Malformed(at, $"0x{code:x2} is no reference type")
            : FromByte(code, at);
    }

    public static TableType Table(ref ByteCursor cursor, WasmLimits limits)
    {
        var at = cursor.Position;
        if (cursor.Peek() == 0x40)
        {
            throw WasmFormatException.Unsupported(at, "a table with an initialiser (typed function references)");
        }

        var element = Reference(ref cursor);
        var (min, max) = Limits(ref cursor, "table");
        if (min > limits.MaxTableElements)
        {
            throw WasmFormatException.Limit(at, "table elements", min, limits.MaxTableElements);
        }

        return new TableType(element, min, max);
    }

    public static MemoryType Memory(ref ByteCursor cursor, WasmLimits limits, bool imported)
    {
        var at = cursor.Position;
        var (min, max) = Limits(ref cursor, "memory");
        if (min > WasmLimits.PagesIn32Bits || max > WasmLimits.PagesIn32Bits)
        {
            throw WasmFormatException.Invalid(at, $"a memory has at most {WasmLimits.PagesIn32Bits} pages");
        }

        if (min > limits.MaxMemoryPages)
        {
            throw WasmFormatException.Limit(at, "memory pages", min, limits.MaxMemoryPages);
        }

        return new MemoryType(min, max, imported);
    }

    public static GlobalType Global(ref ByteCursor cursor)
    {
        var type = Value(ref cursor);
        var at = cursor.Position;
        return cursor.Byte() switch
        {
            0 => new GlobalType(type, false),
            1 => new GlobalType(type, true),
            2 or 3 => throw WasmFormatException.Unsupported(at, "shared globals (threads)"),
            var other => throw WasmFormatException.Malformed(at, $"0x{other:x2} is no mutability"),
        };
    }

    private static (uint Min, uint? Max) Limits(ref ByteCursor cursor, string what)
    {
        var at = cursor.Position;
        var flags = cursor.Byte();
        if (flags >= FlagsEnd)
        {
            throw WasmFormatException.Malformed(at, $"0x{flags:x2} are no limits");
        }

        if ((flags & Wide) != 0)
        {
            throw WasmFormatException.Unsupported(at, $"a 64-bit {what} (memory64)");
        }

        if ((flags & Shared) != 0)
        {
            throw WasmFormatException.Unsupported(at, $"a shared {what} (threads)");
        }

        var min = cursor.U32OfWide($"a {what}'s minimum");
        uint? max = (flags & HasMaximum) != 0 ? cursor.U32OfWide($"a {what}'s maximum") : null;
        return max < min
            ? throw WasmFormatException.Invalid(at, $"a {what}'s minimum {min} is above its maximum {max}")
            : (min, max);
    }
}
