namespace Ludos.Wasm.Tests.Scripts;

internal enum OutcomeKind
{
    Passed,
    Failed,

    /// <summary>Not judged: a later version of the standard says the opposite, and the engine does as that says.</summary>
    Superseded,
}

/// <param name="Detail">Why it failed, or what supersedes it.</param>
internal readonly record struct Outcome(OutcomeKind Kind, string Detail)
{
    public static Outcome Passed => new(OutcomeKind.Passed, "");

    public static Outcome Failed(string why) => new(OutcomeKind.Failed, why);

    public static Outcome Superseded(string by) => new(OutcomeKind.Superseded, by);
}
