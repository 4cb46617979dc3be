namespace Ludos.Wasm.Execution;

/// <summary>Unwinds wasm frames to the boundary of the host's call; never seen outside this assembly.</summary>
internal sealed class WasmTrapException(TrapKind kind, string detail) : Exception(detail)
{
    public TrapKind Kind { get; } = kind;
}
