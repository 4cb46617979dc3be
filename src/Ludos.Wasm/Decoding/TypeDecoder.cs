namespace Ludos.Wasm.Decoding;

/// <summary>Value, reference, table, memory and global types.</summary>
internal static class TypeDecoder
{
    private const byte NullableReference = 0x63;
    private const byte NonNullReference = 0x64;
    private const byte TableWithInitialiser = 0x40;
    private const byte HasMaximum = 0x01;
    private const byte Shared = 0x02;
    private const byte Wide = 0x04;
    private const byte FlagsEnd = 0x08;

    public static ValueType Value(ref ByteCursor cursor, ModuleContents module)
    {
        switch (cursor.Peek())
        {
            case 0x7F: cursor.Byte(); return ValueType.I32;
            case 0x7E: cursor.Byte(); return ValueType.I64;
            case 0x7D: cursor.Byte(); return ValueType.F32;
            case 0x7C: cursor.Byte(); return ValueType.F64;
            case 0x7B: cursor.Byte(); return ValueType.V128;
            default:
                return ReferenceOr(ref cursor, module, "value type");
        }
    }

    public static ValueType Reference(ref ByteCursor cursor, ModuleContents module) => ReferenceOr(ref cursor, module, "reference type");

    /// <summary>An abstract kind, or the index of a type.</summary>
    public static HeapType Heap(ref ByteCursor cursor, ModuleContents module)
    {
        var at = cursor.Position;
        if (IsOneByte(cursor.Peek()))
        {
            return Abstract(cursor.Byte(), at) ?? throw WasmFormatException.Malformed(at, "malformed heap type");
        }

        var index = cursor.S33();
        if (index < 0)
        {
            throw WasmFormatException.Malformed(at, "malformed heap type");
        }

        return index < module.Types.Count ? HeapType.Of(module.Types[(int)index]) : throw WasmFormatException.Invalid(at, $"unknown type {index}");
    }

    /// <summary>A negative number of seven bits, which is how the format spells types that have no index.</summary>
    public static bool IsOneByte(byte code) => (code & 0xC0) == 0x40;

    public static TableType Table(ref ByteCursor cursor, ModuleContents module, bool imported)
    {
        var at = cursor.Position;
        var hasInitialiser = !imported && cursor.Peek() == TableWithInitialiser;
        if (hasInitialiser)
        {
            cursor.Byte();
            if (cursor.Byte() != 0)
            {
                throw WasmFormatException.Malformed(at, "malformed table");
            }
        }

        var element = Reference(ref cursor, module);
        var limits = Limits(ref cursor, "table");
        if (limits.Shared)
        {
            throw WasmFormatException.Malformed(at, "a shared table");
        }

        if (!limits.Wide && (limits.Min > uint.MaxValue || limits.Max > uint.MaxValue))
        {
            throw WasmFormatException.Invalid(at, "a table's limits are out of range");
        }

        if (limits.Min > module.Limits.MaxTableElements)
        {
            throw WasmFormatException.Limit(at, "table elements", (long)limits.Min, (long)module.Limits.MaxTableElements);
        }

        ConstExpression? initialiser = hasInitialiser ? ConstExpressionDecoder.Decode(ref cursor, module, element) : null;
        return initialiser is not null || element.IsNullable || imported
            ? new TableType(element, limits.Min, limits.Max, limits.Wide, initialiser)
            : throw WasmFormatException.Invalid(at, $"type mismatch: a table of {element} needs an initialiser");
    }

    public static MemoryType Memory(ref ByteCursor cursor, WasmLimits limits, bool imported)
    {
        var at = cursor.Position;
        var (min, max, wide, shared) = Limits(ref cursor, "memory");
        var most = wide ? WasmLimits.PagesIn64Bits : WasmLimits.PagesIn32Bits;
        if (min > most || max > most)
        {
            throw WasmFormatException.Invalid(at, $"a memory has at most {most} pages");
        }

        if (shared && max is null)
        {
            throw WasmFormatException.Invalid(at, "a shared memory must have a maximum");
        }

        if (min > limits.MaxMemoryPages)
        {
            throw WasmFormatException.Limit(at, "memory pages", (long)min, (long)limits.MaxMemoryPages);
        }

        return new MemoryType(min, max, wide, shared, imported);
    }

    public static GlobalType Global(ref ByteCursor cursor, ModuleContents module)
    {
        var type = Value(ref cursor, module);
        return new GlobalType(type, Mutability(ref cursor));
    }

    public static bool Mutability(ref ByteCursor cursor)
    {
        var at = cursor.Position;
        return cursor.Byte() switch
        {
            0 => false,
            1 => true,
            var other => throw WasmFormatException.Malformed(at, $"0x{other:x2} is no mutability"),
        };
    }

    private static ValueType ReferenceOr(ref ByteCursor cursor, ModuleContents module, string what)
    {
        var at = cursor.Position;
        var code = cursor.Byte();
        if (code is NullableReference or NonNullReference)
        {
            return ValueType.Ref(Heap(ref cursor, module), code == NullableReference);
        }

        return Abstract(code, at) is { } heap ? ValueType.Ref(heap) : throw WasmFormatException.Malformed(at, $"0x{code:x2} is no {what}");
    }

    private static HeapType? Abstract(byte code, int at)
    {
        HeapKind? kind = code switch
        {
            0x70 => HeapKind.Func,
            0x6F => HeapKind.Extern,
            0x6E => HeapKind.Any,
            0x6D => HeapKind.Eq,
            0x6C => HeapKind.I31,
            0x6B => HeapKind.Struct,
            0x6A => HeapKind.Array,
            0x69 => HeapKind.Exn,
            0x71 => HeapKind.None,
            0x73 => HeapKind.NoFunc,
            0x72 => HeapKind.NoExtern,
            0x74 => HeapKind.NoExn,
            _ => null,
        };
        return kind is { } known ? (HeapType)known : null;
    }

    private static (ulong Min, ulong? Max, bool Wide, bool Shared) Limits(ref ByteCursor cursor, string what)
    {
        var at = cursor.Position;
        var flags = cursor.Byte();
        if (flags >= FlagsEnd)
        {
            throw WasmFormatException.Malformed(at, $"0x{flags:x2} are no limits");
        }

        var min = cursor.U64();
        ulong? max = (flags & HasMaximum) != 0 ? cursor.U64() : null;
        return max < min
            ? throw WasmFormatException.Invalid(at, $"a {what}'s minimum {min} is above its maximum {max}")
            : (min, max, (flags & Wide) != 0, (flags & Shared) != 0);
    }
}
