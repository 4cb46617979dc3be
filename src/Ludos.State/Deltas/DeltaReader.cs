using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Base.Checksums;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// A delta that has been checked from its first byte to its last: checksum, bounds, order. What it leads from, and whether it fits a region, is for
/// <see cref="RegionDelta.Apply"/> to say. The bytes must not change while it is used.
/// </summary>
public readonly ref struct DeltaReader
{
    private readonly ReadOnlySpan<byte> _delta;
    private readonly DeltaHead _head;

    private DeltaReader(ReadOnlySpan<byte> delta, scoped in DeltaHead head)
    {
        _delta = delta;
        _head = head;
    }

    /// <summary>The region's index in the arena where the delta was made, or 0.</summary>
    public uint Region => _head.Region;

    public int StrideBytes => (int)_head.StrideBytes;

    /// <summary>0 for a key.</summary>
    public ulong BaseEpoch => _head.BaseEpoch;

    public ulong Epoch => _head.Epoch;

    /// <summary>Bytes of the content that the delta is of.</summary>
    public int ContentBytes => (int)_head.ContentBytes;

    /// <summary>True when the delta is the whole content and can be applied to any.</summary>
    public bool IsKey => (_head.Flags & ArenaLayout.DeltaKeyFlag) != 0;

    /// <summary>Ascending, disjoint, inside the content.</summary>
    public ReadOnlySpan<DeltaRun> Runs => MemoryMarshal.Cast<byte, DeltaRun>(_delta.Slice(DeltaHead.SizeBytes, (int)_head.RunCount * DeltaRun.SizeBytes));

    /// <summary>The bytes of all runs, in order.</summary>
    public ReadOnlySpan<byte> Payload => _delta[(DeltaHead.SizeBytes + ((int)_head.RunCount * DeltaRun.SizeBytes))..];

    /// <summary>Checks a delta. False with a fault when it is damaged in any way.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> delta, out DeltaReader reader, [NotNullWhen(false)] out Fault<DeltaErrorCode>? fault)
    {
        reader = default;
        if (delta.Length < DeltaHead.SizeBytes)
        {
            fault = new(DeltaErrorCode.Truncated, $"A delta's head is {DeltaHead.SizeBytes} bytes; {delta.Length} are there.");
            return false;
        }

        var head = MemoryMarshal.Read<DeltaHead>(delta);
        fault = CheckHead(head, delta.Length);
        if (fault is not null)
        {
            return false;
        }

        if (Crc32C.Of(delta[DeltaHead.SizeBytes..]) != head.Checksum)
        {
            fault = new(DeltaErrorCode.Corrupt, $"The delta to epoch {head.Epoch} does not have the checksum that its head names.", "Fetch it again, or begin with a key.");
            return false;
        }

        var opened = new DeltaReader(delta, head);
        fault = CheckRuns(opened);
        reader = fault is null ? opened : default;
        return fault is null;
    }

    internal void CopyTo(Span<byte> content)
    {
        var payload = Payload;
        foreach (var run in Runs)
        {
            var length = (int)run.LengthBytes;
            BlockCopy.Copy(payload[..length], content.Slice((int)run.OffsetBytes, length));
            payload = payload[length..];
        }
    }

    private static Fault<DeltaErrorCode>? CheckHead(in DeltaHead head, int length) =>
        head.Magic != ArenaLayout.DeltaMagic ? new(DeltaErrorCode.BadHeader, $"The bytes begin with {head.Magic:x8}, not with a delta's magic.")
        : head.Version != ArenaLayout.DeltaVersion ? new(DeltaErrorCode.VersionMismatch, $"The delta is of version {head.Version}; this build reads {ArenaLayout.DeltaVersion}.")
        : (head.Flags & ~ArenaLayout.DeltaKeyFlag) != 0 ? new(DeltaErrorCode.BadHeader, $"The delta has flags {head.Flags:x4}; this build knows {ArenaLayout.DeltaKeyFlag:x4}.")
        : head.StrideBytes is 0 or > int.MaxValue || head.ContentBytes > int.MaxValue || head.ContentBytes % head.StrideBytes != 0
            ? new(DeltaErrorCode.BadHeader, $"{head.ContentBytes} bytes of content are not whole elements of {head.StrideBytes}.")
        : (head.Flags & ArenaLayout.DeltaKeyFlag) == 0 && head.Epoch <= head.BaseEpoch ? new(DeltaErrorCode.BadHeader, $"The delta leads from epoch {head.BaseEpoch} to {head.Epoch}.")
        : head.TotalBytes() != length ? new(DeltaErrorCode.Truncated, $"The delta says that it is {head.TotalBytes()} bytes; {length} are there.")
        : null;

    private static Fault<DeltaErrorCode>? CheckRuns(scoped in DeltaReader delta)
    {
        var (end, sum) = (0UL, 0UL);
        foreach (var run in delta.Runs)
        {
            if (run.LengthBytes == 0 || run.OffsetBytes < end || run.EndBytes > delta._head.ContentBytes)
            {
                return new(DeltaErrorCode.OutOfBounds, $"A run of {run.LengthBytes} bytes at {run.OffsetBytes} is empty, out of order, or beyond the {delta.ContentBytes} bytes of content.");
            }

            (end, sum) = (run.EndBytes, sum + run.LengthBytes);
        }

        if (sum != delta._head.PayloadBytes)
        {
            return new(DeltaErrorCode.OutOfBounds, $"The runs are {sum} bytes in all, the payload {delta._head.PayloadBytes}.");
        }

        return delta.IsKey && sum != delta._head.ContentBytes
            ? new(DeltaErrorCode.OutOfBounds, $"A key must be the whole content: it has {sum} of {delta.ContentBytes} bytes.")
            : null;
    }
}
