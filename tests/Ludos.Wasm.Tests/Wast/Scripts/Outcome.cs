namespace Ludos.Wasm.Tests.Wast.Scripts;

internal enum OutcomeKind
{
    Passed,
    Failed,

    /// <summary>Not run: it needs a later proposal.</summary>
    Later,
}

/// <param name="Detail">Why it failed, or the proposal it needs.</param>
/// <param name="Adaptation">What was done to its module first.</param>
internal readonly record struct Outcome(OutcomeKind Kind, string Detail, Adaptation Adaptation = Adaptation.None)
{
    public static Outcome Passed => new(OutcomeKind.Passed, "");

    public static Outcome Failed(string why) => new(OutcomeKind.Failed, why);

    public static Outcome Later(string proposal) => new(OutcomeKind.Later, proposal);
}
