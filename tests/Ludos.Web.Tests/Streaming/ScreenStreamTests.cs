using Ludos.Web.Streaming;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Streaming;

public sealed class ScreenStreamTests
{
    /// <summary>Byte for byte, as docs/reference/web-protocol.md has it: pages of other makers count on it.</summary>
    [Fact]
    public void The_head_is_the_documented_bytes()
    {
        var stream = new ScreenStream(32, 4);
        byte[] palette = [1, 2, 3, 4];
        stream.Encode(new byte[32], palette, 0x0807_0605_0403_0201);
        byte[] key = [0x01, 1, 4, 0, 1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 32, 0, 0, 0, 1, 2, 3, 4];
        Assert.Equal(key, stream.Message[..28].ToArray());

        var next = new byte[32];
        next[31] = 9;
        Assert.Equal(28 + 4 + 16, stream.Encode(next, palette, 0x0807_0605_0403_0202));
        byte[] delta = [0x01, 0, 4, 0, 2, 0, 0, 0, 2, 2, 3, 4, 5, 6, 7, 8, 1, 0, 0, 0, 32, 0, 0, 0, 1, 2, 3, 4, 1, 0, 1, 0];
        Assert.Equal(delta, stream.Message[..32].ToArray());
    }

    private readonly byte[] _pixels = new SeededBytes(1).Take(400);

    [Fact]
    public void The_first_frame_is_whole_and_the_next_a_delta_on_it()
    {
        var stream = new ScreenStream(400, 0);
        var whole = stream.Encode(_pixels, default, 5);
        Assert.Equal(1, stream.Message.Span[1]);
        _pixels[200] ^= 1;
        var delta = stream.Encode(_pixels, default, 6);
        Assert.Equal(0, stream.Message.Span[1]);
        Assert.True(delta < whole / 5, $"{delta} of {whole} bytes");
    }

    [Fact]
    public void A_page_that_does_not_acknowledge_is_sent_two_frames()
    {
        var stream = new ScreenStream(400, 0);
        for (ulong epoch = 1; epoch <= 2; epoch++)
        {
            Assert.True(stream.HasRoom);
            _pixels[0]++;
            Assert.NotEqual(0, stream.Encode(_pixels, default, epoch));
        }

        Assert.False(stream.HasRoom);
        Assert.True(stream.Acknowledge(1));
        Assert.True(stream.HasRoom);
        Assert.True(stream.Acknowledge(2));
        Assert.Equal(0u, stream.InFlight);
    }

    [Fact]
    public void Old_acknowledgements_change_nothing_and_future_ones_are_refused()
    {
        var stream = new ScreenStream(400, 0);
        stream.Encode(_pixels, default, 1);
        _pixels[0]++;
        stream.Encode(_pixels, default, 2);
        Assert.True(stream.Acknowledge(2));
        Assert.True(stream.Acknowledge(1));
        Assert.Equal(0u, stream.InFlight);
        Assert.False(stream.Acknowledge(3));
        Assert.False(stream.Acknowledge(uint.MaxValue / 2));
    }

    [Fact]
    public void The_same_epoch_is_not_sent_twice_but_for_a_key_frame()
    {
        var stream = new ScreenStream(400, 0);
        Assert.NotEqual(0, stream.Encode(_pixels, default, 1));
        Assert.Equal(0, stream.Encode(_pixels, default, 1));
        stream.WantKey();
        Assert.True(stream.HasRoom);
        Assert.NotEqual(0, stream.Encode(_pixels, default, 1));
        Assert.Equal(1, stream.Message.Span[1]);
    }

    [Fact]
    public void A_new_palette_alone_is_sent()
    {
        var stream = new ScreenStream(400, 4);
        stream.Encode(_pixels, [1, 2, 3, 4], 1);
        var length = stream.Encode(_pixels, [1, 2, 3, 5], 2);
        var palette = new byte[4];
        ScreenDecoder.Apply(stream.Message.Span[..length], new byte[400], palette);
        Assert.Equal([1, 2, 3, 5], palette);
    }

    [Fact]
    public void Encoding_allocates_nothing()
    {
        var stream = new ScreenStream(400, 4);
        byte[] palette = [1, 2, 3, 4];
        for (ulong warmUp = 1; warmUp < 50; warmUp++)
        {
            _pixels[warmUp]++;
            stream.Encode(_pixels, palette, warmUp);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong epoch = 50; epoch < 250; epoch++)
        {
            _pixels[epoch]++;
            stream.Encode(_pixels, palette, epoch);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
