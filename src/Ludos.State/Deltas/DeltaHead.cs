using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>How a delta begins. Then come the runs, then the bytes of all runs in order.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct DeltaHead
{
    internal const int SizeBytes = 48;

    /// <summary>"LDLT".</summary>
    internal const uint DeltaMagic = 0x544C_444C;

    internal const ushort DeltaVersion = 1;

    /// <summary>The runs are the whole content, and the base does not matter.</summary>
    internal const ushort KeyFlag = 1;

    [FieldOffset(0)]
    internal uint Magic;

    [FieldOffset(4)]
    internal ushort Version;

    [FieldOffset(6)]
    internal ushort Flags;

    /// <summary>Index of the region in its arena; 0 when that does not matter.</summary>
    [FieldOffset(8)]
    internal uint Region;

    [FieldOffset(12)]
    internal uint StrideBytes;

    [FieldOffset(16)]
    internal ulong BaseEpoch;

    [FieldOffset(24)]
    internal ulong Epoch;

    [FieldOffset(32)]
    internal uint ContentBytes;

    [FieldOffset(36)]
    internal uint RunCount;

    [FieldOffset(40)]
    internal uint PayloadBytes;

    /// <summary>CRC-32C of runs and payload.</summary>
    [FieldOffset(44)]
    internal uint Checksum;

    /// <summary>Bytes of the whole delta: up to 2^36, so that no head can make it overflow.</summary>
    internal readonly long TotalBytes => SizeBytes + ((long)RunCount * DeltaRun.SizeBytes) + PayloadBytes;
}
