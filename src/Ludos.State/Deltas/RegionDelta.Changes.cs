using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <content>Deltas of writes that said what they changed: the rest of the contents is not looked at.</content>
public static partial class RegionDelta
{
    /// <summary>
    /// The same delta as that of the whole contents, when <paramref name="changes"/> covers everything in which they differ: only those lines are compared.
    /// Returns its bytes, or <see cref="DeltaErrorCode.TooSmall"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The contents differ in length, or are not of the follower's region, or the stamp's epoch is not above its base.</exception>
    public static Result<int, DeltaErrorCode> Encode(ChangeFollower changes, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, in DeltaStamp stamp, Span<byte> destination)
    {
        ThrowUnlessEqual(before.Length, after.Length);
        ThrowUnlessOf(changes, after);
        ThrowUnlessForward(stamp);
        if (destination.Length < DeltaHead.SizeBytes)
        {
            return TooSmall;
        }

        var edges = MemoryMarshal.Cast<byte, uint>(destination[DeltaHead.SizeBytes..]);
        var count = 0;
        for (var from = 0U; changes.TryNext(from, out var run); from = (uint)run.EndBytes)
        {
            var (offset, length) = ((int)run.OffsetBytes, (int)run.LengthBytes);
            if (!DeltaScan.TryFindEdges(before.Slice(offset, length), after.Slice(offset, length), edges[count..], out var found))
            {
                return TooSmall;
            }

            foreach (ref var edge in edges.Slice(count, found))
            {
                edge += run.OffsetBytes;
            }

            count += found;
        }

        return Finish(after, stamp, destination, count / 2);
    }

    /// <summary>
    /// The lines of <paramref name="changes"/> whole, without a look at what they were before: for who does not keep that. Longer than needed where a line was
    /// named but holds what it held. Returns its bytes, or <see cref="DeltaErrorCode.TooSmall"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The content is not of the follower's region, or the stamp's epoch is not above its base.</exception>
    public static Result<int, DeltaErrorCode> Encode(ChangeFollower changes, ReadOnlySpan<byte> after, in DeltaStamp stamp, Span<byte> destination)
    {
        ThrowUnlessOf(changes, after);
        ThrowUnlessForward(stamp);
        if (destination.Length < DeltaHead.SizeBytes)
        {
            return TooSmall;
        }

        var edges = MemoryMarshal.Cast<byte, uint>(destination[DeltaHead.SizeBytes..]);
        var count = 0;
        for (var from = 0U; changes.TryNext(from, out var run); from = (uint)run.EndBytes)
        {
            if (edges.Length - count < 2)
            {
                return TooSmall;
            }

            edges[count++] = run.OffsetBytes;
            edges[count++] = (uint)run.EndBytes;
        }

        return Finish(after, stamp, destination, count / 2);
    }

    private static void ThrowUnlessOf(ChangeFollower changes, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var region = changes.Writer.Region;
        if (content.Length != region.SizeBytes)
        {
            throw new ArgumentException($"Region '{region.Name}' has {region.SizeBytes} bytes, the content {content.Length}.", nameof(content));
        }
    }
}
