namespace Ludos.Web.Regions;

/// <summary>What a page may ask for in a text on the region socket.</summary>
internal enum RegionOp
{
    Watch,
    Unwatch,

    /// <summary>Send the next frame whole.</summary>
    Key,
}

/// <summary>One text message, read and checked.</summary>
/// <param name="Feed">The page's own number for what it watches, 0 to <see cref="WebLimits.MaxFeedsPerPage"/> - 1.</param>
/// <param name="Region">The region's name; empty unless <see cref="RegionOp.Watch"/>.</param>
/// <param name="Check">Frames are to name the checksum of the whole content.</param>
internal readonly record struct RegionCommand(RegionOp Op, int Feed, string Region = "", bool Check = false);

/// <summary>Why a region is not shown. The socket goes on.</summary>
internal enum RegionRefusalCode
{
    UnknownRegion,
    /// <summary>Its content is not a fixed number of elements.</summary>
    NotFixed,

    RegionTooLarge,
    TooManyRegions,
    FeedTaken,
}
