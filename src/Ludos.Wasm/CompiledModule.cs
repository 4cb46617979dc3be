using Ludos.Base;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>
/// A module's code, for any number of instances. Immutable; any thread may use it. Its memory is given back by the garbage collector
/// once neither this object nor an instance or function of it is referred to.
/// </summary>
public sealed class CompiledModule
{
    private readonly EmittedCode _emitted;

    internal CompiledModule(WasmModule module, CompileOptions options, EmittedCode emitted)
    {
        Module = module;
        MaxStackBytes = options.MaxStackBytes;
        CountsFuel = options.Fuel;
        _emitted = emitted;
        Globals = GlobalLayout.Of(module.Contents);
        UnoptimisedFunctions = emitted.Unoptimised;
    }

    public WasmModule Module { get; }

    /// <summary>Functions that the module itself defines.</summary>
    public int FunctionCount => Contents.Bodies.Count;

    /// <summary>Indices of functions that are too large for the just-in-time compiler to optimise; they run several times slower.</summary>
    public IReadOnlyList<int> UnoptimisedFunctions { get; }

    internal int MaxStackBytes { get; }

    internal bool CountsFuel { get; }

    internal Decoding.ModuleContents Contents => Module.Contents;

    internal GlobalPlace[] Globals { get; }

    /// <summary>Links the imports, fills tables and memory, and runs the start function on the calling thread.</summary>
    public Result<WasmInstance, WasmErrorCode> Instantiate(ImportSet imports, InstanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(imports);
        try
        {
            return new Instantiation(this, imports, options ?? new InstanceOptions()).Run();
        }
        catch (LinkException error)
        {
            return new Fault<WasmErrorCode>(error.Code, error.Message, error.Mend);
        }
    }

    internal System.Reflection.Module EmittedModule => _emitted.Module;

    internal nint CodeOf(int function) => _emitted.Pointer(_emitted.Functions[function]);

    internal nint InvokerOf(FunctionType type) => _emitted.Pointer(_emitted.Invokers[type]);

    /// <summary>Code that calls a delegate of <see cref="ClrShape.HostDelegate"/>'s type.</summary>
    internal nint HostCallOf(FunctionType type) => _emitted.Pointer(_emitted.HostCalls[type]);
}
