namespace Ludos.Platform.Ipc;

/// <summary>Why a local socket could not be bound, reached or used.</summary>
public enum LocalSocketErrorCode
{
    /// <summary>A path is longer than the platform lets a socket's be.</summary>
    PathTooLong,

    /// <summary>Someone alive listens there, or something that is no socket lies there.</summary>
    AddressTaken,

    /// <summary>Nothing listens there.</summary>
    NotListening,

    /// <summary>The other side belongs to another user.</summary>
    OtherUser,

    /// <summary>The other side closed, or this side was disposed.</summary>
    Closed,

    /// <summary>The other side said nothing in time.</summary>
    TimedOut,

    /// <summary>This platform cannot do it.</summary>
    Unsupported,

    /// <summary>The operating system refused; the message carries its words.</summary>
    System,
}
