using Ludos.State;

namespace Ludos.Runtime.World;

/// <summary>
/// What the world sees of a region that a process outside writes. That process publishes when it likes, so units, hashes and recordings get a copy instead,
/// taken whole when a tick begins: the copy is input like any other, and the outside region is never read inside a tick. Tick thread only; allocates nothing.
/// </summary>
internal sealed class ExternalIntake(Region outside, Region seen, RegionWriter writer, byte[] initial) : IDisposable
{
    /// <summary>Publishes of the other side that may overtake one take; after that the next tick tries again.</summary>
    private const int MaxAttempts = 3;

    private readonly RegionReader _reader = outside.OpenReader();
    private ulong _taken = outside.Epoch;
    private ulong _published = seen.Epoch;

    /// <summary>Takes what is new outside. A copy that was changed by a reset or a rewind is made anew too.</summary>
    public void Take()
    {
        if (outside.Epoch == _taken && seen.Epoch == _published)
        {
            return;
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            using var write = writer.Begin(WriteMode.Replace);
            var read = _reader.Pin();
            read.Bytes.CopyTo(write.Bytes);
            if (read.Close() == ReadOutcome.Ok)
            {
                _published = write.Publish();
                _taken = read.Epoch;
                return;
            }
        }
    }

    /// <summary>First content in the region outside, if nobody alive writes it; else it stays what its writer made it.</summary>
    public void Reset()
    {
        if (!outside.AcquireWriter().TryGet(out var lease, out _))
        {
            return;
        }

        using (lease)
        using (var scope = lease.Begin(WriteMode.Replace))
        {
            initial.CopyTo(scope.Bytes);
            scope.Bytes[initial.Length..].Clear();
            _ = scope.Publish();
        }
    }

    public string Name => outside.Name;

    /// <summary>The copy was given other content: the region outside gets it too, if nobody alive writes it.</summary>
    public bool TryPutBack()
    {
        if (!outside.AcquireWriter().TryGet(out var lease, out _))
        {
            return false;
        }

        using (lease)
        {
            if (!seen.Front.SequenceEqual(outside.Front))
            {
                using var scope = lease.Begin(WriteMode.Replace);
                seen.Front.CopyTo(scope.Bytes);
                _ = scope.Publish();
            }

            (_taken, _published) = (outside.Epoch, seen.Epoch);
        }

        return true;
    }

    public void Dispose() => _reader.Dispose();
}
