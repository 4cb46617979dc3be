namespace Ludos.Runtime;

/// <summary>How one swap ended.</summary>
/// <param name="Outcome">promoted, rolledBack or refused.</param>
/// <param name="Reason">Why it was refused or rolled back; empty when promoted.</param>
/// <param name="Differences">What keeps the two versions from sharing a world, one line each; empty unless refused for that.</param>
/// <param name="PrepareMs">Verifying, compiling and instantiating, beside the running game.</param>
/// <param name="FlipTick">The first tick that the new code ran; -1 when none.</param>
/// <param name="PauseMs">The worst lateness or overrun of a tick from the request to two ticks after the flip.</param>
public sealed record SwapReport(
    string Module,
    string FromVersion,
    string ToVersion,
    string FromDigest,
    string ToDigest,
    string Outcome,
    string Reason,
    IReadOnlyList<string> Differences,
    double PrepareMs,
    long FlipTick,
    double PauseMs)
{
    public const string Promoted = "promoted";
    public const string RolledBack = "rolledBack";
    public const string Refused = "refused";
}
