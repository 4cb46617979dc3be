namespace Ludos.Wasm;

/// <summary>Why a cache of code, or one file in it, was not used.</summary>
public enum CodeCacheErrorCode
{
    /// <summary>The folder or a file in it is a link, another user's, or within reach of others.</summary>
    Unsafe,

    /// <summary>The system refused: no room, no right, a failing disk.</summary>
    Unavailable,

    /// <summary>A file is no cached code at all, or its end is missing.</summary>
    Damaged,

    /// <summary>A file was changed after it was written, or written with another user's key.</summary>
    NotOurs,

    /// <summary>A file was written by another build of the engine, under another .NET, or on another processor.</summary>
    OtherEngine,
}
