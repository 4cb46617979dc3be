namespace Ludos.Distribution;

/// <summary>How one try to get one object from one source ended.</summary>
internal enum Attempt
{
    /// <summary>All bytes are here, decoded and verified.</summary>
    Done,

    /// <summary>The link was cut or the source did not answer; what came stays for resuming.</summary>
    Cut,

    /// <summary>The source has not this object.</summary>
    NotThere,

    /// <summary>The source is no good: dropped.</summary>
    Dropped,

    /// <summary>What was resumed does not fit together; begin anew.</summary>
    Restart,
}
