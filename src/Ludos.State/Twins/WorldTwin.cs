using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>
/// A private copy of a set of regions as they were at one instant. Works while writers of this or other processes publish, and never makes them wait.
/// The instant is one of memory, not of a tick: between ticks it is a tick's world; in the middle of one, some regions are of the tick and some of the one before.
/// Buffers are made once and reused, and regions that have not moved are not copied again. For one thread at a time.
/// </summary>
public sealed unsafe class WorldTwin : IDisposable
{
    /// <summary>Looks at all regions before their writers are taken to be too quick.</summary>
    private const int MaxLooks = 256;

    /// <summary>Copies that may be overrun.</summary>
    private const int MaxCopies = 16;

    private const int Alignment = 64;
    private const ulong NoEpoch = 0;

    private readonly Place[] _places;
    private readonly Dictionary<Region, Place> _byRegion;
    private bool _isWhole;
    private bool _isDisposed;

    private WorldTwin(IReadOnlyList<Region> regions)
    {
        // A region of one slot is written where it is read: the sooner it is copied, the less often it is overrun.
        _places = [.. regions.OrderBy(region => region.Schema.Slots == 1 ? 0 : 1).Select(region => new Place(region))];
        _byRegion = _places.ToDictionary(place => place.Region);
    }

    /// <summary>A twin of these regions, each named once, with buffers of their sizes. It holds nothing until <see cref="Take"/>.</summary>
    /// <exception cref="ArgumentException">A region occurs twice.</exception>
    public static WorldTwin Create(IReadOnlyList<Region> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return regions.Distinct().Count() == regions.Count ? new WorldTwin(regions) : throw new ArgumentException("A region occurs twice.", nameof(regions));
    }

    /// <summary>Bytes copied by the last <see cref="Take"/> that succeeded.</summary>
    public long CopiedBytes { get; private set; }

    /// <summary>
    /// Makes the twin equal to its regions at one instant within the call. Bounded work; allocates nothing.
    /// All regions are pinned and then looked at once more: if none has moved, then at the moment between all were at the epochs that are pinned.
    /// </summary>
    public TwinOutcome Take()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        CopiedBytes = 0;
        for (var copy = 0; copy < MaxCopies; copy++)
        {
            if (!TryPin())
            {
                Unpin();
                return TwinOutcome.NoInstant;
            }

            if (TryCopy())
            {
                _isWhole = true;
                return TwinOutcome.Ok;
            }
        }

        return TwinOutcome.Overrun;
    }

    /// <summary>The region's content at the instant; valid until the next <see cref="Take"/>.</summary>
    /// <exception cref="InvalidOperationException">The twin holds nothing.</exception>
    public ReadOnlySpan<byte> Content(Region region) => Of(region).Bytes;

    /// <summary>The region's epoch at the instant.</summary>
    /// <exception cref="InvalidOperationException">The twin holds nothing.</exception>
    public ulong Epoch(Region region) => Of(region).Held;

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (var place in _places)
        {
            place.Dispose();
        }
    }

    private Place Of(Region region)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_isWhole)
        {
            throw new InvalidOperationException("The twin holds nothing: no attempt to take it has succeeded.");
        }

        return _byRegion.TryGetValue(region, out var place) ? place : throw new ArgumentException($"The twin is not of region '{region?.Name}'.", nameof(region));
    }

    /// <summary>Pins what moved until a look at all finds that nothing did.</summary>
    private bool TryPin()
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            var hasMoved = false;
            foreach (var place in _places)
            {
                hasMoved |= place.PinIfMoved();
            }

            if (!hasMoved)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryCopy()
    {
        var isWhole = true;
        _isWhole = false;
        foreach (var place in _places)
        {
            isWhole &= place.TryCopy(out var copied);
            CopiedBytes += copied;
        }

        return isWhole;
    }

    private void Unpin()
    {
        foreach (var place in _places)
        {
            place.Unpin();
        }
    }

    /// <summary>One region's reader and buffer.</summary>
    private sealed class Place(Region region) : IDisposable
    {
        private readonly RegionReader _reader = region.OpenReader();
        private byte* _buffer = Buffer(region);
        private ulong _pinned;
        private bool _isPinned;
        private int _length;

        internal Region Region => region;

        /// <summary>The epoch whose content lies in the buffer, or <see cref="NoEpoch"/>.</summary>
        internal ulong Held { get; private set; }

        internal ReadOnlySpan<byte> Bytes => new(_buffer, _length);

        internal bool PinIfMoved()
        {
            if (_isPinned && region.Epoch == _pinned)
            {
                return false;
            }

            Unpin();
            _pinned = _reader.Pin().Epoch;
            _isPinned = true;
            return true;
        }

        internal bool TryCopy(out long copied)
        {
            copied = 0;
            if (_pinned == Held)
            {
                Unpin();
                return true;
            }

            var scope = _reader.Reopen();
            Held = NoEpoch;
            scope.Bytes.CopyTo(new Span<byte>(_buffer, (int)region.SizeBytes));
            _length = scope.Bytes.Length;
            copied = _length;
            _isPinned = false;
            if (scope.Close() != ReadOutcome.Ok)
            {
                return false;
            }

            Held = _pinned;
            return true;
        }

        internal void Unpin()
        {
            if (_isPinned)
            {
                _ = _reader.Reopen().Close();
                _isPinned = false;
            }
        }

        public void Dispose()
        {
            Unpin();
            _reader.Dispose();
            NativeMemory.AlignedFree(_buffer);
            _buffer = null;
        }

        /// <summary>Touched at once, so that the first copy meets no page that the system has yet to give; but a region that may grow seldom needs all that it may.</summary>
        private static byte* Buffer(Region region)
        {
            var buffer = (byte*)NativeMemory.AlignedAlloc((nuint)region.SizeBytes, Alignment);
            if (region.Schema.Kind == RegionKind.Fixed)
            {
                NativeMemory.Clear(buffer, (nuint)region.SizeBytes);
            }

            return buffer;
        }
    }
}
