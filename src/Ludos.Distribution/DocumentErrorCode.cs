namespace Ludos.Distribution;

/// <summary>Why bytes are not the document that they should be.</summary>
public enum DocumentErrorCode
{
    /// <summary>More bytes than the document's limit.</summary>
    TooLarge,

    /// <summary>Not strict JSON, or a field is missing, unknown, of another type or out of range; the message gives its path.</summary>
    Malformed,
}
