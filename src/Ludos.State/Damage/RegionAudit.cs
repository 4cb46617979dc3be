using Ludos.Platform.Processes;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// What the owner remembers of one region that another process may write: how far its numbers had come, and the last content that was whole. All of it lies in
/// the owner's own memory. For one thread at a time.
/// </summary>
internal sealed unsafe class RegionAudit
{
    private const ulong MostEpochsUnseen = 1UL << 32;

    private readonly RegionMemory _memory;
    private readonly RegionStamp _stamp;
    private readonly ulong[] _sequences;
    private readonly byte[] _kept;
    private readonly HashSet<DamageKind> _told = [];
    private ulong _epoch;

    private RegionAudit(RegionMemory memory, RegionStamp stamp, ProcessIdentity grantee)
    {
        _memory = memory;
        _stamp = stamp;
        Grantee = grantee;
        _sequences = new ulong[memory.Slots];
        _kept = new byte[memory.SizeBytes];
    }

    internal RegionMemory Memory => _memory;

    /// <summary>Who was granted the region's segment; it may have died since.</summary>
    internal ProcessIdentity Grantee { get; }

    /// <summary>The content of the last epoch that an audit found whole.</summary>
    internal ReadOnlySpan<byte> Kept => _kept;

    /// <summary>Above every epoch that a reader may have seen: those since the last audit too, unless the word names one that no writer reaches in that time.</summary>
    internal ulong NextEpoch
    {
        get
        {
            var shown = SlotWord.Epoch(_memory.ReadWord());
            return (shown > _epoch && shown - _epoch < MostEpochsUnseen ? shown : _epoch) + 1;
        }
    }

    private string Name => _memory.Schema.Name;

    /// <summary>Before the region's new segment is laid: what is there now is whole, since the owner holds the lease.</summary>
    internal static RegionAudit Begin(RegionMemory memory, RegionStamp stamp, ProcessIdentity grantee)
    {
        var audit = new RegionAudit(memory, stamp, grantee) { _epoch = SlotWord.Epoch(memory.WriterWord) };
        for (var slot = 0; slot < memory.Slots; slot++)
        {
            audit._sequences[slot] = memory.SlotRecord(slot)->FillSequence;
        }

        new ReadOnlySpan<byte>(memory.SlotBytes(memory.SafeSlot(memory.WriterWord)), memory.SizeBytes).CopyTo(audit._kept);
        return audit;
    }

    /// <summary>Looks once. A kind of damage is told once, until the region is restored.</summary>
    internal void Look(RegionReader reader, List<ArenaDamage> found)
    {
        var before = found.Count;
        LookAtIdentity(found);
        LookAtWord(found);
        LookAtSequences(found);
        LookAtLease(found);
        _memory.IsDamaged |= found.Count > before;
        if (!_memory.IsDamaged)
        {
            Keep(reader);
        }
    }

    private void LookAtIdentity(List<ArenaDamage> found)
    {
        if (_stamp.Check(_memory.Head, Name) is { } wrong)
        {
            Tell(found, DamageKind.IdentityChanged, wrong.Message);
        }
    }

    private void LookAtWord(List<ArenaDamage> found)
    {
        var word = _memory.ReadWord();
        var (slot, epoch) = (SlotWord.Slot(word), SlotWord.Epoch(word));
        if (slot >= _memory.Slots || epoch == 0)
        {
            Tell(found, DamageKind.WordNamesNoSlot, $"The word of region '{Name}' names slot {slot} at epoch {epoch}; it has {_memory.Slots} slots.");
        }

        if (epoch < _epoch)
        {
            Tell(found, DamageKind.EpochWentBack, $"The epoch of region '{Name}' went back from {_epoch} to {epoch}.");
        }
    }

    private void LookAtSequences(List<ArenaDamage> found)
    {
        for (var slot = 0; slot < _memory.Slots; slot++)
        {
            ref var shared = ref _memory.SlotRecord(slot)->FillSequence;
            var sequence = Volatile.Read(ref shared);
            if (sequence < _sequences[slot])
            {
                Tell(found, DamageKind.SequenceWentBack, $"The fill sequence of slot {slot} of region '{Name}' went back from {_sequences[slot]} to {sequence}.");
                continue;
            }

            _sequences[slot] = sequence;

            // An honest writer closes its fill before it gives the lease up: odd before and after a free lease was seen is odd under no lease.
            if ((sequence & 1) != 0 && Volatile.Read(ref _memory.Head.Lease->Lease) == 0 && Volatile.Read(ref shared) == sequence)
            {
                Tell(found, DamageKind.FillWithoutLease, $"Slot {slot} of region '{Name}' is marked as being filled, and nobody holds the lease.");
            }
        }
    }

    private void LookAtLease(List<ArenaDamage> found)
    {
        var holder = Volatile.Read(ref _memory.Head.Lease->Lease);
        var mayHold = holder == 0 || holder == LeaseWord.Of(Grantee) || (holder == LeaseTaking.Mine && _memory.IsHeldHere);

        // A writer of this process may have let go between the two looks above.
        if (!mayHold && Volatile.Read(ref _memory.Head.Lease->Lease) == holder)
        {
            Tell(found, DamageKind.LeaseForged, $"The lease of region '{Name}' names process {LeaseWord.Pid(holder)}, which was not granted it.");
        }
    }

    private void Keep(RegionReader reader)
    {
        using var scope = reader.Pin();
        if (scope.Epoch <= _epoch)
        {
            return;
        }

        // Copied to its place only once it is known to be whole: a copy made in place could be half of each when the pin is revoked.
        var copy = scope.Bytes.ToArray();
        var epoch = scope.Epoch;
        if (scope.Close() == ReadOutcome.Ok)
        {
            copy.CopyTo(_kept, 0);
            _epoch = epoch;
        }
    }

    private void Tell(List<ArenaDamage> found, DamageKind kind, string detail)
    {
        if (_told.Add(kind))
        {
            found.Add(new ArenaDamage(Name, kind, Grantee.Pid, detail));
        }
    }
}
