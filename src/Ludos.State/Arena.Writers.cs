using Ludos.Base;
using Ludos.Platform.Processes;

namespace Ludos.State;

/// <content>Who writes, what is found to be damaged, and how it is mended.</content>
public sealed partial class Arena
{
    private readonly Lock _auditGate = new();
    private readonly PinAudit _pinAudit;
    private uint _followed;

    /// <summary>
    /// Looks whether anyone wrote, where a grant or a pin page lets it, what no honest writer or reader writes. Returns what it found for the first time; a
    /// region stays unhealthy until it is restored. Of each granted region it keeps the last content that was whole. Only the owner audits; call it about once
    /// a second, outside the tick. It copies each granted region that changed.
    /// </summary>
    public IReadOnlyList<ArenaDamage> Audit()
    {
        var found = new List<ArenaDamage>();
        if (_link is not null || _isDisposed)
        {
            return found;
        }

        lock (_auditGate)
        {
            var regions = _regions.InOrder;
            foreach (var audit in Grants.Granted)
            {
                using var reader = regions[audit.Memory.Index].OpenReader();
                audit.Look(reader, found);
            }

            _pinAudit.Look(regions.Select(region => region.Memory).Where(memory => Grants.AuditOf(memory.Index) is null), found);
        }

        return found;
    }

    /// <summary>In an attacher: its inbox and outbox to the owner, once. <see cref="ArenaErrorCode.NotGranted"/> when the owner takes no messages.</summary>
    /// <exception cref="InvalidOperationException">Called in the owner.</exception>
    public Result<PeerRings, ArenaErrorCode> OpenRings()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _link is null ? throw new InvalidOperationException("The arena's owner has no inbox to itself.") : PeerRings.Open(_link);
    }

    /// <summary>
    /// Gives a damaged region a segment that no other process can write, with the content that the last audit found whole, under an epoch above it. Who was
    /// granted the region has lost it, and may ask again. Only the owner restores, at a boundary.
    /// </summary>
    /// <returns>The new epoch.</returns>
    public Result<ulong, ArenaErrorCode> Restore(Region region)
    {
        ArgumentNullException.ThrowIfNull(region);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_link is not null)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.NotGranted, $"Region '{region.Name}' cannot be restored: only the arena's owner restores.");
        }

        lock (_auditGate)
        {
            return Grants.Restore(region.Memory);
        }
    }

    /// <summary>The lease on a region, for a writer of this process; asked for at the owner where this is not the owner. Null when it was taken.</summary>
    internal Fault<ArenaErrorCode>? PrepareToWrite(Region region)
    {
        var memory = region.Memory;
        if (_follower is null)
        {
            return Grants.TakeBack(memory);
        }

        _ = memory.KeepUp();
        if (!_follower.TryHold(memory))
        {
            return LeaseTaking.HeldHere(memory);
        }

        // Held, the region's map stays as it is; what was granted before is good only while it is the region's segment still.
        if (!_follower.MayWrite(memory) && _follower.Grant(memory) is { } refused)
        {
            memory.LetGoHere();
            return refused;
        }

        // Without an answer the writer spares no slot, and readers are revoked instead: never torn.
        if (_link!.Pins().TryGet(out var pages, out _))
        {
            Pins.Replace(pages);
        }

        return LeaseTaking.TakeHeld(memory, grantee: null);
    }

    /// <summary>An attacher has gone. What it had begun to write is ended if it is dead; if it lives, it still has its map, and keeps its lease.</summary>
    internal void Left(int pid, ProcessIdentity? process)
    {
        lock (_auditGate)
        {
            _pinAudit.Forget(pid);
        }

        if (process is { IsAlive: false } dead && !_isDisposed)
        {
            Grants.Reclaim(dead);
        }
    }
}
