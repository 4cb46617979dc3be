using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>Looks through the attachers' pin pages for claims that no reader makes. Harmless as they are, they say that a process is not what it should be.</summary>
internal sealed unsafe class PinAudit(PinPages pins)
{
    private const int LikeliestMostSleepers = 1 << 20;

    private readonly HashSet<int> _toldPids = [];

    /// <param name="regions">Those that only the owner writes: the epoch of another proves nothing.</param>
    internal void Look(IEnumerable<RegionMemory> regions, List<ArenaDamage> found)
    {
        foreach (var region in regions)
        {
            for (var place = 1; place < pins.Places; place++)
            {
                var pid = pins.PidAt(place);
                if (pid != 0 && Complaint(pins.Line(place, region.Index), region) is { } complaint && pins.PidAt(place) == pid && _toldPids.Add(pid))
                {
                    found.Add(new ArenaDamage(region.Schema.Name, DamageKind.PinForged, pid, $"Process {pid} {complaint} region '{region.Schema.Name}'."));
                }
            }
        }
    }

    /// <summary>The process has gone; a later one with its number is told anew.</summary>
    internal void Forget(int pid) => _toldPids.Remove(pid);

    private static string? Complaint(PinLine* line, RegionMemory region)
    {
        for (var index = 0; index < ArenaLayout.PinsPerLine; index++)
        {
            // The pin before the word: an honest pin is a word that was, and epochs only grow.
            var pin = Volatile.Read(ref *PinPages.Pin(line, index));
            var (slot, epoch) = (SlotWord.Slot(pin), SlotWord.Epoch(pin));
            if (pin != 0 && (slot >= region.Slots || epoch == 0 || epoch > SlotWord.Epoch(region.ReadWord())))
            {
                return $"pins slot {slot} at epoch {epoch} of";
            }
        }

        var sleepers = Volatile.Read(ref line->Sleepers);
        return sleepers is < 0 or > LikeliestMostSleepers ? $"claims {sleepers} sleepers on" : null;
    }
}
