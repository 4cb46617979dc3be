namespace Ludos.Protocols;

/// <summary>What is wrong with the bytes of a message.</summary>
public enum MessageErrorCode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The bytes end before the segments that the frame announces, or a packed stream ends inside a word.</summary>
    Truncated,

    /// <summary>The frame announces more segments than <see cref="MessageLimits.MaxSegments"/>.</summary>
    TooManySegments,

    /// <summary>The frame announces more bytes than the reader allows.</summary>
    TooLarge,

    /// <summary>A pointer leads outside its segment.</summary>
    PointerOutOfBounds,

    /// <summary>A pointer is of a kind that cannot stand there: a list where a struct is expected, or bits of no known kind.</summary>
    WrongPointerKind,

    /// <summary>A far pointer names a segment that is not there, or its landing pad is none.</summary>
    BadFarPointer,

    /// <summary>A pointer to a capability; Ludos sends none.</summary>
    Capability,

    /// <summary>A list's elements are of a size that cannot be read as the schema's.</summary>
    WrongElementSize,

    /// <summary>A list of structs whose tag contradicts the list's size.</summary>
    BadStructList,

    /// <summary>A text that does not end with a zero byte.</summary>
    TextNotTerminated,

    /// <summary>More was followed than <see cref="MessageLimits.TraversalWords"/>.</summary>
    TraversalLimit,

    /// <summary>Structs and lists lie deeper inside each other than <see cref="MessageLimits.Depth"/>.</summary>
    DepthLimit,
}
