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
                4 => throw WasmFormatException.Unsupported(at, "exception handling (an imported tag)"),
                var kind => throw WasmFormatException.Malformed(at, $"{kind} is no import kind"),
            });
        }
    }

    private static ImportDescriptor Function(ref ByteCursor cursor, ModuleContents module, string from, string name)
    {
        var at = cursor.Position;
        var type = Sections.TypeIndex(ref cursor, module);
        if (module.Functions.Count >= module.Limits.MaxFunctions)
        {
            throw WasmFormatException.Limit(at, "functions", module.Functions.Count + 1L, module.Limits.MaxFunctions);
        }

        module.Functions.Add(type);
        module.ImportedFunctions++;
        return new ImportDescriptor(from, name, ExternKind.Function, module.Types[type], 0, null);
    }

    private static ImportDescriptor Table(ref ByteCursor cursor, ModuleContents module, string from, string name)
    {
        var at = cursor.Position;
        var table = TypeDecoder.Table(ref cursor, module.Limits);
        if (module.Tables.Count >= module.Limits.MaxTables)
        {
            throw WasmFormatException.Limit(at, "tables", module.Tables.Count + 1L, module.Limits.MaxTables);
        }

        module.Tables.Add(table);
        module.ImportedTables++;
        return new ImportDescriptor(from, name, ExternKind.Table, null, table.Min, table.Max) { Type = table.Element };
    }

    private static ImportDescriptor Memory(ref ByteCursor cursor, ModuleContents module, string from, string name)
    {
        var at = cursor.Position;
        var memory = TypeDecoder.Memory(ref cursor, module.Limits, true);
        if (module.Memory is not null)
        {
            throw WasmFormatException.Unsupported(at, "more than one memory (multi-memory)");
        }

        module.Memory = memory;
        return new ImportDescriptor(from, name, ExternKind.Memory, null, memory.MinPages, memory.MaxPages);
    }

    private static ImportDescriptor Global(ref ByteCursor cursor, ModuleContents module, string from, string name)
    {
        var at = cursor.Position;
        var global = TypeDecoder.Global(ref cursor);
        if (module.Globals.Count >= module.Limits.MaxGlobals)
        {
            throw WasmFormatException.Limit(at, "globals", module.Globals.Count + 1L, module.Limits.MaxGlobals);
        }

        module.Globals.Add(global);
        module.ImportedGlobals++;
        return new ImportDescriptor(from, name, ExternKind.Global, null, 0, null) { Type = global.Type, Mutable = global.Mutable };
    }
}
