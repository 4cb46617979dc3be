using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ludos.Base.Checksums;

namespace Ludos.State;

/// <summary>Structs and constants of protocols/session/v1/log.capnp.</summary>
internal static class LogFormat
{
    internal const ulong Magic = 0x474f4c534f44554c;
    internal const uint Version = 1;
    internal const int RecordAlignment = 8;
    internal const ushort CommitFlag = 1;
    internal const uint VolatileRegion = 1;
    internal const int HashBytes = 16;

    internal static long Padded(long bytes) => (bytes + RecordAlignment - 1) / RecordAlignment * RecordAlignment;

    internal static Span<byte> BytesOf<T>(ref T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new Span<T>(ref value));
}

[StructLayout(LayoutKind.Explicit, Size = 48)]
internal struct LogHeader
{
    [FieldOffset(0)] public ulong Magic;
    [FieldOffset(8)] public uint Version;
    [FieldOffset(12)] public ushort Kind;
    [FieldOffset(14)] public ushort HeaderBytes;
    [FieldOffset(16)] public ulong WorldIdLow;
    [FieldOffset(24)] public ulong WorldIdHigh;
    [FieldOffset(32)] public ulong Series;
    [FieldOffset(40)] public uint Salt;
    [FieldOffset(44)] public uint Checksum;

    internal readonly uint ComputeChecksum()
    {
        var copy = this;
        copy.Checksum = 0;
        return Crc32C.Of(LogFormat.BytesOf(ref copy));
    }
}

[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct LogRecordHead
{
    [FieldOffset(0)] public uint PayloadBytes;
    [FieldOffset(4)] public ushort Kind;
    [FieldOffset(6)] public ushort Flags;
    [FieldOffset(8)] public uint Salt;
    [FieldOffset(12)] public uint Checksum;
    [FieldOffset(16)] public ulong Step;
    [FieldOffset(24)] public ulong Number;

    /// <param name="padded">Payload and the zeros behind it.</param>
    internal readonly uint ComputeChecksum(ReadOnlySpan<byte> padded)
    {
        var copy = this;
        copy.Checksum = 0;
        return Crc32C.Append(Crc32C.Of(LogFormat.BytesOf(ref copy)), padded);
    }
}

[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct DescriptionHead
{
    [FieldOffset(0)] public uint RegionCount;
    [FieldOffset(4)] public uint AboutBytes;
    [FieldOffset(8)] public ushort IdBytes;
    [FieldOffset(10)] public ushort NameBytes;
}

[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct RegionHead
{
    [FieldOffset(0)] public uint Capacity;
    [FieldOffset(4)] public uint StrideBytes;
    [FieldOffset(8)] public uint Flags;
    [FieldOffset(12)] public ushort Slots;
    [FieldOffset(14)] public ushort FieldCount;
    [FieldOffset(16)] public ushort NameBytes;
}

[StructLayout(LayoutKind.Explicit, Size = 8)]
internal struct FieldHead
{
    [FieldOffset(0)] public uint Count;
    [FieldOffset(4)] public ushort Id;
    [FieldOffset(6)] public byte Type;
    [FieldOffset(7)] public byte NameBytes;
}

[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct PartHead
{
    [FieldOffset(0)] public PartDigest Digest;
    [FieldOffset(32)] public uint ContentBytes;
    [FieldOffset(36)] public ushort NameBytes;
    [FieldOffset(38)] public ushort SourceBytes;
}

[InlineArray(32)]
internal struct PartDigest
{
    private byte _first;
}

[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct TickHead
{
    [FieldOffset(0)] public ulong SolidBytes;
    [FieldOffset(8)] public long Tick;
    [FieldOffset(16)] public uint InputBytes;
    [FieldOffset(20)] public uint HashCount;
}

[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct TickHash
{
    [FieldOffset(0)] public ulong Epoch;
    [FieldOffset(8)] public UInt128 Hash;
    [FieldOffset(24)] public uint Region;
}

[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct EventHead
{
    [FieldOffset(0)] public ushort Kind;
    [FieldOffset(2)] public ushort SubjectBytes;
    [FieldOffset(4)] public uint TextBytes;
    [FieldOffset(8)] public long Tick;
}
