namespace Ludos.Runtime.Control;

/// <summary>Why a running game could not be reached or did not do what was asked.</summary>
public enum ControlErrorCode
{
    /// <summary>No game runs, or none of that process number.</summary>
    NotRunning,

    /// <summary>Several games run and none was named.</summary>
    Ambiguous,

    /// <summary>The game did not answer in time.</summary>
    TimedOut,

    /// <summary>The answer was not one: too long, not JSON, cut off.</summary>
    BadReply,

    /// <summary>The game answered no; the message is its own.</summary>
    Refused,

    /// <summary>The socket's folder or the socket cannot be had.</summary>
    Unavailable,
}
