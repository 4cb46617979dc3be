using Ludos.State;
using Ludos.State.Tests.Layout;

namespace Ludos.State.Tests.Deltas;

/// <summary>Contents to make deltas of: the same on every machine.</summary>
internal static class DeltaContents
{
    internal static readonly DeltaStamp Stamp = new(Region: 3, StrideBytes: 1, BaseEpoch: 7, Epoch: 9);

    internal static byte[] Noise(Mutations random, int length)
    {
        var bytes = new byte[length];
        for (var index = 0; index < length; index++)
        {
            bytes[index] = (byte)random.Below(256);
        }

        return bytes;
    }

    /// <summary>A copy in which about one byte in <paramref name="oneIn"/> has another value; 0: none.</summary>
    internal static byte[] Changed(Mutations random, byte[] before, int oneIn)
    {
        var after = (byte[])before.Clone();
        for (var index = 0; oneIn > 0 && index < after.Length; index++)
        {
            after[index] ^= random.Below(oneIn) == 0 ? (byte)(1 + random.Below(255)) : (byte)0;
        }

        return after;
    }

    internal static byte[] Encode(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, DeltaStamp? stamp = null)
    {
        var destination = new byte[RegionDelta.MaxBytes(after.Length)];
        var written = RegionDelta.Encode(before, after, stamp ?? Stamp, destination).Value;
        return destination[..written];
    }

    internal static RegionSchema SchemaOf(int sizeBytes) => Schemas.Bytes("fish", sizeBytes, 3);
}
