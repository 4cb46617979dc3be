namespace Ludos.State;

/// <summary>Why an arena, a region or a lease could not be had.</summary>
public enum ArenaErrorCode
{
    /// <summary>The arena has a region of that name.</summary>
    NameTaken,

    NoSuchRegion,

    /// <summary>The arena holds as many regions as it was made for.</summary>
    DirectoryFull,

    /// <summary>The memory cannot be reserved.</summary>
    OutOfMemory,

    /// <summary>Someone alive already writes the region.</summary>
    LeaseHeld,

    /// <summary>This process was given the region to read only.</summary>
    NotGranted,

    /// <summary>What was received does not begin like an arena.</summary>
    BadHeader,

    /// <summary>The other side speaks another version.</summary>
    VersionMismatch,

    /// <summary>A region of that name exists with other fields, capacity or stride.</summary>
    SchemaMismatch,

    /// <summary>A schema that breaks a rule or a limit; the message names the field.</summary>
    BadSchema,

    /// <summary>A segment or message is shorter than it says.</summary>
    Truncated,

    /// <summary>Indices or sizes in the arena contradict each other.</summary>
    Corrupt,

    /// <summary>Nothing listens at the socket.</summary>
    ConnectFailed,

    /// <summary>The other side turned this process away.</summary>
    Refused,

    /// <summary>Another process serves an arena at that path.</summary>
    AddressTaken,

    /// <summary>This platform cannot do it.</summary>
    Unsupported,

    /// <summary>The operating system refused; the message carries its words.</summary>
    System,
}
