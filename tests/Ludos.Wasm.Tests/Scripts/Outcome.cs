namespace Ludos.Wasm.Tests.Scripts;

internal enum OutcomeKind
{
    Passed,
    Failed,

    /// <summary>Not run: the engine does not have a proposal that it needs.</summary>
    Later,

    /// <summary>Not judged: a later version of the standard says the opposite, and the engine does as that says.</summary>
    Superseded,
}

/// <param name="Detail">Why it failed, or the proposal it needs.</param>
internal readonly record struct Outcome(OutcomeKind Kind, string Detail)
{
    public static Outcome Passed => new(OutcomeKind.Passed, "");

    public static Outcome Failed(string why) => new(OutcomeKind.Failed, why);

    public static Outcome Superseded(string by) => new(OutcomeKind.Superseded, by);

    public static Outcome Later(string proposal) => new(OutcomeKind.Later, proposal);
}
