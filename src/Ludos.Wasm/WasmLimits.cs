namespace Ludos.Wasm;

/// <summary>What a module may ask for. A module past any of these is refused with <see cref="WasmErrorCode.LimitExceeded"/>.</summary>
public sealed record WasmLimits
{
    public const uint PagesIn32Bits = 65_536;

    public const ulong PagesIn64Bits = 1UL << 48;

    public static WasmLimits Default { get; } = new();

    /// <summary>Bytes of the whole module.</summary>
    public int MaxModuleBytes { get; init; } = 64 * 1024 * 1024;

    public int MaxTypes { get; init; } = 100_000;

    /// <summary>Imported and defined functions together.</summary>
    public int MaxFunctions { get; init; } = 100_000;

    public int MaxImports { get; init; } = 100_000;

    public int MaxExports { get; init; } = 100_000;

    public int MaxGlobals { get; init; } = 100_000;

    /// <summary>Element segments, and likewise data segments.</summary>
    public int MaxSegments { get; init; } = 100_000;

    public int MaxTables { get; init; } = 100;

    public int MaxMemories { get; init; } = 100;

    public int MaxTags { get; init; } = 100_000;

    /// <summary>Fields of one struct.</summary>
    public int MaxFields { get; init; } = 10_000;

    /// <summary>Types above one another by extension.</summary>
    public int MaxSubtypingDepth { get; init; } = 63;

    /// <summary>Parameters of one function type, and likewise its results.</summary>
    public int MaxParameters { get; init; } = 1_000;

    /// <summary>Locals of one function, parameters included.</summary>
    public int MaxLocals { get; init; } = 25_000;

    /// <summary>Values on one function's operand stack, and likewise values that its open blocks take and return.</summary>
    public int MaxOperandStack { get; init; } = 3_000;

    /// <summary>Blocks inside one another.</summary>
    public int MaxNesting { get; init; } = 4_096;

    /// <summary>Bytes of one function's body.</summary>
    public int MaxFunctionBytes { get; init; } = 256 * 1024;

    /// <summary>Locals of all functions together, parameters not included: a body of ten bytes may declare thousands.</summary>
    public int MaxTotalLocals { get; init; } = 4_000_000;

    /// <summary>Targets of one br_table.</summary>
    public int MaxBranchTargets { get; init; } = 65_520;

    /// <summary>
    /// Units of work in one function: an instruction is one, so is each value that it pushes, pops or takes along a branch, and each target of a br_table.
    /// Some four a byte in code that compilers make; the time and memory that compiling takes go up with it.
    /// </summary>
    public int MaxFunctionWork { get; init; } = 4_000_000;

    /// <summary>Units of work in the module.</summary>
    public long MaxWork { get; init; } = 400_000_000;

    /// <summary>64 KiB pages of the memory; a larger declared maximum is allowed, and growing stops here.</summary>
    public ulong MaxMemoryPages { get; init; } = 16_384;

    /// <summary>Elements of one table; a larger declared maximum is allowed, and growing stops here.</summary>
    public ulong MaxTableElements { get; init; } = 1_000_000;

    /// <summary>UTF-8 bytes of one import, export or section name.</summary>
    public int MaxNameBytes { get; init; } = 100_000;
}
