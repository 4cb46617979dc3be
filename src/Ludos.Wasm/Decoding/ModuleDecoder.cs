using Ludos.Wasm.Validation;

namespace Ludos.Wasm.Decoding;

/// <summary>Walks a module's sections in their one legal order, then validates its functions.</summary>
internal static class ModuleDecoder
{
    private const uint Magic = 0x6D736100;
    private const uint Version = 1;
    private const uint ComponentVersion = 0x1000D;
    private const int CustomSection = 0;

    // Position of each section in the order that the format demands, by section id.
    private static readonly int[] Order = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6];

    public static ModuleContents Decode(ReadOnlySpan<byte> bytes, WasmLimits limits)
    {
        if (bytes.Length > limits.MaxModuleBytes)
        {
            throw WasmFormatException.Limit(0, "bytes in the module", bytes.Length, limits.MaxModuleBytes);
        }

        var module = new ModuleContents { Bytes = bytes.ToArray(), Limits = limits };
        var cursor = new ByteCursor(module.Bytes, 0, module.Bytes.Length);
        Header(ref cursor);
        var last = 0;
        while (!cursor.AtEnd)
        {
            var at = cursor.Position;
            var id = cursor.Byte();
            if (id >= Order.Length)
            {
                throw WasmFormatException.Malformed(at, $"{id} is no section id");
            }

            var size = cursor.U32();
            var section = cursor.Sub(size);
            if (id == CustomSection)
            {
                Custom(ref section, module);
                continue;
            }

            if (Order[id] <= last)
            {
                throw WasmFormatException.Malformed(at, $"section {id} is out of order or repeated");
            }

            last = Order[id];
            Sections.Decode(id, ref section, module);
            if (!section.AtEnd)
            {
                throw WasmFormatException.Malformed(section.Position, $"section {id} is longer than its content");
            }
        }

        Consistency(module, cursor.Position);
        return module;
    }

    private static void Header(ref ByteCursor cursor)
    {
        if (cursor.Remaining < 8 || cursor.Fixed32() != Magic)
        {
            throw WasmFormatException.Malformed(0, "this is no WebAssembly module (it does not begin with \\0asm and a version)");
        }

        switch (cursor.Fixed32())
        {
            case Version:
                return;
            case ComponentVersion:
                throw WasmFormatException.Unsupported(4, "the component model");
            case var other:
                throw WasmFormatException.Malformed(4, $"unknown binary version {other}");
        }
    }

    private static void Custom(ref ByteCursor section, ModuleContents module)
    {
        var name = section.Name(module.Limits.MaxNameBytes);
        if (name == "name" && module.NameSection.Length == 0)
        {
            module.NameSection = (section.Position, section.Remaining);
        }
    }

    private static void Consistency(ModuleContents module, int end)
    {
        if (module.Bodies.Count != module.Functions.Count - module.ImportedFunctions)
        {
            throw WasmFormatException.Malformed(end, $"{module.Functions.Count - module.ImportedFunctions} functions are declared, {module.Bodies.Count} have code");
        }

        if (module.DataCount is { } count && count != module.Data.Count)
        {
            throw WasmFormatException.Malformed(end, $"{count} data segments are announced, {module.Data.Count} follow");
        }

        var validator = new FunctionValidator(module);
        for (var i = 0; i < module.Bodies.Count; i++)
        {
            validator.Validate(module.ImportedFunctions + i, module.Bodies[i]);
        }
    }
}
