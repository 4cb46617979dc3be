namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The ways in which bounds are checked; the suite runs in each.</summary>
internal static class Tiers
{
    public const string Explicit = "explicit";

    public static IReadOnlyList<string> All { get; } = [Explicit];

    public static CompileOptions Options(string tier) => tier == Explicit ? new CompileOptions() : throw new ArgumentOutOfRangeException(nameof(tier), tier, "No such tier.");
}
