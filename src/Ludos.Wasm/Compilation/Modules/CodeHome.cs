using System.Reflection;
using System.Runtime.Loader;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Where a module's code is loaded. Collectible: it goes when nothing refers to the code, and the runtime optimises such code fully at its
/// first call, for it has no tiers of it. Hold it while the code may run: the runtime asks it for what the code refers to.
/// </summary>
/// <param name="find">
/// The assembly that a chunk's name stands for; null for other names. Called by whichever thread makes code native. It must not hold what was loaded
/// here: that would keep it for ever.
/// </param>
internal sealed class CodeHome(Func<string?, Assembly?> find) : AssemblyLoadContext("Ludos.Wasm code", isCollectible: true)
{
    private static readonly Assembly Engine = typeof(CodeHome).Assembly;

    public Assembly Load(byte[] image) => LoadFromStream(new MemoryStream(image, writable: false));

    // The engine that emitted the code, wherever it was loaded itself; the rest comes from the framework.
    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == Engine.GetName().Name ? Engine : find(assemblyName.Name);
}
