namespace Ludos.Wasm.Decoding;

/// <summary>The function names of a name section. It is a custom section, so damage in it is no error: what can be read is used.</summary>
internal static class FunctionNames
{
    private const byte FunctionSubsection = 1;

    public static IReadOnlyDictionary<int, string> Read(ModuleContents module)
    {
        var names = new Dictionary<int, string>();
        try
        {
            var cursor = new ByteCursor(module.Bytes, module.NameSection.Offset, module.NameSection.Offset + module.NameSection.Length);
            while (!cursor.AtEnd)
            {
                var id = cursor.Byte();
                var content = cursor.Sub(cursor.U32());
                if (id != FunctionSubsection)
                {
                    continue;
                }

                for (var left = content.Count("names", module.Limits.MaxFunctions); left > 0; left--)
                {
                    var index = content.U32();
                    var name = content.Name(module.Limits.MaxNameBytes);
                    if (index < (uint)module.Functions.Count)
                    {
                        names[(int)index] = name;
                    }
                }
            }
        }
        catch (WasmFormatException)
        {
            // Names are for people; a module runs the same without them.
        }

        return names;
    }
}
