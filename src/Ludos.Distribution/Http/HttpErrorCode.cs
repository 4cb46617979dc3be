namespace Ludos.Distribution;

/// <summary>Why a request brought nothing that can be used.</summary>
public enum HttpErrorCode
{
    /// <summary>The server has nothing there (404, 410), or does not show it (403).</summary>
    NotFound,

    /// <summary>Another status than success.</summary>
    Refused,

    /// <summary>The server sends elsewhere. That is never followed: who names the server means that one.</summary>
    Redirected,

    /// <summary>More bytes than were asked for.</summary>
    TooLarge,

    /// <summary>No answer in time, a stall, or fewer bytes a second than the least rate.</summary>
    TooSlow,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,
}
