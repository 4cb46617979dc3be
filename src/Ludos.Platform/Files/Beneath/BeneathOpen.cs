namespace Ludos.Platform.Files.Beneath;

/// <summary>How a path below a folder is opened.</summary>
[Flags]
public enum BeneathOpen
{
    None = 0,
    Read = 1,
    Write = 2,

    /// <summary>Makes a plain file where there is nothing.</summary>
    Create = 4,

    /// <summary>With <see cref="Create"/>: refuses what is there already.</summary>
    Exclusive = 8,

    /// <summary>Empties the file.</summary>
    Truncate = 16,

    /// <summary>Refuses anything but a folder.</summary>
    Folder = 32,

    /// <summary>A link at the end of the path is not followed.</summary>
    NoFollow = 64,

    /// <summary>A handle that names the thing and can neither read nor write it; a link can be opened this way too.</summary>
    PathOnly = 128,
}
