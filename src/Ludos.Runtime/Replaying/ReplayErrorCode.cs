namespace Ludos.Runtime;

/// <summary>Why a recording could not be run, or two not be compared.</summary>
public enum ReplayErrorCode
{
    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>It is no recording, of another version, or damaged; the message gives offset and record.</summary>
    Refused,

    /// <summary>A module is missing or another, or does not make the regions that were recorded.</summary>
    BadGame,

    /// <summary>Memory or the disk failed.</summary>
    Unavailable,

    /// <summary>Two recordings have nothing in common to compare.</summary>
    NotComparable,
}
