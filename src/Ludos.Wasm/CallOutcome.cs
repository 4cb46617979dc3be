using Ludos.Wasm.Debugging;

namespace Ludos.Wasm;

/// <summary>How one call into wasm ended. Success carries nothing and allocates nothing. Equal when trap, detail and exception are.</summary>
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

    /// <summary>
    /// The wasm functions that were being called, the innermost first, down to the host's call; at most <see cref="Backtrace.MaxFrames"/>. Worked out
    /// when asked for. Empty on success. A function that the just-in-time compiler took into its caller has no frame of its own, unless it trapped.
    /// </summary>
    public IReadOnlyList<WasmFrame> Frames => Raised is null ? [] : Backtrace.Of(Raised);

    internal Exception? Raised { get; init; }

    public bool Equals(CallOutcome other) => Trap == other.Trap && Detail == other.Detail && ReferenceEquals(Exception, other.Exception);

    public override int GetHashCode() => HashCode.Combine(Trap, Detail);
}
