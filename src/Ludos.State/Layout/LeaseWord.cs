using Ludos.Platform.Processes;

namespace Ludos.State;

/// <summary>
/// The holder of a lease in one word, so that taking it is one compare-and-swap: process number above, the low half of its start time below.
/// A later process with the same number and the same low half would have to start a whole number of 497-day spans later.
/// </summary>
internal static class LeaseWord
{
    private const int PidShift = 32;

    internal static ulong Of(ProcessIdentity holder) => ((ulong)(uint)holder.Pid << PidShift) | (uint)holder.StartTicks;

    internal static bool IsHolderAlive(ulong lease) =>
        ProcessIdentity.Of((int)(lease >> PidShift)) is { } now && (uint)now.StartTicks == (uint)lease;

    internal static int Pid(ulong lease) => (int)(lease >> PidShift);
}
