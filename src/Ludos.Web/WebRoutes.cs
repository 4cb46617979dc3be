namespace Ludos.Web;

/// <summary>The paths that are not files of the page.</summary>
internal static class WebRoutes
{
    public const string Socket = "/socket";
    public const string Regions = "/regions";
    public const string Ping = "/api/ping";
    public const string Swap = "/api/swap";
    public const string RollBack = "/api/rollback";
}
