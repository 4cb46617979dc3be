using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Ludos.Protocols.Tests.Framing;

public class PackedCodecTests
{
    [Theory]
    [InlineData("0000000000000000", "0000")]
    [InlineData("00000000000000000000000000000000", "0001")]
    [InlineData("000000000C000022", "900C22")]
    [InlineData("0103020401030204", "FF010302040103020400")]
    [InlineData("01030204010302040000000000000000", "FF0103020401030204000000")]
    [InlineData("080000000300020019000000AA010000", "510803023119AA01")]
    public void GoldenVectors(string hex, string packedHex)
    {
        var message = Convert.FromHexString(hex);
        var packed = Pack(message);
        Assert.Equal(packedHex, Convert.ToHexString(packed));
        Assert.Equal(message, Unpack(packed));
    }

    [Fact]
    public void WhatIsPackedUnpacksToTheSame()
    {
        var words = Gen.OneOf(
            Gen.Constant(0UL),
            Gen.Choose(0, 255).Select(value => (ulong)value << 16),
            Gen.Choose(int.MinValue, int.MaxValue).Select(value => (ulong)(uint)value * 0x0101_0101_0101_0101UL),
            Gen.Constant(0x0102_0304_0506_0708UL)).ArrayOf();
        Prop.ForAll(words.ToArbitrary(), all =>
        {
            var message = all.SelectMany(BitConverter.GetBytes).ToArray();
            var packed = Pack(message);
            return Unpack(packed).AsSpan().SequenceEqual(message) && packed.Length <= PackedCodec.MaxPackedBytes(message.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void RunsLongerThanAByteCountsAreSplit()
    {
        var zeros = new byte[8 * 1_000];
        var dense = Enumerable.Repeat((byte)7, 8 * 1_000).ToArray();
        Assert.Equal(zeros, Unpack(Pack(zeros)));
        Assert.Equal(dense, Unpack(Pack(dense)));
        Assert.Equal(8, Pack(zeros).Length);
    }

    [Theory]
    [InlineData("51")]
    [InlineData("00")]
    [InlineData("FF0102030405060708")]
    [InlineData("FF010203040506070801")]
    public void ACutOffStreamIsRefused(string hex)
    {
        var packed = Convert.FromHexString(hex);
        Assert.Equal(MessageErrorCode.Truncated, PackedCodec.MeasureUnpacked(packed, int.MaxValue).Fault!.Code);
        Assert.Equal(MessageErrorCode.Truncated, PackedCodec.Unpack(packed, new byte[1_024]).Fault!.Code);
    }

    [Fact]
    public void MoreThanThereIsRoomForIsRefused()
    {
        byte[] bomb = [.. Enumerable.Repeat<byte[]>([0x00, 0xff], 1_000).SelectMany(pair => pair)];
        Assert.Equal(MessageErrorCode.TooLarge, PackedCodec.MeasureUnpacked(bomb, 1 << 20).Fault!.Code);
        Assert.Equal(MessageErrorCode.TooLarge, PackedCodec.Unpack(bomb, new byte[1_024]).Fault!.Code);
    }

    private static byte[] Pack(byte[] message)
    {
        var packed = new byte[PackedCodec.MaxPackedBytes(message.Length)];
        return packed[..PackedCodec.Pack(message, packed)];
    }

    private static byte[] Unpack(byte[] packed)
    {
        var message = new byte[PackedCodec.MeasureUnpacked(packed, int.MaxValue).Value];
        Assert.Equal(message.Length, PackedCodec.Unpack(packed, message).Value);
        return message;
    }
}
