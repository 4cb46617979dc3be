namespace Ludos.State;

/// <summary>An event on its way to the file, with what belongs to it.</summary>
/// <param name="Step">The step that it precedes.</param>
internal sealed record RecordedHappening(ulong Step, LogEvent Event, LogPart? Part, RegionContent[] Published);
