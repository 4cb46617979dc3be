namespace Ludos.State;

/// <summary>
/// Copies what changed since the last capture out of a world's regions, between two ticks. On the thread that ticks; allocates nothing, waits for nothing.
/// </summary>
internal sealed class WorldCapture : IDisposable
{
    /// <summary>Looks at a region that somebody else publishes right now.</summary>
    private const int MaxLooks = 4;

    private readonly RegionReader[] _readers;
    private readonly ulong[] _captured;

    /// <param name="regions">As the log numbers them.</param>
    public WorldCapture(IReadOnlyList<Region> regions)
    {
        _readers = [.. regions.Select(region => region.OpenReader())];
        _captured = new ulong[regions.Count];
    }

    public void Take(WorldFrame frame)
    {
        for (var index = 0; index < _readers.Length; index++)
        {
            frame.HasContent[index] = _readers[index].Region.Epoch != _captured[index] && TryCopy(index, frame);
            frame.Epochs[index] = _captured[index];
        }
    }

    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }
    }

    /// <summary>False when somebody else published over it each time: the next capture will have it.</summary>
    private bool TryCopy(int index, WorldFrame frame)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            using var scope = _readers[index].Pin();
            var epoch = scope.Epoch;
            scope.Bytes.CopyTo(frame.Content(index));
            if (scope.Close() == ReadOutcome.Ok)
            {
                _captured[index] = epoch;
                return true;
            }
        }

        return false;
    }
}
