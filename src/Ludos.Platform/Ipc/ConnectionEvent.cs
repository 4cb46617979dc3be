namespace Ludos.Platform.Ipc;

/// <summary>What <see cref="LocalConnection.Await"/> saw.</summary>
public enum ConnectionEvent
{
    /// <summary>Something can be received, be it the end.</summary>
    Readable,

    /// <summary>The process that was watched has ended, though another one may still hold the connection open.</summary>
    PeerEnded,

    TimedOut,
}
