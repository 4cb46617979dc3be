namespace Ludos.State;

/// <summary>A copy of what a region held.</summary>
/// <param name="Region">Its number in the log's description.</param>
internal sealed record RegionContent(int Region, ulong Epoch, byte[] Content);
