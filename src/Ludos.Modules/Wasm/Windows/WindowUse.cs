namespace Ludos.Modules;

/// <summary>What a unit declares to do with a region.</summary>
internal enum WindowUse
{
    Read,

    /// <summary>As it was when the tick began: always a copy, for its slot may be written meanwhile.</summary>
    ReadPrevious,

    /// <summary>The slot being written begins with the front's content.</summary>
    Write,

    /// <summary>It begins as zeros.</summary>
    Replace,
}
