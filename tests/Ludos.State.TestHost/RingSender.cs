using System.Buffers.Binary;

namespace Ludos.State.TestHost;

/// <summary>A producer that is killed: in the middle of a claim, or somewhere in a stream of numbered frames.</summary>
internal static class RingSender
{
    private const ushort ClaimOpcode = 5;

    internal static int Claim(string segmentName)
    {
        using var segment = ForeignSegment.Open(segmentName);
        using var producer = Ring.Open(segment).Value.OpenProducer().Value;
        _ = producer.TryClaim(ClaimOpcode, 1000, out var claim, out _);
        claim.Bytes[..500].Fill(0xEE);
        Console.WriteLine("claimed");
        _ = Console.ReadLine();
        return 0;
    }

    internal static int Send(string segmentName)
    {
        using var segment = ForeignSegment.Open(segmentName);
        using var producer = Ring.Open(segment).Value.OpenProducer().Value;
        Span<byte> message = stackalloc byte[600];
        Console.WriteLine("sending");
        for (var number = 1u; ; number++)
        {
            var bytes = message[..(4 + (int)(number * 31 % 590))];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
            bytes[4..].Fill((byte)number);
            while (producer.TrySend(1, bytes, out _) != RingStatus.Ok)
            {
                _ = producer.WaitForSpace(bytes.Length, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
