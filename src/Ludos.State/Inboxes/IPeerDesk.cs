using Ludos.Platform.Processes;

namespace Ludos.State;

/// <summary>
/// Does what attached processes ask for in their inboxes. Called only for what the process has the capability for, on one thread a process, several at once. Text is
/// what the process wrote: UTF-8 made whole, up to <see cref="PeerLimits.MaxTextBytes"/> bytes, any characters. Must not throw; takes its time at that process's cost alone.
/// </summary>
public interface IPeerDesk
{
    PeerOutcome Log(ProcessIdentity peer, string text);

    PeerOutcome Mark(ProcessIdentity peer, string text);

    PeerOutcome Intent(ProcessIdentity peer, PeerIntentSample sample);

    /// <summary>A segment that is this process's now; the desk disposes it.</summary>
    PeerOutcome Give(ProcessIdentity peer, OwnedSegment segment);

    /// <summary>The process asks no more: it left, was detached, or died. Last call for it.</summary>
    void Left(ProcessIdentity peer);
}
