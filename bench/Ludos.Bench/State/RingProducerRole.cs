using System.Buffers.Binary;
using System.Globalization;
using Ludos.Platform.Memory;
using Ludos.State;

namespace Ludos.Bench.State;

/// <summary>Sends numbered frames into a ring of the benchmark's process: arguments PID, descriptor, bytes of the segment, frames. Begins when told.</summary>
internal static class RingProducerRole
{
    public const string Name = "ring-producer";
    public const int FrameBytes = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static int Run(string[] arguments)
    {
        var descriptor = File.OpenHandle($"/proc/{arguments[0]}/fd/{arguments[1]}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var segment = SharedSegment.Open(descriptor, long.Parse(arguments[2], CultureInfo.InvariantCulture), writable: true).Value;
        using var producer = Ring.Open(segment).Value.OpenProducer().Value;
        Console.WriteLine("ready");
        _ = Console.ReadLine();
        var refused = Send(producer, int.Parse(arguments[3], CultureInfo.InvariantCulture));
        Console.WriteLine(refused.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Returns how often the ring was full.</summary>
    public static long Send(RingProducer producer, int frames)
    {
        Span<byte> message = stackalloc byte[FrameBytes];
        message.Fill((byte)producer.Place);
        for (var number = 1; number <= frames; number++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(message, number);
            BinaryPrimitives.WriteInt32LittleEndian(message[^sizeof(int)..], ~number);
            while (producer.TrySend(1, message, out _) != RingStatus.Ok)
            {
                if (!producer.WaitForSpace(FrameBytes, Patience))
                {
                    throw new BenchmarkSetupException("The ring stayed full.");
                }
            }
        }

        return producer.Refusals;
    }
}
