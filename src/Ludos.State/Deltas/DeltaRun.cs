using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>A stretch of a region's content that a delta replaces.</summary>
/// <param name="OffsetBytes">From the start of the content.</param>
/// <param name="LengthBytes">1 or more.</param>
[StructLayout(LayoutKind.Sequential, Size = SizeBytes)]
public readonly record struct DeltaRun(uint OffsetBytes, uint LengthBytes)
{
    internal const int SizeBytes = 8;

    /// <summary>The first byte behind the run. Not wrapped: two runs of one delta cannot be told to overlap by arithmetic.</summary>
    public ulong EndBytes => (ulong)OffsetBytes + LengthBytes;
}
