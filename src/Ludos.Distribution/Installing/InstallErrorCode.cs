namespace Ludos.Distribution;

/// <summary>Why something was not installed, switched, opened or removed.</summary>
public enum InstallErrorCode
{
    /// <summary>Nothing of that name is installed.</summary>
    NotInstalled,

    /// <summary>There is no set to go back to.</summary>
    NoPrevious,

    /// <summary>A record, map or object on this machine is not what was written.</summary>
    Damaged,

    /// <summary>What a registry says contradicts itself, or what it signed before.</summary>
    BadRelease,

    /// <summary>No set of versions fits; the message is the chain of reasons.</summary>
    Unsolvable,

    /// <summary>The registry has no such module or version.</summary>
    NotFound,

    /// <summary>A signature, certificate, proof or metadata does not hold. Nothing was installed.</summary>
    NotTrusted,

    /// <summary>Neither registry nor mirror can be reached, or every one was caught lying.</summary>
    Unreachable,

    /// <summary>Protected content, and no valid receipt for it.</summary>
    KeyNeeded,

    /// <summary>The disk or a quota is used up. What was installed before is as it was.</summary>
    DiskFull,

    /// <summary>Another process works on the same and cannot be waited for.</summary>
    Busy,

    /// <summary>The data folder cannot be used.</summary>
    Failed,

    /// <summary>The user stopped it. What was installed before is as it was.</summary>
    Cancelled,
}
