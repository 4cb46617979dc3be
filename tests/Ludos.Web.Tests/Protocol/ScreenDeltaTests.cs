using Ludos.Protocols.View.V1;
using Ludos.Web.Protocol;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Protocol;

public sealed class ScreenDeltaTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(6400)]
    [InlineData(1_048_577 * 2)]
    public void All_of_a_frame_comes_back(int length)
    {
        var frame = Noise(length, seed: 3);
        var runs = new byte[ScreenDelta.MaxBytes(length)];
        var written = ScreenDelta.WriteAll(frame, runs);

        var decoded = new byte[length];
        ScreenDecoder.ApplyRuns(runs.AsSpan(0, written), decoded);
        Assert.Equal(frame, decoded);
    }

    [Fact]
    public void No_change_takes_no_bytes()
    {
        var frame = Noise(1000, seed: 4);
        Assert.Equal(0, ScreenDelta.Write(frame, (byte[])frame.Clone(), new byte[ScreenDelta.MaxBytes(1000)]));
    }

    [Fact]
    public void One_changed_byte_takes_one_unit()
    {
        var last = new byte[921_600];
        var next = (byte[])last.Clone();
        next[500_000] = 1;
        Assert.Equal(StreamLayout.ViewRunBytes + StreamLayout.ViewUnitBytes, ScreenDelta.Write(last, next, new byte[ScreenDelta.MaxBytes(last.Length)]));
    }

    [Fact]
    public void Stretches_longer_than_a_run_header_counts_are_split()
    {
        var last = new byte[(ushort.MaxValue + 10) * StreamLayout.ViewUnitBytes * 2];
        var next = (byte[])last.Clone();
        next[^1] = 7;
        AssertRoundTrip(last, next);
        AssertRoundTrip(last, Noise(last.Length, seed: 9));
    }

    [Fact]
    public void Any_change_comes_back_within_the_bound()
    {
        var random = new SeededBytes(20_262);
        for (var round = 0; round < 3_000; round++)
        {
            var last = random.Take(1 + random.Below(700));
            var next = (byte[])last.Clone();
            for (var edits = random.Below(40); edits > 0; edits--)
            {
                var at = random.Below(next.Length);
                var length = Math.Min(next.Length - at, 1 + random.Below(random.Below(3) == 0 ? 200 : 3));
                random.Take(length).CopyTo(next, at);
            }

            AssertRoundTrip(last, next);
        }
    }

    [Fact]
    public void The_worst_pattern_stays_within_the_bound()
    {
        // Every third unit changes: the most runs there can be.
        var last = new byte[StreamLayout.ViewUnitBytes * 999];
        var next = (byte[])last.Clone();
        for (var unit = 0; unit < 999; unit += 3)
        {
            next[unit * StreamLayout.ViewUnitBytes] = 1;
        }

        AssertRoundTrip(last, next);
    }

    private static void AssertRoundTrip(byte[] last, byte[] next)
    {
        var runs = new byte[ScreenDelta.MaxBytes(next.Length)];
        var written = ScreenDelta.Write(last, next, runs);
        var decoded = (byte[])last.Clone();
        ScreenDecoder.ApplyRuns(runs.AsSpan(0, written), decoded);
        Assert.Equal(next, decoded);
    }

    private static byte[] Noise(int length, ulong seed) => new SeededBytes(seed).Take(length);
}
