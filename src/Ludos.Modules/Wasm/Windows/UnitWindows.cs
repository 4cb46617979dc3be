using System.Runtime.InteropServices;
using Ludos.State;

namespace Ludos.Modules;

/// <summary>How the regions that one unit declares get into its windows and out of them. Tick thread only; allocates nothing.</summary>
internal sealed unsafe class UnitWindows : IDisposable
{
    private readonly Window[] _reads;
    private readonly Window[] _previous;
    private readonly byte*[] _latches;
    private readonly Window[] _carried;
    private readonly Window[] _written;
    private readonly RegionWriter[] _writers;
    private readonly Window[] _others;
    private readonly Window[] _all;
    private readonly (int Start, int Length)[] _keep;
    private readonly PlacedWindows _placed;
    private bool _isLatched;

    /// <param name="windows">Copies, by region.</param>
    /// <param name="all">Every copy of the instance.</param>
    /// <param name="placed">Windows whose place the host chose; those of them that are copies are in <paramref name="windows"/> too.</param>
    public UnitWindows(UnitDescriptor unit, Dictionary<string, Window> windows, Window[] all, PlacedWindows placed, IRegionTable regions)
    {
        _placed = placed;
        _reads = [.. unit.Reads.Where(windows.ContainsKey).Select(name => windows[name])];
        _previous = [.. unit.ReadsPrevious.Where(windows.ContainsKey).Select(name => windows[name])];
        _latches = new byte*[_previous.Length];
        _carried = [.. unit.Writes.Except(unit.Replaces).Where(windows.ContainsKey).Select(name => windows[name])];
        _written = [.. unit.Writes.Where(windows.ContainsKey).Select(name => windows[name])];
        _writers = [.. unit.Writes.Where(windows.ContainsKey).Select(regions.Writer)];
        _all = all;
        Window[] kept = [.. _reads.Concat(_previous).Concat(_carried)];
        _others = [.. all.Except(kept)];
        _keep = [.. kept.Where(window => !placed.Holds(window.Address)).Select(window => (window.Address, window.SizeBytes)).Concat(placed.Kept).OrderBy(range => range.Item1)];
    }

    /// <summary>Ranges that <see cref="TryCopyIn"/> sees to, ascending.</summary>
    public ReadOnlySpan<(int Start, int Length)> Keep => _keep;

    /// <summary>Copies what is read as previous aside; the next <see cref="TryCopyIn"/> takes it from there.</summary>
    public void Latch()
    {
        for (int index = 0; index < _previous.Length; index++)
        {
            if (_latches[index] is null) _latches[index] = (byte*)NativeMemory.AlignedAlloc((nuint)_previous[index].SizeBytes, ModuleLimits.AlignmentBytes);
            _previous[index].Region.Front.CopyTo(new Span<byte>(_latches[index], _previous[index].SizeBytes));
        }

        _isLatched = true;
    }

    /// <summary>Shows the unit what a call sees; a copy that still holds its region's front is left as it is. False when a region cannot be mapped any more.</summary>
    public bool TryCopyIn()
    {
        foreach (Window window in _others) window.Held = Window.Nothing;
        foreach (Window window in _reads) window.CopyInToRead();
        for (int index = 0; index < _previous.Length; index++)
        {
            if (_isLatched) new ReadOnlySpan<byte>(_latches[index], _previous[index].SizeBytes).CopyTo(_previous[index].Bytes);
            else _previous[index].CopyIn();
            _previous[index].Held = Window.Nothing;
        }

        _isLatched = false;
        foreach (Window window in _carried)
        {
            if (window.Held != window.Region.Epoch) window.CopyIn();
        }

        foreach (Window window in _placed.Replaced) window.Bytes.Clear();
        return _placed.TryBegin();
    }

    /// <summary>Publishes every region written.</summary>
    public void Publish()
    {
        for (int index = 0; index < _written.Length; index++) _written[index].Publish(_writers[index]);
        _placed.Publish();
    }

    /// <summary>Nothing of the call counts, and nothing is known of any copy of the instance any more.</summary>
    public void Forget()
    {
        _placed.Discard();
        foreach (Window window in _all) window.Held = Window.Nothing;
    }

    public void Dispose()
    {
        _placed.Dispose();
        for (int index = 0; index < _latches.Length; index++)
        {
            NativeMemory.AlignedFree(_latches[index]);
            _latches[index] = null;
        }
    }
}
