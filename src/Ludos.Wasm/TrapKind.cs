namespace Ludos.Wasm;

/// <summary>How a call ended. Everything but <see cref="None"/> stopped it part way.</summary>
public enum TrapKind
{
    None,
    Unreachable,
    MemoryOutOfBounds,
    TableOutOfBounds,

    /// <summary>An atomic access to an address that is no multiple of its width. Looked at before bounds are.</summary>
    UnalignedAtomic,

    /// <summary>A wait on a memory that no other thread can change.</summary>
    WaitOnUnshared,
    UninitializedElement,
    IndirectCallTypeMismatch,
    IntegerDivideByZero,
    IntegerOverflow,
    InvalidConversionToInteger,
    StackExhausted,

    /// <summary>A null reference where an object, function or exception is needed.</summary>
    NullReference,

    /// <summary>A reference cast to a type that it is not of.</summary>
    CastFailure,

    /// <summary>Elements that an array does not have.</summary>
    ArrayOutOfBounds,

    /// <summary>No room for another struct or array, or an array longer than any may be. When it comes depends on the machine.</summary>
    OutOfHeap,

    /// <summary>The instance's fuel ran out: same point on every machine.</summary>
    OutOfFuel,

    /// <summary><see cref="WasmInstance.RequestInterrupt"/> was called while it ran.</summary>
    Interrupted,

    /// <summary>A store into what the instance was shown to read only; the detail names it.</summary>
    ReadOnlyWindow,

    /// <summary>A host function refused; the detail is its message.</summary>
    HostError,
}
