using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;
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
    private readonly SafeFileHandle?[] _descriptors;
    private readonly int[] _pids;
    private readonly bool[] _isSealed;
    private readonly byte[] _ownCells;
    private int _places = 1;
    private bool _isDisposed;

    private PinPages(MappingPool pool, int maxRegions)
    {
        _pool = pool;
        _descriptors = new SafeFileHandle?[pool.Places];
        _pids = new int[pool.Places];
        _isSealed = new bool[pool.Places];
        _ownCells = new byte[maxRegions];
    }

    /// <summary>Places worth looking at: all beyond were never used.</summary>
    internal int Places => Volatile.Read(ref _places);

    internal static Result<PinPages, ArenaErrorCode> Create(int maxAttachers, int maxRegions)
    {
        var pool = MappingPool.Reserve(maxAttachers + 1, SegmentLayout.PinPageBytes);
        return pool.TryGet(out var value, out var fault) ? new PinPages(value, maxRegions) : fault.ForArena();
    }

    internal PinLine* Line(int place, int region) => (PinLine*)(_pool.Place(place) + ArenaLayout.PinMap.RegionsOffset + ((long)ArenaLayout.PinMap.RegionsStride * region));

    internal static ulong* Pin(PinLine* line, int index) => &line->Pin0 + index;

    /// <summary>Whether anyone sleeps on the region.</summary>
    internal bool HasSleepers(int region)
    {
        var places = Places;
        for (var place = 0; place < places; place++)
        {
            if (Volatile.Read(ref Line(place, region)->Sleepers) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lays this process's own page over place 0, so that others can be given it. Before any reader is opened.</summary>
    internal bool TryLayOwn(SafeFileHandle descriptor)
    {
        _descriptors[0] = descriptor;
        return _pool.TryLay(0, descriptor, writable: true);
    }

    /// <summary>
    /// Nobody can map the page to write from here on, whatever descriptor of it he gets hold of; who has it mapped keeps it. Only such pages are shown to others.
    /// Its attacher has mapped it by the time that it asks for anything else.
    /// </summary>
    internal void Seal(int place)
    {
        lock (_gate)
        {
            if (!_isDisposed && !_isSealed[place] && _descriptors[place] is { } descriptor)
            {
                _isSealed[place] = SharedSegment.SealFutureWrites(descriptor);
            }
        }
    }

    /// <summary>The process whose page has that place, or 0. The page may be lifted right after.</summary>
    internal int PidAt(int place) => Volatile.Read(ref _pids[place]);

    /// <summary>Gives an attacher's page a place; -1 when all are taken or the system refuses. The descriptor is kept, and closed when the page is lifted.</summary>
    internal int Lay(SafeFileHandle descriptor, int pid)
    {
        lock (_gate)
        {
            for (var place = 1; place < _pool.Places && !_isDisposed; place++)
            {
                if (_descriptors[place] is null)
                {
                    Volatile.Write(ref _pids[place], pid);
                    return LayAt(place, descriptor) ? place : -1;
                }
            }

            return -1;
        }
    }

    /// <summary>The attacher has gone: its pins and sleepers count no more.</summary>
    internal void Lift(int place)
    {
        lock (_gate)
        {
            // A place that cannot be lifted keeps its page and is not given out again.
            if (!_isDisposed && _pool.TryLift(place))
            {
                _descriptors[place]?.Dispose();
                _descriptors[place] = null;
                Volatile.Write(ref _pids[place], 0);
                _isSealed[place] = false;
            }
        }
    }

    /// <summary>Replaces all pages but this process's own by these, which it owns from now on; those that find no place are closed.</summary>
    internal void Replace(IEnumerable<SafeFileHandle> descriptors)
    {
        lock (_gate)
        {
            var place = 1;
            foreach (var descriptor in descriptors)
            {
                if (place < _pool.Places && !_isDisposed)
                {
                    _descriptors[place]?.Dispose();
                    _ = LayAt(place, descriptor);
                    place++;
                }
                else
                {
                    descriptor.Dispose();
                }
            }

            for (; place < _places; place++)
            {
                Lift(place);
            }
        }
    }

    /// <summary>Descriptors, to read only, of every sealed page but one, opened anew for the caller, who closes them.</summary>
    internal List<SafeFileHandle> Descriptors(int except)
    {
        lock (_gate)
        {
            return _isDisposed ? [] : [.. _descriptors.Where((_, place) => _isSealed[place] && place != except).Select(descriptor => SharedSegment.DuplicateToRead(descriptor!)).OfType<SafeFileHandle>()];
        }
    }

    /// <summary>A pin of this process for one reader of the region, or null when all seven are in use: that reader then reads unprotected.</summary>
    internal ulong* TakeOwnPin(int region)
    {
        lock (_gate)
        {
            for (var index = 0; index < ArenaLayout.PinsPerLine; index++)
            {
                if ((_ownCells[region] & (1 << index)) == 0)
                {
                    _ownCells[region] |= (byte)(1 << index);
                    return Pin(Line(0, region), index);
                }
            }

            return null;
        }
    }

    /// <summary>Whether a thread of this process sleeps on the region or has a read of it open.</summary>
    internal bool IsInUseHere(int region)
    {
        var line = Line(0, region);
        var inUse = Volatile.Read(ref line->Sleepers) != 0;
        for (var index = 0; index < ArenaLayout.PinsPerLine; index++)
        {
            inUse |= Volatile.Read(ref *Pin(line, index)) != 0;
        }

        return inUse;
    }

    /// <summary>Clears a pin unless the pages are gone.</summary>
    internal void ClearOwnPin(ulong* pin)
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                Volatile.Write(ref *pin, 0);
            }
        }
    }

    internal void ReturnOwnPin(int region, ulong* pin)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            Volatile.Write(ref *pin, 0);
            _ownCells[region] &= (byte)~(1 << (int)(pin - Pin(Line(0, region), 0)));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var descriptor in _descriptors)
            {
                descriptor?.Dispose();
            }

            _pool.Dispose();
        }
    }

    private bool LayAt(int place, SafeFileHandle descriptor)
    {
        // Read only: what a page says is its attacher's, and a stray write of ours would blame him.
        if (!_pool.TryLay(place, descriptor, writable: false))
        {
            return false;
        }

        _descriptors[place] = descriptor;
        Volatile.Write(ref _places, Math.Max(_places, place + 1));
        return true;
    }
}
