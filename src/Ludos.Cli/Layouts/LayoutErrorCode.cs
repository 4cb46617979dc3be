namespace Ludos.Cli.Layouts;

/// <summary>Why schemas were not generated from or not proved.</summary>
internal enum LayoutErrorCode
{
    /// <summary>A program that is needed is not on this machine.</summary>
    ToolMissing,

    /// <summary>A schema is refused: by the compiler, or by the generator.</summary>
    BadSchema,

    /// <summary>A program that is needed failed.</summary>
    ToolFailed,
}
