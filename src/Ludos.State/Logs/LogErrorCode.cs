namespace Ludos.State;

/// <summary>Why a log could not be read or written.</summary>
public enum LogErrorCode
{
    /// <summary>There is no such file or folder.</summary>
    NotFound,

    /// <summary>The file system refused or failed.</summary>
    Unreadable,

    /// <summary>The file does not begin like a log, or is a log of the other kind.</summary>
    NotALog,

    /// <summary>Written in a version of the format that is not read here.</summary>
    VersionMismatch,

    /// <summary>It ends before the world is described and its first state is whole.</summary>
    Truncated,

    /// <summary>Something in the middle is not what was written; the message gives offset and record.</summary>
    Corrupt,

    /// <summary>A region, a part or a text is larger than a log can hold.</summary>
    TooLarge,

    /// <summary>The world has other regions than the log; the message names the difference.</summary>
    SchemaMismatch,

    /// <summary>The log is of another world.</summary>
    OtherWorld,
}
