namespace Ludos.Wasm.Decoding;

internal static class ExportSection
{
    public static void Decode(ref ByteCursor cursor, ModuleContents module)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var left = cursor.Count("exports", module.Limits.MaxExports); left > 0; left--)
        {
            var name = cursor.Name(module.Limits.MaxNameBytes);
            var at = cursor.Position;
            var kind = cursor.Byte();
            if (kind > (byte)ExternKind.Tag)
            {
                throw WasmFormatException.Malformed(at, $"{kind} is no export kind");
            }

            var index = cursor.U32();
            if (index >= (uint)Count(module, (ExternKind)kind))
            {
                throw WasmFormatException.Invalid(at, $"unknown {((ExternKind)kind).ToString().ToLowerInvariant()} {index}");
            }

            if (!names.Add(name))
            {
                throw WasmFormatException.Invalid(at, $"duplicate export name '{name}'");
            }

            module.Exports.Add(new ModuleExport(name, (ExternKind)kind, (int)index));
            if (kind == (byte)ExternKind.Function)
            {
                module.ReferableFunctions.Add((int)index);
            }
        }
    }

    private static int Count(ModuleContents module, ExternKind kind) => kind switch
    {
        ExternKind.Function => module.Functions.Count,
        ExternKind.Table => module.Tables.Count,
        ExternKind.Memory => module.Memories.Count,
        ExternKind.Tag => module.Tags.Count,
        _ => module.Globals.Count,
    };
}
