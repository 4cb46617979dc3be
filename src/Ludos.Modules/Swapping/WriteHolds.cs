using Ludos.State;

namespace Ludos.Modules;

/// <summary>The fronts of all regions that a module writes, kept as they were when its code changed. Tick thread only.</summary>
internal sealed class WriteHolds
{
    private readonly RegionWriter[] _writers;
    private readonly SlotHold?[] _holds;

    public WriteHolds(IEnumerable<string> regionNames, IRegionTable regions)
    {
        _writers = [.. regionNames.Select(regions.Writer)];
        _holds = new SlotHold?[_writers.Length];
    }

    public void Take()
    {
        for (int index = 0; index < _writers.Length; index++) _holds[index] = _writers[index].HoldFront();
    }

    public void Release()
    {
        for (int index = 0; index < _holds.Length; index++)
        {
            _holds[index]?.Dispose();
            _holds[index] = null;
        }
    }

    /// <summary>Publishes what is held under new epochs; a region that has not moved since is left as it is.</summary>
    public void Republish()
    {
        for (int index = 0; index < _holds.Length; index++)
        {
            if (_holds[index] is not { } hold || _writers[index].Region.Epoch == hold.Epoch) continue;
            _writers[index].RepublishSlot(hold);
        }

        Release();
    }
}
