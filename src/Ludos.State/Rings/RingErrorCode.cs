namespace Ludos.State;

/// <summary>Why a ring could not be made or joined.</summary>
public enum RingErrorCode
{
    /// <summary>The capacity is not a power of two within the limits, or the segment is too small for it.</summary>
    BadSize,

    /// <summary>The segment does not hold a ring, or one of another version.</summary>
    BadHeader,

    /// <summary>The segment is mapped to read only; both ends of a ring write.</summary>
    NotGranted,

    /// <summary>Someone alive consumes the ring, or, in a ring for one producer, produces into it.</summary>
    LeaseHeld,

    /// <summary>All places of producers are taken by processes that live.</summary>
    TooManyProducers,

    /// <summary>The memory cannot be reserved.</summary>
    OutOfMemory,
}
