using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>What follows from a delta's head.</summary>
internal static class DeltaFrame
{
    /// <summary>Bytes of the whole delta: up to 2^36, so that no head can make it overflow.</summary>
    internal static long TotalBytes(this in DeltaHead head) => DeltaHead.SizeBytes + ((long)head.RunCount * DeltaRun.SizeBytes) + head.PayloadBytes;
}
