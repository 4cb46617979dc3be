using Ludos.Base;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>What a region's segment says it is. A segment that says otherwise than the directory is not mapped.</summary>
/// <param name="WorldIdLow">Low half of the arena's <see cref="Arena.WorldId"/>.</param>
/// <param name="Generation">1 at first; one more each time the region's segment is replaced.</param>
internal readonly record struct RegionStamp(int Index, ulong WorldIdLow, uint Generation, int Slots)
{
    internal unsafe void Write(SegmentHead head) => *head.Identity = new RegionIdentity
    {
        Magic = ArenaLayout.RegionMagic,
        Version = ArenaLayout.LayoutVersion,
        Index = (uint)Index,
        WorldIdLow = WorldIdLow,
        Generation = Generation,
        Slots = (uint)Slots,
    };

    /// <summary>Null when the head says the same.</summary>
    internal unsafe Fault<ArenaErrorCode>? Check(SegmentHead head, string name)
    {
        var found = *head.Identity;
        var complaint = found.Magic != ArenaLayout.RegionMagic ? "does not begin like a region's"
            : found.Version != ArenaLayout.LayoutVersion ? $"is of version {found.Version}, not {ArenaLayout.LayoutVersion}"
            : found.Index != Index ? $"belongs to region {found.Index}, not {Index}"
            : found.WorldIdLow != WorldIdLow ? "belongs to another world"
            : found.Generation != Generation ? $"is of generation {found.Generation}, not {Generation}"
            : found.Slots != Slots ? $"has {found.Slots} slots, not {Slots}"
            : null;
        return complaint is null ? null : new Fault<ArenaErrorCode>(ArenaErrorCode.Corrupt, $"The segment of region '{name}' {complaint}.", "Have the game that owns the arena restore the region.");
    }
}
