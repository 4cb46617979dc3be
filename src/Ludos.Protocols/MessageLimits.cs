namespace Ludos.Protocols;

/// <summary>How much a reader follows before it stops believing a message.</summary>
/// <param name="TraversalWords">Words that may be followed in all; a list read twice counts twice, an empty element counts as one word. Defends against a
/// small message whose pointers lead to the same place many times.</param>
/// <param name="Depth">Structs and lists that may lie inside each other. Defends recursive readers against a loop.</param>
public readonly record struct MessageLimits(long TraversalWords, int Depth)
{
    /// <summary>The most segments that a frame may have.</summary>
    public const int MaxSegments = 512;

    public const int WordBytes = 8;

    /// <summary>64 MiB followed, 64 levels.</summary>
    public static MessageLimits Default { get; } = new(8 * 1024 * 1024, 64);
}
