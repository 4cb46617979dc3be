using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>Turns verified bytes into code. Thread-safe; nothing here runs on the tick thread.</summary>
public interface IModuleLoader
{
    /// <summary>Whether this loader is the one for these bytes.</summary>
    /// <param name="bytes">A .gmod file or wasm code; untrusted.</param>
    /// <param name="manifest">The manifest where it is known.</param>
    bool Handles(ReadOnlySpan<byte> bytes, ModuleManifest? manifest);

    /// <summary>Reads the package; raw wasm gets a manifest if this loader can make one.</summary>
    Result<ModulePackage, ModuleErrorCode> Open(VerifiedModule module);

    /// <summary>Decodes, validates, compiles and checks the code against its manifest. No region of a world is needed yet.</summary>
    Result<IPreparedModule, ModuleErrorCode> Prepare(ModulePackage package, PrepareOptions options);
}

/// <summary>How to prepare a module.</summary>
public sealed record PrepareOptions
{
    /// <summary>Compile every function now, so that the first tick is not late. Default true; false starts sooner.</summary>
    public bool CompileNow { get; init; } = true;

    /// <summary>Default true: regions that code looks at through <c>window_R</c> are shown to it where they lie, if the platform can; false: they are copied.</summary>
    public bool MapWindows { get; init; } = true;
}
