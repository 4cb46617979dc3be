using Ludos.State;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Damage;

/// <summary>Each kind of damage, done by hand to a granted segment, is found once and named; honest work is never taken for it.</summary>
public sealed unsafe class AuditTests : IDisposable
{
    private readonly ServedArena _served = new(serve: new ServeOptions { MayWrite = (_, _) => true });
    private readonly Region _region;
    private readonly Arena _attached;
    private readonly Region _granted;

    public AuditTests()
    {
        _region = _served.Arena.Add(Schemas.Words("r", 64, 3)).Value;
        _attached = Arena.Attach(_served.Socket, AttachOptions.Default).Value;
        _granted = _attached.Find("r").Value;
        using var writer = _granted.AcquireWriter().Value;
        for (var publish = 0; publish < 5; publish++)
        {
            _ = Schemas.PublishPattern(writer);
        }

        Assert.Empty(_served.Arena.Audit());
    }

    private SegmentHead Head => _granted.Memory.Head;

    public void Dispose()
    {
        _attached.Dispose();
        _served.Dispose();
    }

    [Fact]
    public void A_word_that_names_no_slot() => Finds(DamageKind.WordNamesNoSlot, () => *Head.Word = SlotWord.Of(6, 3));

    [Fact]
    public void A_forged_sign_of_a_move() => Finds(DamageKind.WordNamesNoSlot, () => *Head.Word |= 255);

    [Fact]
    public void An_epoch_that_goes_back() => Finds(DamageKind.EpochWentBack, () => *Head.Word = SlotWord.Of(5, 0));

    [Fact]
    public void A_sequence_that_goes_back() => Finds(DamageKind.SequenceWentBack, () => Head.Slot(1)->FillSequence = 0);

    [Fact]
    public void A_fill_under_no_lease() => Finds(DamageKind.FillWithoutLease, () => Head.Slot(2)->FillSequence |= 1);

    [Fact]
    public void Another_identity() => Finds(DamageKind.IdentityChanged, () => Head.Identity->Generation = 1);

    [Fact]
    public void A_lease_in_another_name() => Finds(DamageKind.LeaseForged, () => Head.Lease->Lease = 1UL << 32);

    [Fact]
    public void A_forged_lease_keeps_the_owner_from_nothing()
    {
        Head.Lease->Lease = 1UL << 32;
        using var writer = _region.AcquireWriter().Value;
        Assert.Equal(7UL, Schemas.PublishPattern(writer));
        Assert.True(Schemas.HoldsPattern(_region.Front, 7));
    }

    [Fact]
    public void A_pin_on_a_slot_that_there_is_not()
    {
        var own = _served.Arena.Add(Schemas.Words("own", 8, 3)).Value;
        _ = _attached.Find("own").Value;
        *PinPages.Pin(_attached.Pins.Line(0, own.Memory.Index), 3) = SlotWord.Of(1, 5);
        var found = Assert.Single(_served.Arena.Audit());
        Assert.Equal((DamageKind.PinForged, "own", Environment.ProcessId), (found.Kind, found.Region, found.Pid));
        Assert.Empty(_served.Arena.Audit());
    }

    [Fact]
    public void Honest_writers_and_readers_are_never_accused()
    {
        var (stop, found) = (false, new List<ArenaDamage>());
        var auditing = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                found.AddRange(_served.Arena.Audit());
            }
        });
        auditing.Start();
        using (var reader = _granted.OpenReader())
        {
            for (var round = 0; round < 3000; round++)
            {
                using var writer = _granted.AcquireWriter().Value;
                _ = Schemas.PublishPattern(writer);
                using (writer.Begin(WriteMode.Carry))
                {
                    // Discarded.
                }

                using var scope = reader.Pin();
                Assert.Equal(ReadOutcome.Ok, scope.Close());
            }
        }

        Volatile.Write(ref stop, true);
        auditing.Join();
        Assert.Empty(found);
    }

    [Fact]
    public void What_was_never_granted_cannot_be_restored()
    {
        var own = _served.Arena.Add(Schemas.Words("own", 8, 3)).Value;
        Assert.Equal(ArenaErrorCode.Unsupported, _served.Arena.Restore(own).Fault!.Code);
        Assert.Equal(ArenaErrorCode.NotGranted, _attached.Restore(_granted).Fault!.Code);
    }

    [Fact]
    public void A_writer_whose_region_was_restored_is_told_so()
    {
        using var writer = _granted.AcquireWriter().Value;
        Head.Slot(1)->FillSequence = 0;
        Assert.Equal(DamageKind.SequenceWentBack, Assert.Single(_served.Arena.Audit()).Kind);
        using var scope = writer.Begin(WriteMode.Replace);
        Assert.Equal(7UL, _served.Arena.Restore(_region).Value);
        Assert.Equal(0UL, scope.Publish());
        Assert.True(writer.IsLost);
        _ = Assert.Throws<InvalidOperationException>(() => writer.Begin(WriteMode.Replace).Publish());
        writer.Dispose();
        Assert.True(Schemas.HoldsPattern(_region.Front, 6));
        using var again = _granted.AcquireWriter().Value;
        Assert.Equal(8UL, Schemas.PublishPattern(again));
        Assert.True(Schemas.HoldsPattern(_region.Front, 8));
    }

    private void Finds(DamageKind kind, Action damage)
    {
        damage();
        var found = Assert.Single(_served.Arena.Audit());
        Assert.Equal((kind, "r", Environment.ProcessId), (found.Kind, found.Region, found.Pid));
        Assert.Contains("'r'", found.Detail, StringComparison.Ordinal);
        Assert.False(_region.IsHealthy);
        Assert.Empty(_served.Arena.Audit());
        Assert.Equal(7UL, _served.Arena.Restore(_region).Value);
        Assert.True(Schemas.HoldsPattern(_region.Front, 6));
        Assert.True(_region.IsHealthy);
        Assert.Empty(_served.Arena.Audit());
    }
}
