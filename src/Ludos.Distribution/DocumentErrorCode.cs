namespace Ludos.Distribution;

/// <summary>Why bytes are not the document that they should be.</summary>
public enum DocumentErrorCode
{
    /// <summary>More bytes than the document's limit.</summary>
    TooLarge,

    /// <summary>Not strict JSON: malformed, a repeated field, a comment, bytes after the end.</summary>
    NotJson,

    /// <summary>A field is missing, unknown, of another type or out of range; the message gives its path.</summary>
    BadField,
}
