namespace Ludos.Trust;

/// <summary>What kind of bytes a signature covers. The three forms begin differently, so a signature made for one never passes as another.</summary>
public enum SigningContext
{
    /// <summary>DSSE's pre-authentication encoding: begins with <c>DSSEv1 </c>.</summary>
    Envelope,

    /// <summary>Canonical JSON of a TUF role: begins with <c>{"_type":</c> or another sorted key.</summary>
    TufMetadata,

    /// <summary>A checkpoint of a transparency log: a signed note, begins with its origin's line.</summary>
    Checkpoint,
}
