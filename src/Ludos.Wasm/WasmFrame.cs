namespace Ludos.Wasm;

/// <summary>One function in a trap's backtrace.</summary>
/// <param name="Function">Its index.</param>
/// <param name="Name">From the name section; null when it has none.</param>
/// <param name="CodeOffset">Of the instruction, in the module's file, in bytes; null where it is not known, see <see cref="CompileOptions.ExactTraps"/>.</param>
/// <param name="Source">From the debug information; null when there is none.</param>
public readonly record struct WasmFrame(int Function, string? Name, int? CodeOffset, SourceLine? Source)
{
    public override string ToString() =>
        $"{Name ?? "function"} (#{Function}){(CodeOffset is { } at ? $", offset 0x{at:x}" : "")}{(Source is { } source ? $", {source}" : "")}";
}
