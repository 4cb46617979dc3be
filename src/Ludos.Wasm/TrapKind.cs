namespace Ludos.Wasm;

/// <summary>How a call ended. Everything but <see cref="None"/> stopped it part way.</summary>
public enum TrapKind
{
    None,
    Unreachable,
    MemoryOutOfBounds,
    TableOutOfBounds,
    UninitializedElement,
    IndirectCallTypeMismatch,
    IntegerDivideByZero,
    IntegerOverflow,
    InvalidConversionToInteger,
    StackExhausted,

    /// <summary>The instance's fuel ran out: same point on every machine.</summary>
    OutOfFuel,

    /// <summary><see cref="WasmInstance.RequestInterrupt"/> was called while it ran.</summary>
    Interrupted,

    /// <summary>A host function refused; the detail is its message.</summary>
    HostError,
}
