namespace Ludos.Wasm;

/// <summary>How one call into wasm ended. Success carries nothing and allocates nothing.</summary>
/// <param name="Trap"><see cref="TrapKind.None"/> on success.</param>
/// <param name="Detail">For a trap: one sentence with the wasm function's name or index where known; else null.</param>
public readonly record struct CallOutcome(TrapKind Trap, string? Detail)
{
    public static CallOutcome Ok => default;

    public bool IsOk => Trap == TrapKind.None;
}
