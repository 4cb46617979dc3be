namespace Ludos.Wasm;

/// <summary>How one call into wasm ended. Success carries nothing and allocates nothing.</summary>
/// <param name="Trap"><see cref="TrapKind.None"/> on success, and when an exception was not caught.</param>
/// <param name="Detail">For anything but success: one sentence, for a trap with the wasm function's name or index where known; else null.</param>
public readonly record struct CallOutcome(TrapKind Trap, string? Detail)
{
    public static CallOutcome Ok => default;

    /// <summary>The wasm exception that nothing caught, with its tag and values; null when there was none. Throw it to hand it on to wasm code further out.</summary>
    public WasmException? Exception { get; private init; }

    public bool IsOk => Trap == TrapKind.None && Exception is null;

    public static CallOutcome Uncaught(WasmException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new CallOutcome(TrapKind.None, exception.Message) { Exception = exception };
    }
}
