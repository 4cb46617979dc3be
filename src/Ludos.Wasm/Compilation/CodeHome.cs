using System.Reflection;
using System.Runtime.Loader;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Where a module's code is loaded. Collectible: it goes when nothing refers to the code, and the runtime optimises such code fully at its
/// first call, for it has no tiers of it.
/// </summary>
internal sealed class CodeHome() : AssemblyLoadContext("Ludos.Wasm code", isCollectible: true)
{
    private static readonly Assembly Engine = typeof(CodeHome).Assembly;

    public Assembly Load(byte[] image) => LoadFromStream(new MemoryStream(image, writable: false));

    // The engine that emitted the code, wherever it was loaded itself; the rest comes from the framework.
    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == Engine.GetName().Name ? Engine : null;
}
