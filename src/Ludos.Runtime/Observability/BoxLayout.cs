using System.Runtime.InteropServices;

namespace Ludos.Runtime.Observability;

/// <summary>The black box's bytes: protocols/system/v1/blackbox.capnp.</summary>
internal static class BoxLayout
{
    internal const ulong Magic = 0x584f_4253_4f44_554c;
    internal const uint Version = 1;
    internal const int SizeBytes = 1_048_576;
    internal const int RecordBytes = 256;
    internal const int TextBytes = 216;
    internal const int NameBytes = 96;
    internal const int BuildBytes = 32;
    internal const int MaxUnits = 64;
    internal const int MaxCounters = 64;
    internal const int MaxRecords = 4032;

    internal const int GameOffset = 64;
    internal const int BuildOffset = 160;
    internal const int BeatOffset = 256;
    internal const int CountersOffset = 512;
    internal const int UnitNamesOffset = 4096;
    internal const int RecordsOffset = 16384;
    internal const int RecordTextOffset = 40;
}

[StructLayout(LayoutKind.Explicit, Size = 48)]
internal struct BoxHeader
{
    [FieldOffset(0)]
    internal ulong Magic;

    [FieldOffset(8)]
    internal uint Version;

    [FieldOffset(12)]
    internal uint Records;

    [FieldOffset(16)]
    internal uint Pid;

    [FieldOffset(20)]
    internal uint StartLow;

    [FieldOffset(24)]
    internal long OpenedUnixMs;

    [FieldOffset(32)]
    internal uint Units;

    [FieldOffset(36)]
    internal uint Counters;

    [FieldOffset(40)]
    internal uint GameBytes;

    [FieldOffset(44)]
    internal uint VersionBytes;
}

[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct BoxBeat
{
    [FieldOffset(0)]
    internal long Tick;

    [FieldOffset(8)]
    internal long BeatUnixMs;

    [FieldOffset(16)]
    internal uint Phase;

    [FieldOffset(20)]
    internal uint Unit;

    [FieldOffset(24)]
    internal uint State;
}

[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct BoxRecord
{
    [FieldOffset(0)]
    internal ulong Sequence;

    [FieldOffset(8)]
    internal long Tick;

    [FieldOffset(16)]
    internal long UnixMs;

    [FieldOffset(24)]
    internal ushort Kind;

    [FieldOffset(26)]
    internal ushort TextBytes;

    [FieldOffset(28)]
    internal uint Checksum;
}
