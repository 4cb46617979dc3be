using Ludos.Wasm.Tests.Compilation.Splitting;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The ways in which bounds are checked; the suite runs in each that this machine has.</summary>
internal static class Tiers
{
    public const string Explicit = "explicit";
    public const string Guard = "guard";
    public const string Profiled = "profiled";

    /// <summary>Explicit, with every function divided at random places.</summary>
    public const string Divided = "divided";

    private const int SplitSeed = 20261121;

    public static IReadOnlyList<string> All { get; } = GuardTier.IsAvailable ? [Explicit, Guard, Divided] : [Explicit, Divided];

    /// <summary>Ways in which code comes into being, and extras that change it: what it does must be the same.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["eager", "background", "exact traps", Profiled];

    public static CompileOptions Options(string tier) => tier switch
    {
        "eager" => new CompileOptions { Mode = CompileMode.Eager },
        "background" => new CompileOptions { Mode = CompileMode.Background },
        "exact traps" => new CompileOptions { ExactTraps = true },
        Profiled => new CompileOptions { Profile = true },
        Explicit => new CompileOptions { Tier = BoundsTier.Explicit },
        Guard => new CompileOptions { Tier = BoundsTier.Guard },
        Divided => new CompileOptions { Tier = BoundsTier.Explicit, Divider = new RandomDivider(SplitSeed).Divide },
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "No such tier."),
    };
}
