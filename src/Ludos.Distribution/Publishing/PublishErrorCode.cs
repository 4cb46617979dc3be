namespace Ludos.Distribution;

/// <summary>Why something was not published.</summary>
public enum PublishErrorCode
{
    /// <summary>The folder or file is no module or game, or does not pack.</summary>
    NotAModule,

    /// <summary>The version was published before with other content, or is not above the last.</summary>
    VersionTaken,

    /// <summary>No login, or one whose time is over.</summary>
    NotLoggedIn,

    /// <summary>No certificate names the key, or none that may sign this module.</summary>
    NotCertified,

    /// <summary>The keeper did not sign.</summary>
    NotSigned,

    /// <summary>The registry refuses it; the message is its own.</summary>
    Refused,

    /// <summary>The registry cannot be reached. What was uploaded stays there; the next try goes on from it.</summary>
    Unreachable,

    /// <summary>What the registry says does not hold.</summary>
    NotTrusted,

    /// <summary>This machine's data folder cannot be used.</summary>
    Failed,
}
