using Ludos.Protocols.View.V1;

namespace Ludos.Web;

/// <summary>Bounds on what a page, or something that poses as one, can ask of the game.</summary>
public static class WebLimits
{
    /// <summary>Pages that watch at once.</summary>
    public const int MaxViewers = 8;

    /// <summary>Connections open at once, sockets included.</summary>
    public const int MaxConnections = 64;

    /// <summary>Bytes of one message from a page.</summary>
    public const int MaxMessageBytes = 2_048;

    /// <summary>Messages of one page within one status interval; a page that sends more is closed.</summary>
    public const int MaxMessagesPerInterval = 1_000;

    /// <summary>Controls that one page holds down at once.</summary>
    public const int MaxHeldControls = 128;

    /// <summary>Bytes of a module that is dropped on the page: 32 MiB.</summary>
    public const int MaxUploadBytes = 32 * 1024 * 1024;

    /// <summary>Characters of a dropped file's name that are kept.</summary>
    public const int MaxFileNameLength = 120;

    /// <summary>Characters of an event's text that a page is sent with the timeline.</summary>
    public const int MaxMarkLength = 200;

    /// <summary>Frames on their way to one page that it has not acknowledged.</summary>
    public const int MaxFramesInFlight = 2;

    /// <summary>Texts that wait for one page; then the oldest go.</summary>
    public const int MaxQueuedTexts = 128;

    /// <summary>Ticks of sound that wait for one page; then the oldest go.</summary>
    public const int MaxQueuedAudioTicks = 12;

    /// <summary>Region sockets open at once.</summary>
    public const int MaxRegionPages = 8;

    /// <summary>Regions that one page watches at once.</summary>
    public const int MaxFeedsPerPage = StreamLayout.ViewMaxFeeds;

    /// <summary>Regions that are watched at once, by all pages together: each has a thread.</summary>
    public const int MaxWatchedRegions = 16;

    /// <summary>Bytes of a region that can be watched: 16 MiB. Its feed keeps a few copies.</summary>
    public const int MaxWatchedRegionBytes = 16 * 1024 * 1024;

    /// <summary>Frames of one region on their way to one page that it has not taken.</summary>
    public const int MaxRegionFramesInFlight = 3;

    /// <summary>Links that were issued and not used.</summary>
    public const int MaxUnusedTokens = 8;

    /// <summary>Browsers that are let in; then the oldest are forgotten.</summary>
    public const int MaxBrowsers = 32;

    /// <summary>A page that takes longer than this to read one message is closed.</summary>
    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Between two statuses while somebody watches.</summary>
    public static readonly TimeSpan StatusInterval = TimeSpan.FromMilliseconds(250);
}
