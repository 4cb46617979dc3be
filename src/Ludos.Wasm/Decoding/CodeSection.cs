namespace Ludos.Wasm.Decoding;

internal static class CodeSection
{
    public static void Decode(ref ByteCursor cursor, ModuleContents module)
    {
        var declared = module.Functions.Count - module.ImportedFunctions;
        var at = cursor.Position;
        var count = cursor.Count("function bodies", int.MaxValue);
        if (count != declared)
        {
            throw WasmFormatException.Malformed(at, $"{declared} functions are declared, {count} have code");
        }

        var totalLocals = 0L;
        for (var i = 0; i < count; i++)
        {
            var bodyAt = cursor.Position;
            var size = cursor.U32();
            var body = cursor.Sub(size);
            if (size > (uint)module.Limits.MaxFunctionBytes)
            {
                throw WasmFormatException.Limit(bodyAt, $"bytes in function {module.ImportedFunctions + i}", size, module.Limits.MaxFunctionBytes);
            }

            var parameters = module.TypeOfFunction(module.ImportedFunctions + i).Parameters.Length;
            var locals = Locals(ref body, module, parameters, totalLocals);
            totalLocals += locals.Length;
            module.Bodies.Add(new FunctionBody(body.Position, body.Position + body.Remaining, locals));
        }
    }

    private static ValueType[] Locals(ref ByteCursor body, ModuleContents module, int parameters, long before)
    {
        var at = body.Position;
        var runs = body.Count("groups of locals", int.MaxValue);
        var groups = new (uint Count, ValueType Type)[runs];
        ulong total = 0;
        for (var i = 0; i < runs; i++)
        {
            groups[i] = (body.U32(), TypeDecoder.Value(ref body, module));
            total += groups[i].Count;
        }

        if (total > uint.MaxValue)
        {
            throw WasmFormatException.Malformed(at, "too many locals");
        }

        if (total + (ulong)parameters > (ulong)module.Limits.MaxLocals)
        {
            throw WasmFormatException.Limit(at, "locals in one function", (long)total + parameters, module.Limits.MaxLocals);
        }

        if (before + (long)total > module.Limits.MaxTotalLocals)
        {
            throw WasmFormatException.Limit(at, "locals in the module", before + (long)total, module.Limits.MaxTotalLocals);
        }

        var locals = new ValueType[total];
        var next = 0;
        foreach (var (count, type) in groups)
        {
            locals.AsSpan(next, (int)count).Fill(type);
            next += (int)count;
        }

        return locals;
    }
}
