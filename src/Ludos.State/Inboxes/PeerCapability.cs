namespace Ludos.State;

/// <summary>What an attached process may ask the arena's owner for.</summary>
[Flags]
public enum PeerCapability
{
    None = 0,

    /// <summary>Lines in the trace.</summary>
    Log = 1,

    /// <summary>Markers.</summary>
    Mark = 2,

    /// <summary>Samples of input: it plays.</summary>
    Intent = 4,

    /// <summary>To be told of epochs.</summary>
    Watch = 8,

    /// <summary>To hand segments over.</summary>
    Give = 16,

    /// <summary>To be detached.</summary>
    Leave = 32,

    Default = Log | Mark | Leave,
}
