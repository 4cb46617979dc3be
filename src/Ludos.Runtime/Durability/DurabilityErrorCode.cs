namespace Ludos.Runtime;

/// <summary>Why a world is not journalled, or does not go on.</summary>
public enum DurabilityErrorCode
{
    /// <summary>There is no journal.</summary>
    NotFound,

    /// <summary>The journal is damaged, of another version, or of another world.</summary>
    Refused,

    /// <summary>A module is not there any more, or is another; or the game cannot be set up.</summary>
    BadGame,

    /// <summary>The folder is in use, cannot be written, or the disk failed.</summary>
    Unavailable,
}
