using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Compilation.Splitting;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>What every function's compilation needs to know of its module.</summary>
/// <param name="IsGuarded">Memories with 32-bit addresses lie in watched reservations: their accesses are not compared.</param>
/// <param name="Home">Where this function's code goes; may be asked for further methods.</param>
/// <param name="Methods">By function index; not for imports.</param>
internal sealed record ModuleContext(ModuleContents Module, bool CountsFuel, bool IsGuarded, EmittedAssembly Home, FunctionMethods Methods, GlobalPlace[] Globals)
{
    /// <summary><see cref="CompileOptions.IsCanary"/>.</summary>
    public bool IsCanary { get; init; }

    /// <summary><see cref="CompileOptions.ExactTraps"/>: each place that can trap gets a block of its own.</summary>
    public bool ExactTraps { get; init; }

    /// <summary><see cref="CompileOptions.Profile"/>: entering and leaving functions is told.</summary>
    public bool IsProfiled { get; init; }

    /// <summary><see cref="CompileOptions.CanonicalNaN"/>.</summary>
    public bool CanonicalNaN { get; init; }

    /// <summary>Stores look whether they hit what the instance may not write.</summary>
    public bool ChecksReadOnlyRange { get; init; }

    /// <summary>Atomic stores do, in every tier: they may be carried out by methods of the engine, where a fault would not be taken for the module's.</summary>
    public bool ChecksReadOnlyAtomics { get; init; }

    /// <summary><see cref="CompileOptions.Divider"/>.</summary>
    public Func<ControlTree, IReadOnlyList<ControlNode>>? Divider { get; init; }
}
