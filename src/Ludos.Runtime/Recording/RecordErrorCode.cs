namespace Ludos.Runtime.Recording;

internal enum RecordErrorCode
{
    /// <summary>A suffix that nothing here writes, or a bad number pattern.</summary>
    UnknownFormat,

    /// <summary>The game has no picture or no sound to record.</summary>
    NothingToRecord,

    /// <summary>A program that is needed is not installed.</summary>
    ToolMissing,

    /// <summary>The file cannot be made.</summary>
    NotWritable,
}
