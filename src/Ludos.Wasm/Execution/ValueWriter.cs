using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Execution;

/// <summary>Stores a result where the host reads it; called by compiled code.</summary>
internal static class ValueWriter
{
    public static void Write(ref WasmValue place, int value) => place = WasmValue.From(value);

    public static void Write(ref WasmValue place, long value) => place = WasmValue.From(value);

    public static void Write(ref WasmValue place, float value) => place = WasmValue.From(value);

    public static void Write(ref WasmValue place, double value) => place = WasmValue.From(value);

    public static void Write(ref WasmValue place, Vector128<byte> value) => place = WasmValue.From(value);

    public static void Write(ref WasmValue place, object? value) => place = WasmValue.FromRef(value);
}
