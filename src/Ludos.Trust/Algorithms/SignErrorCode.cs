namespace Ludos.Trust;

/// <summary>Why nothing was signed.</summary>
public enum SignErrorCode
{
    /// <summary>The message is not of the context's form.</summary>
    WrongForm,

    /// <summary>The key may not sign this.</summary>
    NotAllowed,

    /// <summary>The key's store is locked, or no key of that name is there.</summary>
    NoKey,

    /// <summary>The process that holds the keys did not answer.</summary>
    Unavailable,
}
