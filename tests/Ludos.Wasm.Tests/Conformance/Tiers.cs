using Ludos.Wasm.Tests.Compilation.Splitting;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The ways in which bounds are checked; the suite runs in each that this machine has.</summary>
internal static class Tiers
{
    public const string Explicit = "explicit";
    public const string Guard = "guard";

    /// <summary>Explicit, with every function divided at random places.</summary>
    public const string Divided = "divided";

    private const int SplitSeed = 20261121;

    public static IReadOnlyList<string> All { get; } = GuardTier.IsAvailable ? [Explicit, Guard, Divided] : [Explicit, Divided];

    public static CompileOptions Options(string tier) => tier switch
    {
        Explicit => new CompileOptions { Tier = BoundsTier.Explicit },
        Guard => new CompileOptions { Tier = BoundsTier.Guard },
        Divided => new CompileOptions { Tier = BoundsTier.Explicit, Divider = new RandomDivider(SplitSeed).Divide },
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "No such tier."),
    };
}
