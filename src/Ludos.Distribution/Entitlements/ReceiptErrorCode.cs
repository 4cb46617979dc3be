namespace Ludos.Distribution;

/// <summary>Why nothing was done about a receipt.</summary>
public enum ReceiptErrorCode
{
    /// <summary>The registry cannot be reached, or has too much to do.</summary>
    Unreachable,

    /// <summary>The registry, or a document of its, is not what the pinned roots vouch for.</summary>
    NotTrusted,

    /// <summary>The registry will not do it.</summary>
    Refused,

    /// <summary>The keeper will not do it, or is not there.</summary>
    Keeper,

    /// <summary>This machine's folder cannot be read or written.</summary>
    Storage,
}
