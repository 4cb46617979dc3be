using System.Collections.Concurrent;
using System.Globalization;
using Ludos.Platform.Processes;
using Ludos.Runtime.Observability;
using Ludos.State;

namespace Ludos.Runtime.Control;

/// <summary>Does what processes attached to the arena ask for: lines in trace and markers, so many a second, and samples of input through the broker. Thread-safe.</summary>
internal sealed class PeerDesk(GameSession session) : IPeerDesk
{
    /// <summary>Lines of trace and markers that one process may write at once, and then each second.</summary>
    internal const int LinesASecond = 50;

    private readonly ConcurrentDictionary<ProcessIdentity, LineBudget> _budgets = new();

    public PeerOutcome Log(ProcessIdentity peer, string text)
    {
        if (!MaySpeak(peer))
        {
            return PeerOutcome.TooOften;
        }

        session.Trace.Add(session.Tick, Name(peer), Printable(text));
        return PeerOutcome.Done;
    }

    public PeerOutcome Mark(ProcessIdentity peer, string text)
    {
        if (!MaySpeak(peer))
        {
            return PeerOutcome.TooOften;
        }

        session.Markers.Mark(MarkerKind.Note, session.Tick, Name(peer), Printable(text));
        return PeerOutcome.Done;
    }

    public PeerOutcome Intent(ProcessIdentity peer, PeerIntentSample sample)
    {
        // A script's controls are the recorded session's own; a device of that kind would be beside it.
        var device = (InputDevice)sample.Device;
        if (!Enum.IsDefined(device) || device == InputDevice.Script)
        {
            return PeerOutcome.BadFrame;
        }

        session.Input.Submit(new InputSample(device, sample.Control, sample.Value, sample.Value2));
        return PeerOutcome.Done;
    }

    /// <summary>A game has no use for loose segments.</summary>
    public PeerOutcome Give(ProcessIdentity peer, OwnedSegment segment)
    {
        segment.Dispose();
        return PeerOutcome.Refused;
    }

    public void Left(ProcessIdentity peer)
    {
        _ = _budgets.TryRemove(peer, out _);
        session.Trace.Add(session.Tick, "runtime", string.Create(CultureInfo.InvariantCulture, $"process {peer.Pid} left the arena"));
    }

    private static string Name(ProcessIdentity peer) => string.Create(CultureInfo.InvariantCulture, $"process-{peer.Pid}");

    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private bool MaySpeak(ProcessIdentity peer) => _budgets.GetOrAdd(peer, _ => new LineBudget(LinesASecond, session.NowNs)).TryTake(session.NowNs);

    /// <summary>A bucket that fills with time. One process's requests come on one thread.</summary>
    private sealed class LineBudget(int perSecond, long nowNs)
    {
        private const long SecondNs = 1_000_000_000;
        private long _fullAtNs = nowNs;

        internal bool TryTake(long nowNs)
        {
            var each = SecondNs / perSecond;
            var next = Math.Max(_fullAtNs, nowNs) + each;
            if (next - nowNs > SecondNs)
            {
                return false;
            }

            _fullAtNs = next;
            return true;
        }
    }
}
