using System.Collections.Immutable;

namespace Ludos.Wasm.Decoding;

/// <summary>The content of each known section.</summary>
internal static class Sections
{
    public static void Decode(int id, ref ByteCursor cursor, ModuleContents module)
    {
        switch (id)
        {
            case 1: Types(ref cursor, module); break;
            case 2: ImportSection.Decode(ref cursor, module); break;
            case 3: Functions(ref cursor, module); break;
            case 4: Tables(ref cursor, module); break;
            case 5: Memories(ref cursor, module); break;
            case 6: Globals(ref cursor, module); break;
            case 7: ExportSection.Decode(ref cursor, module); break;
            case 8: Start(ref cursor, module); break;
            case 9: Elements(ref cursor, module); break;
            case 10: CodeSection.Decode(ref cursor, module); break;
            case 11: Data(ref cursor, module); break;
            default: module.DataCount = (int)Math.Min(int.MaxValue, cursor.U32()); break;
        }
    }

    private static void Types(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("types", module.Limits.MaxTypes); left > 0; left--)
        {
            var at = cursor.Position;
            var form = cursor.Byte();
            if (form is 0x4E or 0x4F or 0x50 or 0x5E or 0x5F)
            {
                throw WasmFormatException.Unsupported(at, "garbage-collected types");
            }

            if (form != 0x60)
            {
                throw WasmFormatException.Malformed(at, $"0x{form:x2} is no type form");
            }

            var parameters = ValueTypes(ref cursor, module, "parameters");
            module.Types.Add(new FunctionType(parameters, ValueTypes(ref cursor, module, "results")));
        }
    }

    private static ImmutableArray<ValueType> ValueTypes(ref ByteCursor cursor, ModuleContents module, string what)
    {
        var types = new ValueType[cursor.Count(what, module.Limits.MaxParameters)];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = TypeDecoder.Value(ref cursor);
        }

        return ImmutableArray.Create(types);
    }

    private static void Functions(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("functions", module.Limits.MaxFunctions - module.Functions.Count); left > 0; left--)
        {
            module.Functions.Add(TypeIndex(ref cursor, module));
        }
    }

    public static int TypeIndex(ref ByteCursor cursor, ModuleContents module)
    {
        var at = cursor.Position;
        var index = cursor.U32();
        return index < (uint)module.Types.Count ? (int)index : throw WasmFormatException.Invalid(at, $"unknown type {index}");
    }

    private static void Tables(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("tables", module.Limits.MaxTables - module.Tables.Count); left > 0; left--)
        {
            module.Tables.Add(TypeDecoder.Table(ref cursor, module.Limits));
        }
    }

    private static void Memories(ref ByteCursor cursor, ModuleContents module)
    {
        var at = cursor.Position;
        for (var left = cursor.Count("memories", int.MaxValue); left > 0; left--)
        {
            if (module.Memory is not null)
            {
                throw WasmFormatException.Unsupported(at, "more than one memory (multi-memory)");
            }

            module.Memory = TypeDecoder.Memory(ref cursor, module.Limits, false);
        }
    }

    private static void Globals(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("globals", module.Limits.MaxGlobals - module.Globals.Count); left > 0; left--)
        {
            var type = TypeDecoder.Global(ref cursor);
            var initialiser = ConstExpressionDecoder.Decode(ref cursor, module, type.Type);
            module.Globals.Add(type);
            module.GlobalInitialisers.Add(initialiser);
        }
    }

    private static void Start(ref ByteCursor cursor, ModuleContents module)
    {
        var at = cursor.Position;
        var index = cursor.U32();
        if (index >= (uint)module.Functions.Count)
        {
            throw WasmFormatException.Invalid(at, $"unknown function {index}");
        }

        if (!module.TypeOfFunction((int)index).Equals(FunctionType.Empty))
        {
            throw WasmFormatException.Invalid(at, "the start function must take and return nothing");
        }

        module.StartFunction = (int)index;
    }

    private static void Elements(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("element segments", module.Limits.MaxSegments); left > 0; left--)
        {
            module.Elements.Add(SegmentDecoder.Element(ref cursor, module));
        }
    }

    private static void Data(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("data segments", module.Limits.MaxSegments); left > 0; left--)
        {
            module.Data.Add(SegmentDecoder.Data(ref cursor, module));
        }
    }
}
