namespace Ludos.Wasm.Tests.Scripts;

/// <summary>The suite's words for a trap, and ours.</summary>
internal static class TrapMessages
{
    private static readonly (string Prefix, TrapKind Kind)[] Known =
    [
        ("unreachable", TrapKind.Unreachable),
        ("out of bounds memory access", TrapKind.MemoryOutOfBounds),
        ("unaligned atomic", TrapKind.UnalignedAtomic),
        ("expected shared memory", TrapKind.WaitOnUnshared),
        ("out of bounds table access", TrapKind.TableOutOfBounds),
        ("undefined element", TrapKind.TableOutOfBounds),
        ("uninitialized element", TrapKind.UninitializedElement),
        ("indirect call type mismatch", TrapKind.IndirectCallTypeMismatch),
        ("integer divide by zero", TrapKind.IntegerDivideByZero),
        ("integer overflow", TrapKind.IntegerOverflow),
        ("invalid conversion to integer", TrapKind.InvalidConversionToInteger),
        ("call stack exhausted", TrapKind.StackExhausted),
        ("null ", TrapKind.NullReference),
        ("cast failure", TrapKind.CastFailure),
        ("out of bounds array access", TrapKind.ArrayOutOfBounds),
    ];

    /// <returns><see cref="TrapKind.None"/> for words that no trap has, which no call can match.</returns>
    public static TrapKind KindOf(string message) =>
        Known.FirstOrDefault(entry => message.StartsWith(entry.Prefix, StringComparison.Ordinal)).Kind;
}
