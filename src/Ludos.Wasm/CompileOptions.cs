using Ludos.Wasm.Compilation.Splitting;

namespace Ludos.Wasm;

/// <summary>How a module becomes code.</summary>
public sealed record CompileOptions
{
    public const int DefaultMaxStackBytes = 1024 * 1024;

    /// <summary>
    /// Fuel and canonical NaNs: with imports that are functions of their arguments, what code does depends on nothing but the module and its input,
    /// on every machine. docs/reference/wasm-determinism.md has the exceptions.
    /// </summary>
    public static CompileOptions Deterministic { get; } = new() { Fuel = true, CanonicalNaN = true };

    /// <summary>
    /// Default true: counts fuel, and looks whether the call was interrupted, at function entries and loop headers, and counts bulk operations.
    /// False: no fuel, and <see cref="WasmInstance.RequestInterrupt"/> has no effect; for code that is known to end.
    /// </summary>
    public bool Fuel { get; init; } = true;

    /// <summary>
    /// Default false: which quiet NaN arithmetic gives is the machine's choice. True: every NaN that arithmetic makes, in scalars and lanes, is the positive
    /// one without payload (0x7FC00000, 0x7FF8000000000000), as the specification's deterministic profile has it. NaNs that are only moved keep their bits.
    /// </summary>
    public bool CanonicalNaN { get; init; }

    /// <summary>When functions become native. Default <see cref="CompileMode.Lazy"/>.</summary>
    public CompileMode Mode { get; init; }

    /// <summary>Default null: none. Where emitted code is looked for first, and kept.</summary>
    public CodeCache? Cache { get; init; }

    /// <summary>
    /// Default false: places in a function that trap for the same reason share a block, and <see cref="WasmFrame.CodeOffset"/> of the innermost frame is
    /// known where there is one such place only. True: each has its own; more code to compile, the same speed.
    /// </summary>
    public bool ExactTraps { get; init; }

    /// <summary>Default false. True: calls are told to <see cref="InstanceOptions.Profiler"/>, which makes them several times slower, and tail calls use stack.</summary>
    public bool Profile { get; init; }

    /// <summary>Short for <see cref="Mode"/>: true is <see cref="CompileMode.Eager"/>, false <see cref="CompileMode.Lazy"/>.</summary>
    public bool JitNow
    {
        get => Mode == CompileMode.Eager;
        init => Mode = value ? CompileMode.Eager : CompileMode.Lazy;
    }

    /// <summary>Default <see cref="BoundsTier.Auto"/>. <see cref="BoundsTier.Guard"/> where it is not to be had becomes <see cref="BoundsTier.Explicit"/>; <see cref="CompiledModule.Tier"/> says which it is.</summary>
    public BoundsTier Tier { get; init; }

    /// <summary>Default false. True: an instance may be shown memory that it must not write, see <see cref="WasmInstance.SetReadOnlyRange"/>; in the explicit tier each store compares its address once more, in the guard tier such memory must be of pages that cannot be written.</summary>
    public bool ReadOnlyRange { get; init; }

    /// <summary>Stack one call from the host may use, in bytes; less where the thread has less. Default 1 MiB.</summary>
    public int MaxStackBytes { get; init; } = DefaultMaxStackBytes;

    /// <summary>Wide shifts count wrongly: the fault that the differential fuzzer must find. Nothing but a test can set it, and such code is not for a cache.</summary>
    internal bool IsCanary { get; init; }

    /// <summary>Default null: functions that are too large are divided. Else every function is, into the stretches that this chooses; for tests.</summary>
    internal Func<ControlTree, IReadOnlyList<ControlNode>>? Divider { get; init; }
}
