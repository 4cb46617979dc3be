namespace Ludos.Runtime;

/// <summary>How a switch of several modules ended; all of them ended the same way.</summary>
/// <param name="Outcome">One of the outcomes of <see cref="SwapReport"/>.</param>
/// <param name="Reason">Why it was refused or rolled back; empty when promoted.</param>
/// <param name="Modules">A report each, in the order of the game's modules.</param>
/// <param name="PrepareMs">Compiling and instantiating all of them, beside the running game.</param>
/// <param name="FlipTick">The first tick that the new code ran; -1 when none.</param>
/// <param name="PauseMs">The worst lateness or overrun of a tick from the request to two ticks after the flip.</param>
public sealed record SwitchReport(string Outcome, string Reason, IReadOnlyList<SwapReport> Modules, double PrepareMs, long FlipTick, double PauseMs);
