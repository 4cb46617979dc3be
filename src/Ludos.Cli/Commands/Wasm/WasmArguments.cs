using System.Globalization;
using System.Numerics;
using Ludos.Wasm;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>Numbers on the command line as values of a function, and back.</summary>
internal static class WasmArguments
{
    public static bool TryParse(WasmModule module, WasmRunRequest request, out WasmValue[] values, out string complaint)
    {
        values = [];
        complaint = "";
        if (request.Invoke is not { } name)
        {
            return true;
        }

        if (module.Exports.FirstOrDefault(export => export.Name == name && export.Function is not null)?.Function is not { } type)
        {
            complaint = $"The module exports no function '{name}'.";
            return false;
        }

        if (type.Parameters.Length != request.Arguments.Length)
        {
            complaint = $"'{name}' has type {type}; it was handed {request.Arguments.Length} arguments.";
            return false;
        }

        values = new WasmValue[type.Parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryParse(request.Arguments[i], type.Parameters[i], out values[i]))
            {
                complaint = $"'{request.Arguments[i]}' is no {type.Parameters[i].ToString().ToLowerInvariant()}, which '{name}' takes as argument {i + 1}.";
                return false;
            }
        }

        return true;
    }

    public static string Text(WasmValue value, Ludos.Wasm.ValueType type) =>
        type == Ludos.Wasm.ValueType.I32 ? value.AsI32.ToString(CultureInfo.InvariantCulture)
        : type == Ludos.Wasm.ValueType.I64 ? value.AsI64.ToString(CultureInfo.InvariantCulture)
        : type == Ludos.Wasm.ValueType.F32 ? value.AsF32.ToString("R", CultureInfo.InvariantCulture)
        : type == Ludos.Wasm.ValueType.F64 ? value.AsF64.ToString("R", CultureInfo.InvariantCulture)
        : value.AsRef is null ? "null" : "reference";

    private static bool TryParse(string text, Ludos.Wasm.ValueType type, out WasmValue value)
    {
        value = default;
        if (type == Ludos.Wasm.ValueType.I32 && TryInteger(text, int.MinValue, uint.MaxValue, out var small))
        {
            value = WasmValue.From(unchecked((int)(uint)(ulong)(UInt128)small));
            return true;
        }

        if (type == Ludos.Wasm.ValueType.I64 && TryInteger(text, long.MinValue, ulong.MaxValue, out var large))
        {
            value = WasmValue.From(unchecked((long)(ulong)(UInt128)large));
            return true;
        }

        if (type == Ludos.Wasm.ValueType.F32 && float.TryParse(text, CultureInfo.InvariantCulture, out var single))
        {
            value = WasmValue.From(single);
            return true;
        }

        if (type == Ludos.Wasm.ValueType.F64 && double.TryParse(text, CultureInfo.InvariantCulture, out var real))
        {
            value = WasmValue.From(real);
            return true;
        }

        return false;
    }

    /// <summary>Decimal with a sign, or 0x and digits; unsigned values are taken too.</summary>
    private static bool TryInteger(string text, Int128 least, Int128 most, out Int128 value)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var parsed = isHex
            ? Int128.TryParse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        return parsed && value >= least && value <= most;
    }
}
