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
    private readonly ModuleCode _code;
    private readonly Lazy<int[]> _unoptimised;
    private readonly Lazy<CompiledModule> _explicit;

    internal CompiledModule(WasmModule module, CompileOptions options, ModuleCode code, Task whenNative)
    {
        Module = module;
        Tier = options.Tier;
        _explicit = new(() => Tier == BoundsTier.Explicit ? this : ModuleCompiler.Compile(module, options with { Tier = BoundsTier.Explicit }));
        MaxStackBytes = options.MaxStackBytes;
        CountsFuel = options.Fuel;
        ChecksReadOnlyRange = options.ReadOnlyRange;
        _code = code;
        WhenNative = whenNative;
        Globals = GlobalLayout.Of(module.Contents);
        _unoptimised = new(() => code.Unoptimised);
    }

    public WasmModule Module { get; }

    /// <summary>How memory accesses are checked: never <see cref="BoundsTier.Auto"/>. <see cref="BoundsTier.Explicit"/> also for modules without a memory that guards would serve.</summary>
    public BoundsTier Tier { get; }

    /// <summary>Functions that the module itself defines.</summary>
    public int FunctionCount => Contents.Bodies.Count;

    /// <summary>
    /// Indices of functions that are too large for the just-in-time compiler to optimise; they run several times slower. Asking emits what was not yet.
    /// </summary>
    public IReadOnlyList<int> UnoptimisedFunctions => _unoptimised.Value;

    /// <summary>With <see cref="CompileMode.Background"/>: ends when every function is native. Else ended already.</summary>
    public Task WhenNative { get; }

    internal int MaxStackBytes { get; }

    internal bool CountsFuel { get; }

    /// <summary>The same module with compared accesses, compiled when first asked for: an instance on a memory without guard pages runs this.</summary>
    internal CompiledModule Explicit => _explicit.Value;

    internal bool ChecksReadOnlyRange { get; }

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

    /// <summary>The IL that a function becomes, as text for people, with the wasm instructions beside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The module defines no function of this index: it is imported, or there is none.</exception>
    public string ListIL(int functionIndex)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(functionIndex, Contents.ImportedFunctions);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(functionIndex, Contents.Functions.Count);
        return _code.ListIL(functionIndex);
    }

    internal ModuleCode Emitted => _code;

    internal nint CodeOf(int function) => _code.CodeOf(function);

    internal nint InvokerOf(FunctionType type) => _code.InvokerOf(type);

    /// <summary>Code that calls a delegate of <see cref="ClrShape.HostDelegate"/>'s type.</summary>
    internal nint HostCallOf(FunctionType type) => _code.HostCallOf(type);
}
