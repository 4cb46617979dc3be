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
    private bool _isLatched;

    public UnitWindows(UnitDescriptor unit, Dictionary<string, Window> windows, Window[] all, IRegionTable regions)
    {
        _reads = [.. unit.Reads.Select(name => windows[name])];
        _previous = [.. unit.ReadsPrevious.Select(name => windows[name])];
        _latches = new byte*[_previous.Length];
        _carried = [.. unit.Writes.Except(unit.Replaces).Select(name => windows[name])];
        _written = [.. unit.Writes.Select(name => windows[name])];
        _writers = [.. unit.Writes.Select(regions.Writer)];
        _all = all;
        Window[] kept = [.. _reads.Concat(_previous).Concat(_carried)];
        _others = [.. all.Except(kept)];
        _keep = [.. kept.OrderBy(window => window.Address).Select(window => (window.Address, window.SizeBytes))];
    }

    /// <summary>Ranges that <see cref="CopyIn"/> fills, ascending.</summary>
    public ReadOnlySpan<(int Start, int Length)> Keep => _keep;

    /// <summary>Copies what is read as previous aside; the next <see cref="CopyIn"/> takes it from there.</summary>
    public void Latch()
    {
        for (int index = 0; index < _previous.Length; index++)
        {
            if (_latches[index] is null) _latches[index] = (byte*)NativeMemory.AlignedAlloc((nuint)_previous[index].SizeBytes, ModuleLimits.AlignmentBytes);
            _previous[index].Region.Front.CopyTo(new Span<byte>(_latches[index], _previous[index].SizeBytes));
        }

        _isLatched = true;
    }

    /// <summary>Fills the windows that a call sees; one that still holds its region's front is left as it is.</summary>
    public void CopyIn()
    {
        foreach (Window window in _others) window.Held = Window.Nothing;
        foreach (Window window in _reads)
        {
            window.CopyIn();
            window.Held = Window.Nothing;
        }

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
    }

    /// <summary>Publishes every region written.</summary>
    public void Publish()
    {
        for (int index = 0; index < _written.Length; index++) _written[index].Publish(_writers[index]);
    }

    /// <summary>Nothing is known of any window of the instance any more.</summary>
    public void Forget()
    {
        foreach (Window window in _all) window.Held = Window.Nothing;
    }

    public void Dispose()
    {
        for (int index = 0; index < _latches.Length; index++)
        {
            NativeMemory.AlignedFree(_latches[index]);
            _latches[index] = null;
        }
    }
}
