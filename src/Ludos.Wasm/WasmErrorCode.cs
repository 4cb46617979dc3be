namespace Ludos.Wasm;

/// <summary>Why bytes did not become a running instance.</summary>
public enum WasmErrorCode
{
    /// <summary>The bytes are not a module; the message gives the offset.</summary>
    Malformed,

    /// <summary>A module that breaks a validation rule; the message gives function and offset.</summary>
    Invalid,

    /// <summary>A legal module that is larger than <see cref="WasmLimits"/> allow.</summary>
    LimitExceeded,

    /// <summary>A legal module that uses a proposal this engine does not have.</summary>
    Unsupported,

    /// <summary>An import is missing or of another type.</summary>
    Unlinkable,

    /// <summary>An active segment or the start function trapped.</summary>
    InstantiationTrapped,

    /// <summary>Compiling was called off through its token.</summary>
    Cancelled,

    /// <summary>No export of that name, or of another kind or type.</summary>
    NoSuchExport,
}
