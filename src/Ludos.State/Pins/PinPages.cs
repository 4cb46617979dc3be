using Ludos.Base;
using Ludos.Platform.Memory;
using Microsoft.Win32.SafeHandles;

namespace Ludos.State;

/// <summary>
/// The pin pages that a writer looks through: place 0 is this process's own, each attacher has one more. Pages come and go while writers read,
/// without a lock: see <see cref="MappingPool"/>. Thread-safe.
/// </summary>
internal sealed unsafe class PinPages : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MappingPool _pool;
    private readonly bool[] _used;
    private readonly byte[] _ownCells;
    private int _places = 1;

    private PinPages(MappingPool pool, int maxRegions)
    {
        _pool = pool;
        _used = new bool[pool.Places];
        _used[0] = true;
        _ownCells = new byte[maxRegions];
    }

    /// <summary>Places worth looking at: all beyond were never used.</summary>
    internal int Places => Volatile.Read(ref _places);

    internal static Result<PinPages, ArenaErrorCode> Create(int maxAttachers, int maxRegions)
    {
        var pool = MappingPool.Reserve(maxAttachers + 1, ControlLayout.PinPageBytes);
        return pool.TryGet(out var value, out var fault) ? new PinPages(value, maxRegions) : fault.ForArena();
    }

    internal PinLine* Line(int place, int region) => (PinLine*)(_pool.Place(place) + (ControlLayout.LineBytes * (region + 1L)));

    /// <summary>Lays this process's own page over place 0: the one that it was handed when it attached.</summary>
    internal bool TryLayOwn(SafeFileHandle descriptor) => _pool.TryLay(0, descriptor);

    /// <summary>Gives an attacher's page a place; -1 when all are taken or the system refuses.</summary>
    internal int Lay(SafeFileHandle descriptor)
    {
        lock (_gate)
        {
            var place = Array.IndexOf(_used, false);
            if (place < 0 || !_pool.TryLay(place, descriptor))
            {
                return -1;
            }

            _used[place] = true;
            Volatile.Write(ref _places, Math.Max(_places, place + 1));
            return place;
        }
    }

    /// <summary>The attacher has gone: its pins and sleepers count no more.</summary>
    internal void Lift(int place)
    {
        lock (_gate)
        {
            // A place that cannot be lifted keeps its page and is not given out again.
            _used[place] = !_pool.TryLift(place);
        }
    }

    /// <summary>A pin of this process for one reader of the region, or null when all seven are in use: that reader then reads unprotected.</summary>
    internal ulong* TakeOwnPin(int region)
    {
        lock (_gate)
        {
            for (var index = 0; index < PinLine.Pins; index++)
            {
                if ((_ownCells[region] & (1 << index)) == 0)
                {
                    _ownCells[region] |= (byte)(1 << index);
                    return PinLine.Pin(Line(0, region), index);
                }
            }

            return null;
        }
    }

    internal void ReturnOwnPin(int region, ulong* pin)
    {
        lock (_gate)
        {
            Volatile.Write(ref *pin, 0);
            _ownCells[region] &= (byte)~(1 << (int)(pin - PinLine.Pin(Line(0, region), 0)));
        }
    }

    public void Dispose() => _pool.Dispose();
}
