using System.Runtime.InteropServices;
using Ludos.Protocols.System.V1;
using RegionKind = Ludos.State.RegionKind;
using Ludos.State.Tests.Layout;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Regions.Dynamic;

public sealed class DynamicRegionTests
{
    private const int Most = 200_000;

    [Fact]
    public void A_slot_grows_and_shrinks_and_keeps_what_fits()
    {
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        var region = arena.Add(Schema(), new byte[10 * sizeof(ulong)]).Value;
        using var writer = region.AcquireWriter().Value;
        using (var write = writer.Begin(WriteMode.Carry))
        {
            Assert.Equal(10, Words(write.Bytes).Length);
            Words(write.Bytes).Fill(7);
            Assert.Null(write.Resize(50_000));
            Assert.Equal(50_000, Words(write.Bytes).Length);
            Assert.True(Words(write.Bytes)[..10].IndexOfAnyExcept(7UL) < 0);
            Assert.True(Words(write.Bytes)[10..].IndexOfAnyExcept(0UL) < 0);
            Words(write.Bytes)[^1] = 9;
            _ = write.Publish();
        }

        Assert.Equal(50_000 * sizeof(ulong), region.Front.Length);
        using (var write = writer.Begin(WriteMode.Patch))
        {
            Assert.Equal(9UL, Words(write.Bytes)[^1]);
            Assert.Null(write.Resize(3));
            Assert.True(Words(write.Bytes).SequenceEqual([7UL, 7UL, 7UL]));
            MemoryMarshal.Write(write.Change(8, 8), 8UL);
            Assert.Null(write.Resize(5));
            Assert.True(Words(write.Bytes).SequenceEqual([7UL, 8UL, 7UL, 0UL, 0UL]));
            _ = write.Publish();
        }

        Assert.Equal(5 * sizeof(ulong), region.Front.Length);
        using (var write = writer.Begin(WriteMode.Carry))
        {
            Assert.Null(write.Resize(0));
            Assert.True(write.Bytes.IsEmpty);
            _ = write.Publish();
        }

        Assert.True(region.Front.IsEmpty);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 3)]
    public void Every_reader_sees_the_length_and_content_of_its_epoch_or_is_told(int slots, int seed)
    {
        var chance = new Mutations((ulong)seed * 31);
        using var served = new ServedArena();
        var region = served.Arena.Add(Schema(slots)).Value;
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        using var writer = region.AcquireWriter().Value;
        using var near = region.OpenReader();
        using var far = attached.Find("d").Value.OpenReader();
        var lengths = new Dictionary<ulong, int> { [1] = 0 };
        var revoked = 0;
        for (var step = 0; step < 3_000; step++)
        {
            using var pinned = (chance.Below(2) == 0 ? near : far).Pin();
            var publishes = chance.Below(slots + 1);
            for (; publishes > 0; publishes--)
            {
                Publish(writer, chance, lengths);
            }

            var holds = Holds(pinned.Bytes, pinned.Epoch, lengths[pinned.Epoch]);
            if (pinned.Close() == ReadOutcome.Revoked)
            {
                revoked++;
            }
            else
            {
                Assert.True(holds, $"epoch {pinned.Epoch}, {pinned.Bytes.Length} bytes");
            }

            Assert.True(Holds(region.Front, region.Epoch, lengths[region.Epoch]));
        }

        Assert.True(region.Epoch > 1_000);
        Assert.True(revoked < 3_000);
    }

    [Theory]
    [InlineData(3, 5_000)]
    [InlineData(4, 131_072)]
    [InlineData(3, 1)]
    public void Within_its_capacity_a_region_never_runs_out_of_room(int slots, int most)
    {
        var chance = new Mutations((ulong)most);
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        using var writer = arena.Add(Schema(slots, most)).Value.AcquireWriter().Value;
        for (var publish = 0; publish < 20_000; publish++)
        {
            using var write = writer.Begin(WriteMode.Replace);
            var size = most >> chance.Below(18);
            Assert.Null(write.Resize(chance.Below(size + 1)));
            Assert.Null(write.Resize(size));
            _ = write.Publish();
        }
    }

    [Fact]
    public void Memory_is_reserved_as_it_grows()
    {
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        var region = arena.Add(Schema(most: 16_000_000)).Value;
        var before = Allocated(region);
        Assert.True(before < 8 << 20);
        using var writer = region.AcquireWriter().Value;
        using (var write = writer.Begin(WriteMode.Replace))
        {
            Assert.Null(write.Resize(1_000_000));
            _ = write.Publish();
        }

        Assert.InRange(Allocated(region) - before, 8UL << 20, 16UL << 20);
    }

    [Fact]
    public void A_hold_brings_old_content_back_in_its_old_length()
    {
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        var region = arena.Add(Schema()).Value;
        using var writer = region.AcquireWriter().Value;
        var lengths = new Dictionary<ulong, int>();
        foreach (var elements in new[] { 100, 7 })
        {
            PublishOf(writer, elements, lengths);
            using var hold = writer.HoldFront();
            using var second = writer.HoldFront();
            PublishOf(writer, 5_000, lengths);
            PublishOf(writer, 1, lengths);
            writer.RepublishSlot(hold);
            Assert.Equal(elements * sizeof(ulong), region.Front.Length);
            Assert.True(Holds(region.Front, hold.Epoch, elements));
        }
    }

    [Fact]
    public unsafe void The_heir_of_a_dead_writer_finds_the_front_and_gives_back_what_was_half_done()
    {
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        var region = arena.Add(Schema()).Value;
        var dead = region.AcquireWriter().Value;
        var lengths = new Dictionary<ulong, int>();
        PublishOf(dead, 3_000, lengths);
        var half = dead.Begin(WriteMode.Carry);
        Assert.Null(half.Resize(90_000));
        half.Bytes.Fill(0xEE);

        // As if its process had ended: the lease names one that is not there.
        region.Memory.Head.Lease->Lease = (ulong)int.MaxValue << 32;
        region.Memory.LetGoHere();
        using var heir = region.AcquireWriter().Value;
        Assert.True(Holds(region.Front, 2, 3_000));
        for (var publish = 0; publish < 20; publish++)
        {
            PublishOf(heir, 1_000 * publish, lengths);
            Assert.True(Holds(region.Front, region.Epoch, 1_000 * publish));
        }
    }

    [Fact]
    public void What_a_dynamic_region_cannot_do_is_refused()
    {
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, _) => true });
        var arena = served.Arena;
        Assert.Equal(ArenaErrorCode.BadSchema, arena.Add(Schema() with { Slots = 1 }).Fault!.Code);
        Assert.Equal(ArenaErrorCode.BadSchema, arena.Add(Schema() with { HasExternalWriter = true }).Fault!.Code);
        Assert.Equal(ArenaErrorCode.BadSchema, arena.Add(Schema() with { Kind = RegionKind.Ring }).Fault!.Code);
        Assert.Equal(ArenaErrorCode.BadSchema, arena.Add(Schema(), new byte[12]).Fault!.Code);
        var region = arena.Add(Schema()).Value;
        var fixedRegion = arena.Add(Schemas.Words("f", 8, 3)).Value;
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        Assert.Equal(ArenaErrorCode.NotGranted, attached.Find("d").Value.AcquireWriter().Fault!.Code);
        using var writer = region.AcquireWriter().Value;
        Assert.Throws<InvalidOperationException>(() => writer.FollowChanges());
        using var other = fixedRegion.AcquireWriter().Value;
        Assert.True(Throws<InvalidOperationException>(other, 4));
        Assert.True(Throws<ArgumentOutOfRangeException>(writer, Most + 1));
        Assert.True(Throws<ArgumentOutOfRangeException>(writer, -1));
    }

    [Fact]
    public void A_record_that_lies_leads_nowhere_outside_the_segment()
    {
        var chance = new Mutations(77);
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        var region = arena.Add(Schema()).Value;
        using (var writer = region.AcquireWriter().Value)
        {
            PublishOf(writer, 1_000, []);
        }

        using var reader = region.OpenReader();
        for (var round = 0; round < 5_000; round++)
        {
            Damage(region, chance);
            using var scope = reader.Pin();
            AssertInside(region, scope.Bytes);
            AssertInside(region, region.Front);
        }
    }

    [Fact]
    public void Writes_of_one_length_allocate_nothing_managed()
    {
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        using var writer = arena.Add(Schema()).Value.AcquireWriter().Value;
        Span<int> lengths = [1_000, 1_010, 990];
        Cycle(writer, lengths);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(writer, lengths);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Cycle(RegionWriter writer, Span<int> lengths)
    {
        for (var publish = 0; publish < 200; publish++)
        {
            using var write = writer.Begin(WriteMode.Carry);
            _ = write.Resize(lengths[publish % lengths.Length]);
            write.Bytes[0] = 1;
            _ = write.Publish();
        }
    }

    private static unsafe void Damage(Region region, Mutations chance) =>
        chance.Damage(new Span<byte>((byte*)region.Memory.SlotRecord(0) + 16, (ArenaLayout.RegionMap.SlotsStride * 3) - 16));

    private static unsafe void AssertInside(Region region, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            var segment = region.Memory.First - ArenaLayout.RegionMap.ContentOffset;
            Assert.True(bytes.IsEmpty || (first >= region.Memory.First && first + bytes.Length <= segment + SegmentLayout.SegmentBytes(region.Schema)));
        }
    }

    private static bool Throws<T>(RegionWriter writer, int elements)
        where T : Exception
    {
        using var write = writer.Begin(WriteMode.Replace);
        try
        {
            _ = write.Resize(elements);
            return false;
        }
        catch (T)
        {
            return true;
        }
    }

    private static ulong Allocated(Region region) => region.Memory.With(segment => segment.Identity.AllocatedBytes);

    private static void Publish(RegionWriter writer, Mutations chance, Dictionary<ulong, int> lengths) =>
        PublishOf(writer, chance.Below(1 << (1 + chance.Below(14))), lengths, (WriteMode)chance.Below(3));

    private static void PublishOf(RegionWriter writer, int elements, Dictionary<ulong, int> lengths, WriteMode mode = WriteMode.Replace)
    {
        using var write = writer.Begin(mode);
        Assert.Null(write.Resize(elements));
        var words = Words(write.Bytes);
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = Word(writer.Region.Epoch + 1, index);
        }

        lengths[write.Publish()] = elements;
    }

    private static bool Holds(ReadOnlySpan<byte> bytes, ulong epoch, int elements)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (var index = 0; index < words.Length; index++)
        {
            if (words[index] != Word(epoch, index))
            {
                return false;
            }
        }

        return words.Length == elements;
    }

    private static ulong Word(ulong epoch, int index) => (epoch * 0x9E37_79B9_7F4A_7C15) ^ (uint)index;

    private static Span<ulong> Words(Span<byte> bytes) => MemoryMarshal.Cast<byte, ulong>(bytes);

    private static RegionSchema Schema(int slots = 3, int most = Most) => Schemas.Words("d", most, slots) with { Kind = RegionKind.Dynamic };
}
