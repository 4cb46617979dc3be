namespace Ludos.Wasm.Decoding;

/// <summary>The content of each known section.</summary>
internal static class Sections
{
    public static void Decode(int id, ref ByteCursor cursor, ModuleContents module)
    {
        switch (id)
        {
            case 1: TypeSection.Decode(ref cursor, module); break;
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
            case 13: Tags(ref cursor, module); break;
            default: module.DataCount = (int)Math.Min(int.MaxValue, cursor.U32()); break;
        }
    }

    private static void Functions(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("functions", module.Limits.MaxFunctions - module.Functions.Count); left > 0; left--)
        {
            module.Functions.Add(FunctionTypeIndex(ref cursor, module));
        }
    }

    public static int FunctionTypeIndex(ref ByteCursor cursor, ModuleContents module)
    {
        var at = cursor.Position;
        var index = cursor.U32();
        return module.FunctionTypeAt(index) is not null ? (int)index : throw WasmFormatException.Invalid(at, $"unknown type {index} of a function");
    }

    private static void Tables(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("tables", module.Limits.MaxTables - module.Tables.Count); left > 0; left--)
        {
            module.Tables.Add(TypeDecoder.Table(ref cursor, module, false));
        }
    }

    private static void Memories(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("memories", module.Limits.MaxMemories - module.Memories.Count); left > 0; left--)
        {
            AddMemory(ref cursor, module, false);
        }
    }

    public static MemoryType AddMemory(ref ByteCursor cursor, ModuleContents module, bool imported)
    {
        var at = cursor.Position;
        var memory = TypeDecoder.Memory(ref cursor, module.Limits, imported);
        module.Memories.Add(memory);
        return memory;
    }

    private static void Tags(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("tags", module.Limits.MaxTags - module.Tags.Count); left > 0; left--)
        {
            module.Tags.Add(TagType(ref cursor, module));
        }
    }

    /// <summary>The index of a tag's function type.</summary>
    public static int TagType(ref ByteCursor cursor, ModuleContents module)
    {
        var at = cursor.Position;
        if (cursor.Byte() != 0)
        {
            throw WasmFormatException.Malformed(at, "malformed tag attribute");
        }

        var type = FunctionTypeIndex(ref cursor, module);
        return module.FunctionTypeAt((uint)type)!.Results.Length == 0 ? type : throw WasmFormatException.Invalid(at, "non-empty tag result type");
    }

    private static void Globals(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("globals", module.Limits.MaxGlobals - module.Globals.Count); left > 0; left--)
        {
            var type = TypeDecoder.Global(ref cursor, module);
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
