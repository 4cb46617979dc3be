namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The ways in which bounds are checked; the suite runs in each that this machine has.</summary>
internal static class Tiers
{
    public const string Explicit = "explicit";
    public const string Guard = "guard";

    public static IReadOnlyList<string> All { get; } = GuardTier.IsAvailable ? [Explicit, Guard] : [Explicit];

    public static CompileOptions Options(string tier) => tier switch
    {
        Explicit => new CompileOptions { Tier = BoundsTier.Explicit },
        Guard => new CompileOptions { Tier = BoundsTier.Guard },
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "No such tier."),
    };
}
