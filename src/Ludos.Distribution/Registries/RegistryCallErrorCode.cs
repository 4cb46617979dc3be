namespace Ludos.Distribution;

/// <summary>Why a call to a registry did not bring what was asked for.</summary>
public enum RegistryCallErrorCode
{
    /// <summary>It has nothing under that name.</summary>
    NotFound,

    /// <summary>It refused the request; the message is its own.</summary>
    Refused,

    /// <summary>The call needs a login that is still good.</summary>
    NotLoggedIn,

    /// <summary>Something else was published meanwhile, or this was before.</summary>
    Conflict,

    /// <summary>Objects of the release were not uploaded.</summary>
    MissingObjects,

    /// <summary>No connection, a stall, or the registry is overloaded.</summary>
    Unreachable,

    /// <summary>The answer is not what a registry says.</summary>
    BadAnswer,
}
