namespace Ludos.Trust;

/// <summary>How a module's bytes came to us. What is asked of them depends on it.</summary>
public enum ModuleOrigin
{
    /// <summary>A folder or a .wasm file that the user named on the command line: their own content.</summary>
    CommandLine,

    /// <summary>A .gmod file. Unsigned ones need <c>--dev</c>.</summary>
    GmodFile,

    /// <summary>A file dropped on the web page. Unsigned ones need <c>--dev</c>.</summary>
    Dropped,

    /// <summary>Rebuilt from a folder that the user asked to have watched.</summary>
    Watch,

    /// <summary>From the installed set. Always signed.</summary>
    Installed,

    /// <summary>Fetched from a registry while the game runs. Always signed.</summary>
    Streamed,
}
