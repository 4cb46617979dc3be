namespace Ludos.State;

/// <summary>
/// The arena's bytes, as numbers. The control segment is a header, then one record a region (epoch, lease, slots), then one directory entry a region.
/// Every number here is part of the format; <see cref="Version"/> counts its changes.
/// </summary>
internal static class ControlLayout
{
    /// <summary>"LUDOSARN", read as a little-endian number.</summary>
    internal const ulong Magic = 0x4E52_4153_4F44_554C;

    internal const uint Version = 1;

    internal const int HeaderBytes = 4096;

    /// <summary>Epoch line, lease line, one line to spare, and 16 bytes for each of up to 62 slots; then padding.</summary>
    internal const int RecordBytes = 2048;

    internal const int EntryBytes = 4096;
    internal const int LineBytes = 64;

    /// <summary>The most regions that a pin page has lines for, its first line being its header.</summary>
    internal const int MaxRegions = (PinPageBytes / LineBytes) - 1;

    internal const int PinPageBytes = 64 * 1024;

    internal static long RecordOffset(int region) => HeaderBytes + ((long)region * RecordBytes);

    internal static long EntryOffset(int maxRegions, int region) => HeaderBytes + ((long)maxRegions * RecordBytes) + ((long)region * EntryBytes);

    internal static long SizeBytes(int maxRegions) => Platform.Memory.SharedSegment.Align(EntryOffset(maxRegions, maxRegions));
}
