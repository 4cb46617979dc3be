using System.Text;
using Ludos.Base.Checksums;
using Xunit;

namespace Ludos.Base.Tests.Checksums;

public sealed class Crc32CTests
{
    /// <summary>The check value of the polynomial, and the examples of RFC 3720, appendix B.4.</summary>
    public static TheoryData<byte[], uint> Known => new()
    {
        { [], 0 },
        { Encoding.ASCII.GetBytes("123456789"), 0xE306_9283 },
        { new byte[32], 0x8A91_36AA },
        { [.. Enumerable.Repeat((byte)0xFF, 32)], 0x62A8_AB43 },
        { [.. Enumerable.Range(0, 32).Select(value => (byte)value)], 0x46DD_794E },
        { [.. Enumerable.Range(0, 32).Select(value => (byte)(31 - value))], 0x113F_DB5C },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Known_checksums_come_out(byte[] bytes, uint expected)
    {
        Assert.Equal(expected, Crc32C.Of(bytes));
        Assert.Equal(expected, Crc32C.AppendByTable(0, bytes));
    }

    [Fact]
    public void Instruction_tables_and_the_polynomial_agree_at_every_length_and_alignment()
    {
        var bytes = Noise(10_000);
        for (var length = 0; length < 4000; length += length < 200 ? 1 : 61)
        {
            var part = bytes.AsSpan(length % 13, length);
            var expected = BitByBit(part);
            Assert.Equal(expected, Crc32C.Of(part));
            Assert.Equal(expected, Crc32C.AppendByTable(0, part));
        }
    }

    [Fact]
    public void Parts_appended_give_the_checksum_of_the_whole()
    {
        var bytes = Noise(9000);
        var whole = Crc32C.Of(bytes);
        for (var cut = 0; cut <= bytes.Length; cut += 173)
        {
            Assert.Equal(whole, Crc32C.Append(Crc32C.Of(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
            Assert.Equal(whole, Crc32C.AppendByTable(Crc32C.AppendByTable(0, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
        }
    }

    [Fact]
    public void Every_flipped_bit_is_seen()
    {
        var bytes = Noise(3300);
        var whole = Crc32C.Of(bytes);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(whole, Crc32C.Of(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        var state = uint.MaxValue;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                state = (state >> 1) ^ ((state & 1) != 0 ? 0x82F6_3B78 : 0);
            }
        }

        return ~state;
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        var state = 0x9E37_79B9U;
        for (var index = 0; index < length; index++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            bytes[index] = (byte)state;
        }

        return bytes;
    }
}
