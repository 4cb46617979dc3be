namespace Ludos.State;

/// <summary>Why a delta could not be made, or was refused. A refused delta has changed nothing.</summary>
public enum DeltaErrorCode
{
    /// <summary>The destination cannot hold the delta; <see cref="RegionDelta.MaxBytes"/> always can.</summary>
    TooSmall,

    /// <summary>Shorter or longer than it says.</summary>
    Truncated,

    /// <summary>Does not begin like a delta, or has flags that this version does not know.</summary>
    BadHeader,

    /// <summary>Of another version of the format.</summary>
    VersionMismatch,

    /// <summary>Made of a region with another size or stride.</summary>
    SchemaMismatch,

    /// <summary>The content is neither at the delta's base epoch nor at its epoch.</summary>
    WrongBase,

    /// <summary>A run that is empty, out of order, or reaches beyond the content.</summary>
    OutOfBounds,

    /// <summary>The checksum is of other bytes.</summary>
    Corrupt,
}
