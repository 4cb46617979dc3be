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

    /// <param name="withVolatile">Whether content of volatile regions is taken too, or only passed over.</param>
    public void Take(WorldFrame frame, bool withVolatile)
    {
        for (var index = 0; index < _readers.Length; index++)
        {
            if (!withVolatile && _readers[index].Region.Schema.IsVolatile)
            {
                frame.HasContent[index] = false;
                _captured[index] = _readers[index].Region.Epoch;
            }
            else
            {
                frame.HasContent[index] = _readers[index].Region.Epoch != _captured[index] && TryCopy(index, frame.Content(index));
            }

            frame.Epochs[index] = _captured[index];
        }
    }

    /// <summary>The epochs that regions are at, whatever was captured of them.</summary>
    public void CopyEpochs(Span<ulong> epochs)
    {
        for (var index = 0; index < _readers.Length; index++)
        {
            epochs[index] = _readers[index].Region.Epoch;
        }
    }

    /// <summary>Copies of all regions that were published since <paramref name="known"/>, or of all; allocates them. <paramref name="known"/> is brought up to date.</summary>
    public RegionContent[] TakeSince(Span<ulong> known, bool all)
    {
        var taken = new List<RegionContent>();
        for (var index = 0; index < _readers.Length; index++)
        {
            if (all || _readers[index].Region.Epoch != known[index])
            {
                var content = new byte[_readers[index].Region.SizeBytes];
                if (TryCopy(index, content))
                {
                    taken.Add(new RegionContent(index, _captured[index], content));
                    known[index] = _captured[index];
                }
            }
        }

        return [.. taken];
    }

    /// <summary>Whether any region is at another epoch than these.</summary>
    public bool Differs(ReadOnlySpan<ulong> epochs)
    {
        for (var index = 0; index < _readers.Length; index++)
        {
            if (_readers[index].Region.Epoch != epochs[index])
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }
    }

    /// <summary>False when somebody else published over it each time: the next capture will have it.</summary>
    private bool TryCopy(int index, Span<byte> destination)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            using var scope = _readers[index].Pin();
            var epoch = scope.Epoch;
            scope.Bytes.CopyTo(destination);
            if (scope.Close() == ReadOutcome.Ok)
            {
                _captured[index] = epoch;
                return true;
            }
        }

        return false;
    }
}
