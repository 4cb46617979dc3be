namespace Ludos.Trust;

/// <summary>Why a log's word was not taken.</summary>
public enum TransparencyErrorCode
{
    /// <summary>A note, checkpoint or tile is not written as its format says.</summary>
    Malformed,

    /// <summary>No trusted key of the log signed the note.</summary>
    NotSigned,

    /// <summary>A signature by a trusted key's name and id does not hold.</summary>
    Forged,

    /// <summary>The proof does not lead to the checkpoint's root.</summary>
    NotProven,

    /// <summary>The log is smaller than it was.</summary>
    Shrunk,

    /// <summary>The log is not a continuation of what it was: it says different things to different people.</summary>
    Forked,
}
