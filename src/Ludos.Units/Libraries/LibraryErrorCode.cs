namespace Ludos.Units;

/// <summary>Why a library could not be loaded or started, or a method not found.</summary>
public enum LibraryErrorCode
{
    /// <summary>The name is empty, too long, or holds other characters than a-z, 0-9, '.', '-' and '_'.</summary>
    BadName,

    /// <summary>Two libraries of one catalog have the same name, or there are too many.</summary>
    BadCatalog,

    /// <summary>The wasm code is malformed, invalid or past a limit.</summary>
    BadCode,

    /// <summary>The code imports something; a library imports nothing.</summary>
    ImportRefused,

    /// <summary>No method is exported, or the export of a buffer is missing or of another type.</summary>
    BadExports,

    /// <summary>A buffer does not lie within the memory, is too large or overlaps another.</summary>
    BadBuffers,

    /// <summary>The system has no room for its memory.</summary>
    OutOfMemory,

    NoSuchLibrary,
    NoSuchMethod,
}
