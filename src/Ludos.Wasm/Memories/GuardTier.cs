using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>Whether <see cref="BoundsTier.Guard"/> can be had in this process. Found out once, by trying it; thread-safe.</summary>
public static class GuardTier
{
    /// <summary>Set to 0 before the first module is compiled, this keeps the process to <see cref="BoundsTier.Explicit"/>.</summary>
    public const string EnvironmentVariable = "LUDOS_WASM_GUARD";

    private static readonly Lazy<string?> Failure = new(GuardSelfTest.Run);

    public static bool IsAvailable => Failure.Value is null;

    /// <summary>Why not, as a sentence; null when it is available.</summary>
    public static string? UnavailableBecause => Failure.Value;
}
