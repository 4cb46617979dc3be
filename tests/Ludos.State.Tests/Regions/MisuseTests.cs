using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Regions;

public sealed class MisuseTests : IDisposable
{
    private readonly Arena _arena = Schemas.NewArena();
    private readonly Region _region;

    public MisuseTests() => _region = _arena.Add(Schemas.Words("r", 8, 3)).Value;

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void One_writer_at_a_time()
    {
        var writer = _region.AcquireWriter().Value;
        var second = _region.AcquireWriter();
        Assert.Equal(ArenaErrorCode.LeaseHeld, second.Fault!.Code);
        Assert.Contains($"process {Environment.ProcessId}", second.Fault.Message);
        writer.Dispose();
        _region.AcquireWriter().Value.Dispose();
        writer.Dispose();
        _ = Assert.Throws<ObjectDisposedException>(() => writer.Begin(WriteMode.Replace).Publish());
    }

    [Fact]
    public void One_open_write_and_one_open_read_at_a_time()
    {
        using var writer = _region.AcquireWriter().Value;
        using var scope = writer.Begin(WriteMode.Replace);
        _ = Assert.Throws<InvalidOperationException>(() => writer.Begin(WriteMode.Replace).Publish());
        using var reader = _region.OpenReader();
        using var read = reader.Pin();
        _ = Assert.Throws<InvalidOperationException>(() => reader.Pin().Epoch);
    }

    [Fact]
    public void A_write_is_published_once()
    {
        using var writer = _region.AcquireWriter().Value;
        _ = Assert.Throws<InvalidOperationException>(() =>
        {
            using var scope = writer.Begin(WriteMode.Replace);
            _ = scope.Publish();
            _ = scope.Publish();
        });
        Assert.Equal(2UL, _region.Epoch);
    }

    [Fact]
    public void A_hold_belongs_to_its_writer_and_ends_when_disposed()
    {
        using var writer = _region.AcquireWriter().Value;
        using var other = _arena.Add(Schemas.Words("other", 8, 3)).Value.AcquireWriter().Value;
        var hold = writer.HoldFront();
        _ = Assert.Throws<InvalidOperationException>(() => other.RepublishSlot(hold));
        hold.Dispose();
        _ = Assert.Throws<InvalidOperationException>(() => writer.RepublishSlot(hold));
    }

    [Fact]
    public void Holds_beyond_the_slots_to_spare_keep_copies()
    {
        using var writer = _region.AcquireWriter().Value;
        var holds = new List<SlotHold>();
        for (var count = 0; count < 5; count++)
        {
            _ = Schemas.PublishPattern(writer);
            holds.Add(writer.HoldFront());
        }

        foreach (var hold in holds)
        {
            writer.RepublishSlot(hold);
            Assert.True(Schemas.HoldsPattern(_region.Front, hold.Epoch));
            hold.Dispose();
        }

        Assert.Equal(11UL, _region.Epoch);
    }

    [Fact]
    public void More_readers_than_pins_still_read_whole_epochs()
    {
        using var writer = _region.AcquireWriter().Value;
        var readers = Enumerable.Range(0, 20).Select(_ => _region.OpenReader()).ToList();
        _ = Schemas.PublishPattern(writer);
        foreach (var reader in readers)
        {
            using var scope = reader.Pin();
            Assert.True(Schemas.HoldsPattern(scope.Bytes, 2));
            Assert.Equal(ReadOutcome.Ok, scope.Close());
        }

        // An unprotected reader is overrun at once, and told so.
        using var last = readers[^1].Pin();
        for (var publish = 0; publish < 3; publish++)
        {
            _ = Schemas.PublishPattern(writer);
        }

        Assert.Equal(ReadOutcome.Revoked, last.Close());
        readers.ForEach(reader => reader.Dispose());
    }
}
