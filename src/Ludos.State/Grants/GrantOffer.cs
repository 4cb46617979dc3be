using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;

namespace Ludos.State;

/// <summary>
/// A region's next segment, made for one grantee and not yet in the directory. While it lasts the owner holds the region's lease. It ends once, installed
/// or dropped; <see cref="Dispose"/> drops what was not installed. Thread-safe.
/// </summary>
internal sealed class GrantOffer(RegionGrants grants, RegionMemory memory, SharedSegment segment, RegionStamp stamp, ProcessIdentity grantee) : IDisposable
{
    /// <summary>How long a boundary may be away; the grantee waits a little longer for the answer.</summary>
    private static readonly TimeSpan BoundaryTimeout = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _ended = new();
    private bool _isEnded;

    internal SharedSegment Segment => segment;

    internal RegionStamp Stamp => stamp;

    internal bool IsInstalled { get; private set; }

    /// <summary>
    /// No new writable map from here on, whoever has the descriptor, and no page given back: the grantee keeps the map that it has. False when the grantee saw
    /// to it that this cannot be.
    /// </summary>
    internal bool TrySeal() => segment.SealFutureWrites() && segment.TryReserveAgain();

    /// <summary>At a boundary: the segment becomes the region's.</summary>
    internal void Install()
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
            IsInstalled = grants.TryInstall(memory, segment, stamp, grantee);
            Drop(!IsInstalled);
            _ended.Set();
        }
    }

    /// <summary>Waits for the boundary, and drops the offer when it did not come: afterwards <see cref="IsInstalled"/> changes no more.</summary>
    internal void EndInTime()
    {
        if (!_ended.Wait(BoundaryTimeout))
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isEnded)
            {
                _isEnded = true;
                Drop(isSegmentOurs: true);
            }
        }
    }

    /// <summary>The lease that lies in the new segment is free; the old segment's, which nobody looks at any more, stays taken.</summary>
    private void Drop(bool isSegmentOurs)
    {
        if (!isSegmentOurs)
        {
            memory.LetGoHere();
            return;
        }

        segment.Dispose();
        if (!memory.IsDisposed)
        {
            LeaseTaking.Release(memory);
        }
    }
}
