using Ludos.Protocols.Tests.Schemas;
using Xunit;

namespace Ludos.Protocols.Tests.Reading;

public class AllocationTests
{
    private const int Times = 1_000;

    [Fact]
    public void ReadingAllocatesNothing()
    {
        var frame = Interop.EveryInteropTests.Make(3, 64, true);
        Sum(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0L;
        for (var times = 0; times < Times; times++)
        {
            sum += Sum(frame);
        }

        Assert.Equal((0, Times * Sum(frame)), (GC.GetAllocatedBytesForCurrentThread() - before, sum));
    }

    [Fact]
    public void BuildingAgainInTheSameMemoryAllocatesNothing()
    {
        var builder = new MessageBuilder(8, true);
        var destination = new byte[4_096];
        var length = Build(builder, destination, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var times = 0; times < Times; times++)
        {
            Build(builder, destination, times);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(MessageReader.TryOpen(destination.AsSpan(0, length), MessageLimits.Default, out var message, out _));
        Assert.Equal((Times - 1, "text"), (EveryReader.From(message.Root).Medium, EveryReader.From(message.Root).Text));
    }

    private static long Sum(byte[] frame)
    {
        if (!MessageReader.TryOpen(frame, MessageLimits.Default, out var message, out _))
        {
            return -1;
        }

        var every = EveryReader.From(message.Root);
        var sum = every.Medium + (long)every.TextUtf8.Length + every.Data.Length + (int)every.Shape.Which;
        foreach (var number in every.Longs.Span)
        {
            sum += number;
        }

        for (var index = 0; index < every.Points.Count; index++)
        {
            sum += every.Points[index].X;
        }

        return sum;
    }

    private static int Build(MessageBuilder builder, byte[] destination, int value)
    {
        builder.Reset();
        var every = builder.InitRoot<EveryBuilder>();
        every.Medium = value;
        every.SetText("text");
        every.InitLongs(50).Span.Fill(value);
        every.InitPoints(3)[1].Raw.SetNumber(0, value);
        return builder.WriteTo(destination);
    }
}
