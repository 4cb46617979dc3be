using Ludos.Base.Checksums;
using Ludos.State;
using Ludos.Web.Streaming;

namespace Ludos.Web.Regions;

/// <summary>
/// One region for all pages that watch it. It is read and compared once an epoch, and only when a page has room for it; the delta is encoded once and
/// shared. A page that is further behind gets one delta over all that it missed: the newest wins. Thread-safe.
/// </summary>
internal sealed class RegionFeed : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RegionCopy _copy;
    private readonly ChangeStamps _stamps;
    private readonly DeltaFramePool _pool;
    private readonly EpochWatch _watch;
    private byte[]? _scratch;
    private Action[] _watchers = [];
    private DeltaFrame? _key;
    private DeltaFrame? _step;
    private DeltaFrame? _leap;
    private uint? _checksum;
    private bool _isDisposed;

    public RegionFeed(Region region)
    {
        Region = region;
        var bytes = (int)region.SizeBytes;
        _copy = new RegionCopy(region, 0, bytes);
        _stamps = new ChangeStamps(bytes);
        _pool = new DeltaFramePool((int)RegionDelta.MaxBytes(bytes));
        _watch = new EpochWatch(region, OnMoved);
    }

    public Region Region { get; }

    /// <summary>Epochs that were compared: one comparison each, however many pages watch.</summary>
    public long Comparisons { get; private set; }

    public int FramesMade => _pool.Made;

    /// <summary>Calls <paramref name="moved"/> on the feed's thread whenever the region's epoch moved; it must not block.</summary>
    public void Add(Action moved)
    {
        lock (_lock)
        {
            _watchers = [.. _watchers, moved];
        }
    }

    /// <summary>Returns how many are left.</summary>
    public int Remove(Action moved)
    {
        lock (_lock)
        {
            // Once only: a page may watch the region on several of its feeds.
            var at = Array.IndexOf(_watchers, moved);
            _watchers = at < 0 ? _watchers : [.. _watchers[..at], .. _watchers[(at + 1)..]];
            return _watchers.Length;
        }
    }

    /// <summary>What leads from an epoch that this feed has given out, or from nothing (0), to the newest; null when there is nothing new. Release it.</summary>
    /// <param name="checksum">Whether the frame must name the checksum of the whole content.</param>
    public DeltaFrame? Take(ulong baseEpoch, bool checksum)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return null;
            }

            Refresh();
            if (_copy.Epoch == 0 || _copy.Epoch == baseEpoch)
            {
                return null;
            }

            var frame = baseEpoch == 0 || baseEpoch > _copy.Epoch ? Key() : baseEpoch == _step?.BaseEpoch ? _step : Leap(baseEpoch);
            if (checksum)
            {
                frame.ContentChecksum ??= _checksum ??= Crc32C.Of(_copy.Bytes);
            }

            return frame.Hold();
        }
    }

    /// <summary>Returns when nothing of this reads the arena any more.</summary>
    public void Dispose()
    {
        _watch.Dispose();
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _copy.Dispose();
            }
        }
    }

    private void OnMoved()
    {
        foreach (var moved in Volatile.Read(ref _watchers))
        {
            moved();
        }
    }

    private void Refresh()
    {
        var before = _copy.Epoch;
        if (!_copy.Refresh())
        {
            return;
        }

        _checksum = null;
        Drop(ref _key);
        Drop(ref _leap);
        Drop(ref _step);
        if (before != 0)
        {
            _step = Encode(_copy.Previous, before);
            Comparisons++;
            if (DeltaReader.TryOpen(_step.Bytes.Span, out var delta, out _))
            {
                _stamps.Add(delta.Runs, _copy.Epoch);
            }
        }
    }

    private DeltaFrame Key()
    {
        if (_key is null)
        {
            var frame = _pool.Rent();
            var length = RegionDelta.EncodeKey(_copy.Bytes, Stamp(0), frame.Room).Value;
            _key = frame.Filled(length, 0, _copy.Epoch);
        }

        return _key;
    }

    private DeltaFrame Leap(ulong baseEpoch)
    {
        if (_leap?.BaseEpoch != baseEpoch)
        {
            Drop(ref _leap);
            _scratch ??= new byte[_copy.Bytes.Length];
            _stamps.Mark(_copy.Bytes, baseEpoch, _scratch);
            _leap = Encode(_scratch, baseEpoch);
        }

        return _leap!;
    }

    private DeltaFrame Encode(ReadOnlySpan<byte> before, ulong baseEpoch)
    {
        var frame = _pool.Rent();
        var length = RegionDelta.Encode(before, _copy.Bytes, Stamp(baseEpoch), frame.Room).Value;
        return frame.Filled(length, baseEpoch, _copy.Epoch);
    }

    private DeltaStamp Stamp(ulong baseEpoch) => new(0, Region.Schema.StrideBytes, baseEpoch, _copy.Epoch);

    private static void Drop(ref DeltaFrame? frame)
    {
        frame?.Release();
        frame = null;
    }
}
