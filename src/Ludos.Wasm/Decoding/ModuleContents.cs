namespace Ludos.Wasm.Decoding;

/// <summary>A decoded module: what its sections say, indices as encoded, imports first in every index space.</summary>
internal sealed class ModuleContents
{
    public required byte[] Bytes { get; init; }

    public required WasmLimits Limits { get; init; }

    public List<FunctionType> Types { get; } = [];

    public List<ImportDescriptor> Imports { get; } = [];

    public int ImportedFunctions { get; set; }

    public int ImportedTables { get; set; }

    public int ImportedGlobals { get; set; }

    /// <summary>Type index of each function.</summary>
    public List<int> Functions { get; } = [];

    public List<TableType> Tables { get; } = [];

    public MemoryType? Memory { get; set; }

    public List<GlobalType> Globals { get; } = [];

    /// <summary>Initialisers of the module's own globals.</summary>
    public List<ConstExpression> GlobalInitialisers { get; } = [];

    public List<ModuleExport> Exports { get; } = [];

    public int? StartFunction { get; set; }

    public List<ElementSegment> Elements { get; } = [];

    public List<DataSegment> Data { get; } = [];

    public int? DataCount { get; set; }

    public List<FunctionBody> Bodies { get; } = [];

    /// <summary>Functions that may become references: exported, or named outside of function bodies.</summary>
    public HashSet<int> ReferableFunctions { get; } = [];

    /// <summary>Offset and length of the name section's content; zero when there is none.</summary>
    public (int Offset, int Length) NameSection { get; set; }

    public FunctionType TypeOfFunction(int index) => Types[Functions[index]];

    public ReadOnlySpan<byte> DataBytes(int segment) => Bytes.AsSpan(Data[segment].Offset, Data[segment].Length);
}

internal readonly record struct TableType(ValueType Element, uint Min, uint? Max);

internal readonly record struct MemoryType(uint MinPages, uint? MaxPages, bool Imported);

internal readonly record struct GlobalType(ValueType Type, bool Mutable);

internal readonly record struct ModuleExport(string Name, ExternKind Kind, int Index);

internal enum SegmentMode
{
    Active,
    Passive,
    Declared,
}

/// <summary>One element: a function index, <see cref="NullFunction"/>, or a global to read, encoded below that.</summary>
internal readonly record struct ElementInit(int Code)
{
    public const int NullFunction = -1;

    public bool IsGlobal => Code < NullFunction;

    public int Global => -2 - Code;

    public static ElementInit FromGlobal(int index) => new(-2 - index);
}

internal sealed record ElementSegment(SegmentMode Mode, ValueType Type, int Table, ConstExpression Offset, ElementInit[] Items);

/// <param name="Offset">In the module's bytes.</param>
internal sealed record DataSegment(SegmentMode Mode, ConstExpression Target, int Offset, int Length);

/// <param name="Start">Offset of the first instruction.</param>
/// <param name="End">Offset after the last.</param>
/// <param name="Locals">Declared locals, parameters not included.</param>
internal sealed record FunctionBody(int Start, int End, ValueType[] Locals)
{
    /// <summary>Most operands held at once, found by validation.</summary>
    public int MaxTemporaries { get; set; }
}
