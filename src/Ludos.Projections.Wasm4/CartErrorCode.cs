namespace Ludos.Projections.Wasm4;

/// <summary>Why a cart, or something it needs, was refused.</summary>
public enum CartErrorCode
{
    /// <summary>The bytes are not a WebAssembly module that this engine runs.</summary>
    NotACart,

    /// <summary>More than 65,536 bytes.</summary>
    TooBig,

    /// <summary>An import that no WASM-4 host supplies, or of a shape that cannot be met.</summary>
    Unlinkable,

    /// <summary>A font file that is not exactly 1,792 bytes.</summary>
    BadFont,

    /// <summary>The saved disk could not be read or written.</summary>
    DiskUnavailable,
}
