namespace Ludos.Registry;

/// <summary>Why a registry did not do what it was asked. The name is the <c>code</c> of the answer; <see cref="Server.Problem"/> knows its HTTP status.</summary>
public enum RegistryErrorCode
{
    /// <summary>The request is not of the form that the call asks for.</summary>
    BadRequest,

    /// <summary>A name, digest or number in the path or the query is malformed.</summary>
    BadName,

    /// <summary>There is no such call.</summary>
    NoSuchCall,

    /// <summary>There is no such module, version, object, account or document.</summary>
    NotFound,

    /// <summary>The call exists, under another method.</summary>
    WrongMethod,

    /// <summary>More bytes, entries or digits than the call's limit.</summary>
    TooLarge,

    /// <summary>The body did not arrive in time.</summary>
    TooSlow,

    /// <summary>Too many requests of one account or address, or too many under way at once.</summary>
    TooMany,

    /// <summary>The call needs a login, and the token is missing, unknown or out of time.</summary>
    NotLoggedIn,

    /// <summary>The account may not do this.</summary>
    NotAllowed,

    /// <summary>Bytes are not what their digest says.</summary>
    WrongDigest,

    /// <summary>A body's encoding is unknown, or does not decode.</summary>
    WrongEncoding,

    /// <summary>A release names objects that were not uploaded.</summary>
    MissingObjects,

    /// <summary>The parts of a release do not fit each other.</summary>
    Inconsistent,

    /// <summary>The module itself is malformed.</summary>
    NotAModule,

    /// <summary>A signature, a certificate or its chain does not hold.</summary>
    NotTrusted,

    /// <summary>The name is taken or reserved.</summary>
    NameTaken,

    /// <summary>The version was published before, or something else changed meanwhile.</summary>
    Conflict,

    /// <summary>The disk is full.</summary>
    StorageFull,

    /// <summary>The catalogue or the store does not answer.</summary>
    Unavailable,

    /// <summary>The data folder is not a registry's, or another version's.</summary>
    NotARegistry,

    /// <summary>The address is in use, or this user may not listen on it.</summary>
    NotStarted,
}
