using System.Reflection;
using System.Runtime.CompilerServices;
using Ludos.Wasm.Compilation;

namespace Ludos.Wasm.Execution;

/// <summary>Which loaded assemblies are compiled wasm, and of what; for looking at stack frames.</summary>
internal static class EmittedModules
{
    // Weak, for the code holds its assembly: the runtime would keep both for ever.
    private static readonly ConditionalWeakTable<Module, WeakReference<ModuleCode>> CompiledFrom = [];

    public static void Register(Module emitted, ModuleCode code) => CompiledFrom.AddOrUpdate(emitted, new WeakReference<ModuleCode>(code));

    /// <summary>Null for other code, and for code that nothing refers to any more.</summary>
    public static ModuleCode? Find(Module emitted) => CompiledFrom.TryGetValue(emitted, out var code) && code.TryGetTarget(out var found) ? found : null;
}
