namespace Ludos.Wasm.Decoding;

internal static class ImportSection
{
    public static void Decode(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("imports", module.Limits.MaxImports); left > 0; left--)
        {
            var from = cursor.Name(module.Limits.MaxNameBytes);
            var name = cursor.Name(module.Limits.MaxNameBytes);
            var at = cursor.Position;
            module.Imports.Add(cursor.Byte() switch
            {
                0 => Function(ref cursor, module, from, name),
                1 => Table(ref cursor, module, from, name),
                2 => Memory(ref cursor, module, from, name),
                3 => Global(ref cursor, module, from, name),
                4 => Tag(ref cursor, module, from, name),
                var kind => throw WasmFormatException.Malformed(at, $"{kind} is no import kind"),
            });
        }
    }

    private static ImportDescriptor Function(ref ByteCursor cursor, ModuleContents module, string from, string name)
    {
        var at = cursor.Position;
        var type = Sections.FunctionTypeIndex(ref cursor, module);
        if (module.Functions.Count >= module.Limits.MaxFunctions)
        {
            throw WasmFormatException.Limit(at, "functions", module.Functions.Count + 1L, module.Limits.MaxFunctions);
        }

        module.Functions.Add(type);
        module.ImportedFunctions++;
        return new ImportDescriptor(from, name, ExternKind.Function, module.FunctionTypeAt((uint)type), 0, null) { DefinedType = module.Types[type] };
    }

    private static ImportDescriptor Table(ref ByteCursor cursor, ModuleContents module, string from, string name)
    {
        var at = cursor.Position;
        var table = TypeDecoder.Table(ref cursor, module, true);
        if (module.Tables.Count >= module.Limits.MaxTables)
        {
            throw WasmFormatException.Limit(at, "tables", module.Tables.Count + 1L, module.Limits.MaxTables);
        }

        module.Tables.Add(table);
        module.ImportedTables++;
        return new ImportDescriptor(from, name, ExternKind.Table, null, table.Min, table.Max) { Type = table.Element, Is64 = table.Is64 };
    }

    private static ImportDescriptor Memory(ref ByteCursor cursor, ModuleContents module, string from, string name)
    {
        var at = cursor.Position;
        if (module.Memories.Count >= module.Limits.MaxMemories)
        {
            throw WasmFormatException.Limit(at, "memories", module.Memories.Count + 1L, module.Limits.MaxMemories);
        }

        var memory = Sections.AddMemory(ref cursor, module, true);
        module.ImportedMemories++;
        return new ImportDescriptor(from, name, ExternKind.Memory, null, memory.MinPages, memory.MaxPages) { Is64 = memory.Is64, IsShared = memory.IsShared };
    }

    private static ImportDescriptor Tag(ref ByteCursor cursor, ModuleContents module, string from, string name)
    {
        var at = cursor.Position;
        var type = Sections.TagType(ref cursor, module);
        if (module.Tags.Count >= module.Limits.MaxTags)
        {
            throw WasmFormatException.Limit(at, "tags", module.Tags.Count + 1L, module.Limits.MaxTags);
        }

        module.Tags.Add(type);
        module.ImportedTags++;
        return new ImportDescriptor(from, name, ExternKind.Tag, module.FunctionTypeAt((uint)type), 0, null) { DefinedType = module.Types[type] };
    }

    private static ImportDescriptor Global(ref ByteCursor cursor, ModuleContents module, string from, string name)
    {
        var at = cursor.Position;
        var global = TypeDecoder.Global(ref cursor, module);
        if (module.Globals.Count >= module.Limits.MaxGlobals)
        {
            throw WasmFormatException.Limit(at, "globals", module.Globals.Count + 1L, module.Limits.MaxGlobals);
        }

        module.Globals.Add(global);
        module.ImportedGlobals++;
        return new ImportDescriptor(from, name, ExternKind.Global, null, 0, null) { Type = global.Type, Mutable = global.Mutable };
    }
}
