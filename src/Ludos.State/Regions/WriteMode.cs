namespace Ludos.State;

/// <summary>What a write scope's bytes hold at first. A one-slot region is written in place, so every mode begins with its content.</summary>
public enum WriteMode
{
    /// <summary>Undefined: the writer fills every byte.</summary>
    Replace,

    /// <summary>A copy of the front.</summary>
    Carry,

    /// <summary>
    /// The front's content, as in <see cref="Carry"/>, but only the lines are copied that changed since the slot was last in front: the cost is that of the
    /// changes. What is to be changed is named first, by <see cref="WriteScope.Change"/>; bytes that are written without having been named may be lost at a later patch.
    /// </summary>
    Patch,
}
