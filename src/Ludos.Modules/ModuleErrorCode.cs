namespace Ludos.Modules;

/// <summary>Why bytes, a folder or a set of modules is not something that can run.</summary>
public enum ModuleErrorCode
{
    /// <summary>A file or folder cannot be read.</summary>
    Unreadable,

    /// <summary>The bytes are neither a .gmod nor wasm.</summary>
    NotAModule,

    /// <summary>Wasm code without a manifest, where one is needed.</summary>
    NoManifest,

    /// <summary>module.json breaks a rule; the message gives the field's path.</summary>
    BadManifest,

    /// <summary>ludos.lock breaks a rule; the message gives the field's path.</summary>
    BadLockfile,

    /// <summary>A .gmod that is damaged or not written as the format says; the message gives the offset.</summary>
    BadContainer,

    /// <summary>A path that may not be in a package.</summary>
    BadPath,

    /// <summary>The manifest names a file that is not there.</summary>
    MissingFile,

    /// <summary>Something is larger than <see cref="ModuleLimits"/> allows.</summary>
    TooLarge,

    /// <summary>The wasm code is malformed, invalid or beyond the engine's limits.</summary>
    BadCode,

    /// <summary>The code imports something; modules have no imports.</summary>
    ImportRefused,

    /// <summary>The code does not export what its manifest promises; the message gives the name.</summary>
    MissingExport,

    /// <summary>A window is misaligned, outside memory, or overlaps another.</summary>
    BadWindow,

    /// <summary>A region that a unit names is not in the world, or has another size.</summary>
    MissingRegion,

    /// <summary>The publisher's statement names another module or version than the manifest.</summary>
    SignedAsAnother,

    /// <summary>Native memory for the instance could not be had.</summary>
    OutOfMemory,
}
