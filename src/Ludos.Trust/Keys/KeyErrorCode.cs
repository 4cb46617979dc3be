namespace Ludos.Trust;

/// <summary>Why something was not done with a key, or with what the keeper keeps. Numbers are the keeper protocol's.</summary>
public enum KeyErrorCode
{
    /// <summary>No key store has been made.</summary>
    NoStore = 1,

    /// <summary>A store, or a key of that name, is there already.</summary>
    Exists = 2,

    /// <summary>The store is locked.</summary>
    Locked = 3,

    /// <summary>The passphrase is not that of the store or the file.</summary>
    WrongPassphrase = 4,

    /// <summary>The file was altered, cut off, or is none of keys.</summary>
    Damaged = 5,

    /// <summary>The file is of a version, or asks for an algorithm, that this program does not know.</summary>
    Unsupported = 6,

    /// <summary>The file asks for more work than this program does for any file.</summary>
    TooCostly = 7,

    /// <summary>No key has that name.</summary>
    NoKey = 8,

    /// <summary>A name is not well formed.</summary>
    BadName = 9,

    /// <summary>A passphrase is empty or too long.</summary>
    BadPassphrase = 10,

    /// <summary>More than a limit allows.</summary>
    TooMany = 11,

    /// <summary>The key has not the purpose, or the message is not of the form.</summary>
    NotAllowed = 12,

    /// <summary>The disk or the folder.</summary>
    Storage = 13,

    /// <summary>The keeper is not reached.</summary>
    Unavailable = 14,

    /// <summary>Request or reply is not one, or longer than allowed.</summary>
    BadMessage = 15,

    /// <summary>No entitlement for this; the message says which part is missing.</summary>
    NotEntitled = 16,

    /// <summary>Sealed bytes are not what they are said to be.</summary>
    NotAuthentic = 17,
}
