namespace Ludos.State;

/// <summary>What a write scope's bytes hold at first. A one-slot region is written in place, so both modes begin with its content.</summary>
public enum WriteMode
{
    /// <summary>Undefined: the writer fills every byte.</summary>
    Replace,

    /// <summary>A copy of the front.</summary>
    Carry,
}
