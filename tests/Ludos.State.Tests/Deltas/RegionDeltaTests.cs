using System.Buffers.Binary;
using Ludos.Base.Checksums;
using Ludos.State;
using Ludos.State.Tests.Layout;
using Xunit;

namespace Ludos.State.Tests.Deltas;

public sealed class RegionDeltaTests
{
    private const int HeadBytes = 48;

    /// <summary>Every length around block and chunk boundaries, with changes from none to all.</summary>
    [Fact]
    public void What_is_encoded_and_applied_is_the_later_content()
    {
        var random = new Mutations(0xDE17A);
        int[] lengths = [1, 2, 31, 32, 33, 63, 64, 65, 95, 2047, 2048, 2049, 2079, 2080, 4095, 4096, 4097, 6150, 20_000];
        foreach (var length in lengths)
        {
            foreach (var oneIn in (int[])[0, 1, 2, 40, 700, 5000])
            {
                var before = DeltaContents.Noise(random, length);
                var after = DeltaContents.Changed(random, before, oneIn);
                var delta = DeltaContents.Encode(before, after);
                Assert.InRange(delta.Length, HeadBytes, RegionDelta.MaxBytes(length));
                Assert.Equal(delta.Length, RegionDelta.LengthOf(delta));
                AssertRunsAreCanonical(before, after, delta);
                var content = (byte[])before.Clone();
                Assert.Equal(9UL, RegionDelta.Apply(delta, content, 7, DeltaContents.SchemaOf(length)).Value);
                Assert.True(after.AsSpan().SequenceEqual(content), $"{length} bytes, one in {oneIn} changed.");
            }
        }
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        var before = new byte[100];
        var after = new byte[100];
        after[33] = 0xAB;
        after[99] = 0xCD;
        var block = new string('0', 2) + "ab" + new string('0', 60);
        var body = "20000000" + "20000000" + "60000000" + "04000000" + block + "000000cd";
        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32C.Of(Convert.FromHexString(body)));
        var head = "4c444c54" + "0100" + "0000" + "03000000" + "01000000" + "0700000000000000" + "0900000000000000" + "64000000" + "02000000" + "24000000";
        Assert.Equal(head + Convert.ToHexStringLower(checksum) + body, Convert.ToHexStringLower(DeltaContents.Encode(before, after)));
    }

    [Fact]
    public void Equal_contents_give_a_delta_without_runs()
    {
        var content = DeltaContents.Noise(new Mutations(5), 5000);
        var delta = DeltaContents.Encode(content, content);
        Assert.Equal(HeadBytes, delta.Length);
        Assert.Equal(9UL, RegionDelta.Apply(delta, content, 7, DeltaContents.SchemaOf(5000)).Value);
    }

    [Fact]
    public void A_second_apply_changes_nothing()
    {
        var (before, after, delta) = Example();
        Assert.Equal(9UL, RegionDelta.Apply(delta, before, 7, DeltaContents.SchemaOf(before.Length)).Value);
        before[0] ^= 0xFF;
        Assert.Equal(9UL, RegionDelta.Apply(delta, before, 9, DeltaContents.SchemaOf(before.Length)).Value);
        before[0] ^= 0xFF;
        Assert.Equal(after, before);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(6UL)]
    [InlineData(8UL)]
    [InlineData(10UL)]
    [InlineData(ulong.MaxValue)]
    public void Another_base_epoch_is_refused(ulong contentEpoch)
    {
        var (before, _, delta) = Example();
        AssertRefused(DeltaErrorCode.WrongBase, delta, before, contentEpoch);
    }

    [Fact]
    public void A_key_applies_to_any_epoch_and_needs_no_base()
    {
        var (before, after, _) = Example();
        var key = new byte[RegionDelta.MaxBytes(after.Length)];
        var written = RegionDelta.EncodeKey(after, DeltaContents.Stamp, key).Value;
        Assert.Equal(key.Length, written);
        Assert.Equal(9UL, RegionDelta.Apply(key, before, 3, DeltaContents.SchemaOf(before.Length)).Value);
        Assert.Equal(after, before);
        Assert.Equal(DeltaErrorCode.TooSmall, RegionDelta.EncodeKey(after, DeltaContents.Stamp, key.AsSpan(1)).Fault!.Code);
    }

    [Fact]
    public void A_delta_of_another_region_is_refused()
    {
        var (before, _, delta) = Example();
        Assert.Equal(DeltaErrorCode.SchemaMismatch, RegionDelta.Apply(delta, before.AsSpan(1), 7, DeltaContents.SchemaOf(before.Length)).Fault!.Code);
        Assert.Equal(DeltaErrorCode.SchemaMismatch, RegionDelta.Apply(delta, before, 7, Schemas.Words("words", before.Length / 8, 3)).Fault!.Code);
    }

    [Fact]
    public void A_destination_one_byte_too_short_is_told_and_any_that_fits_is_enough()
    {
        var (before, after, delta) = Example();
        for (var length = 0; length < delta.Length; length += length < delta.Length - 40 ? 13 : 1)
        {
            Assert.Equal(DeltaErrorCode.TooSmall, RegionDelta.Encode(before, after, DeltaContents.Stamp, new byte[length]).Fault!.Code);
        }

        Assert.Equal(delta.Length, RegionDelta.Encode(before, after, DeltaContents.Stamp, new byte[delta.Length]).Value);
    }

    [Fact]
    public void Misuse_throws()
    {
        Assert.Throws<ArgumentException>(() => RegionDelta.Encode(new byte[3], new byte[4], DeltaContents.Stamp, new byte[100]));
        Assert.Throws<ArgumentException>(() => RegionDelta.Encode(new byte[4], new byte[4], DeltaContents.Stamp with { Epoch = 7 }, new byte[100]));
        Assert.Throws<ArgumentException>(() => RegionDelta.TryFindRuns(new byte[4], new byte[3], new DeltaRun[2], out _));
    }

    [Fact]
    public void Encoding_and_applying_allocate_nothing()
    {
        var (before, after, delta) = Example();
        var destination = new byte[RegionDelta.MaxBytes(after.Length)];
        var schema = DeltaContents.SchemaOf(before.Length);
        Rounds(before, after, delta, destination, schema);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        Rounds(before, after, delta, destination, schema);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    internal static void AssertRefused(DeltaErrorCode expected, byte[] delta, byte[] content, ulong contentEpoch)
    {
        var untouched = (byte[])content.Clone();
        Assert.Equal(expected, RegionDelta.Apply(delta, content, contentEpoch, DeltaContents.SchemaOf(content.Length)).Fault!.Code);
        Assert.Equal(untouched, content);
    }

    private static (byte[] Before, byte[] After, byte[] Delta) Example()
    {
        var random = new Mutations(77);
        var before = DeltaContents.Noise(random, 8000);
        var after = DeltaContents.Changed(random, before, 300);
        return (before, after, DeltaContents.Encode(before, after));
    }

    private static void Rounds(byte[] before, byte[] after, byte[] delta, byte[] destination, RegionSchema schema)
    {
        var content = destination.AsSpan(0, before.Length);
        for (var round = 0; round < 100; round++)
        {
            Assert.True(RegionDelta.Encode(before, after, DeltaContents.Stamp, destination).IsOk);
            before.CopyTo(content);
            Assert.True(RegionDelta.Apply(delta, content, 7, schema).IsOk);
        }
    }

    /// <summary>A block is in a run exactly when it differs, and runs that touch are one.</summary>
    private static void AssertRunsAreCanonical(byte[] before, byte[] after, byte[] delta)
    {
        Assert.True(DeltaReader.TryOpen(delta, out var reader, out _));
        var inRun = new bool[after.Length];
        var end = -1L;
        foreach (var run in reader.Runs)
        {
            Assert.True(run.OffsetBytes > end, "Two runs touch.");
            end = (long)run.EndBytes;
            Array.Fill(inRun, true, (int)run.OffsetBytes, (int)run.LengthBytes);
        }

        for (var at = 0; at < after.Length; at += 32)
        {
            var length = Math.Min(32, after.Length - at);
            var differs = !before.AsSpan(at, length).SequenceEqual(after.AsSpan(at, length));
            Assert.True(inRun.AsSpan(at, length).IndexOf(!differs) < 0, $"The block at {at} of {after.Length} bytes.");
        }
    }
}
