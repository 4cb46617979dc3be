namespace Ludos.Wasm.Execution;

/// <summary>Unwinds wasm frames to the boundary of the host's call; never seen outside this assembly.</summary>
internal sealed class WasmTrapException(TrapKind kind, int function, string detail, int codeOffset) : Exception(detail)
{
    public TrapKind Kind { get; } = kind;

    /// <summary>Index of the function that trapped; negative for an initialiser.</summary>
    public int Function { get; } = function;

    /// <summary>Offset of the instruction in the module's file; negative where it is not known.</summary>
    public int CodeOffset { get; } = codeOffset;
}
