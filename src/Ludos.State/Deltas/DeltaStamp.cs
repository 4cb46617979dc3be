namespace Ludos.State;

/// <summary>What a delta says about itself.</summary>
/// <param name="Region">The region's index in its arena; 0 when that does not matter to who reads it.</param>
/// <param name="StrideBytes">Bytes of one element; 1 or more.</param>
/// <param name="BaseEpoch">The epoch that the delta can be applied to; ignored for a key.</param>
/// <param name="Epoch">The epoch that the content is at afterwards.</param>
public readonly record struct DeltaStamp(uint Region, int StrideBytes, ulong BaseEpoch, ulong Epoch);
