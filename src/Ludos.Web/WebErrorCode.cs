namespace Ludos.Web;

/// <summary>Why the web view did not start.</summary>
public enum WebErrorCode
{
    /// <summary>Another program listens on the port.</summary>
    PortInUse,

    /// <summary>The port is out of range, or this user may not listen on it.</summary>
    PortNotAllowed,

    /// <summary>The server did not start for another reason; the message says which.</summary>
    NotStarted,
}
