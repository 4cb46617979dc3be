namespace Ludos.State;

/// <summary>Why a segment was not handed over, or cannot be used.</summary>
public enum TransferErrorCode
{
    /// <summary>The segment belongs to another process now.</summary>
    Transferred,

    /// <summary>The other side did not want the segment: too large, or it could not be mapped there. It stays with the sender.</summary>
    Refused,

    /// <summary>The other side ended before the segment was its own. It stays with the sender.</summary>
    PeerGone,

    /// <summary>The other side said nothing in time. The segment stays with the sender; the connection is closed.</summary>
    TimedOut,

    /// <summary>What came is no transfer, or a segment that its sender could still shrink.</summary>
    Untrustworthy,

    /// <summary>Some process still has a map through which it could write.</summary>
    StillWritable,

    /// <summary>The content was made final: it can be read only.</summary>
    Final,

    OutOfMemory,

    /// <summary>This platform cannot hand segments over.</summary>
    Unsupported,
}
