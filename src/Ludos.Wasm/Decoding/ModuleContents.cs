using Ludos.Wasm.Instructions;
using Ludos.Wasm.Validation;

namespace Ludos.Wasm.Decoding;

/// <summary>A decoded module: what its sections say, indices as encoded, imports first in every index space.</summary>
internal sealed class ModuleContents
{
    private readonly Dictionary<DefinedType, int> _typeIndices = [];

    public required byte[] Bytes { get; init; }

    public required WasmLimits Limits { get; init; }

    /// <summary>By type index; each stands for its like in the whole process.</summary>
    public List<DefinedType> Types { get; } = [];

    public List<ImportDescriptor> Imports { get; } = [];

    public int ImportedFunctions { get; set; }

    public int ImportedTables { get; set; }

    public int ImportedGlobals { get; set; }

    public int ImportedMemories { get; set; }

    public int ImportedTags { get; set; }

    /// <summary>Type index of each function.</summary>
    public List<int> Functions { get; } = [];

    public List<TableType> Tables { get; } = [];

    public List<MemoryType> Memories { get; } = [];

    /// <summary>Type index of each tag.</summary>
    public List<int> Tags { get; } = [];

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

    /// <summary>An index of a type that the module defines.</summary>
    public int IndexOfType(DefinedType type)
    {
        lock (_typeIndices)
        {
            if (_typeIndices.Count == 0)
            {
                for (var i = 0; i < Types.Count; i++)
                {
                    _typeIndices.TryAdd(Types[i], i);
                }
            }

            return _typeIndices[type];
        }
    }

    /// <summary>Checks one initialiser after another while the module is decoded.</summary>
    public FunctionValidator? InitialiserValidator { get; set; }

    public FunctionType TypeOfFunction(int index) => Types[Functions[index]].Function!;

    public DefinedType DefinedTypeOfFunction(int index) => Types[Functions[index]];

    public FunctionType TypeOfTag(int index) => Types[Tags[index]].Function!;

    /// <summary>Null when there is no such type, or it is not a function's.</summary>
    public FunctionType? FunctionTypeAt(uint index) => index < (uint)Types.Count ? Types[(int)index].Function : null;

    public ReadOnlySpan<byte> DataBytes(int segment) => Bytes.AsSpan(Data[segment].Offset, Data[segment].Length);
}

/// <param name="Is64">Indices are 64 bits wide.</param>
/// <param name="Initialiser">What every element is at first; null for null references.</param>
internal readonly record struct TableType(ValueType Element, ulong Min, ulong? Max, bool Is64, ConstExpression? Initialiser);

/// <param name="Is64">Addresses are 64 bits wide.</param>
internal readonly record struct MemoryType(ulong MinPages, ulong? MaxPages, bool Is64, bool IsShared, bool Imported);

internal readonly record struct GlobalType(ValueType Type, bool Mutable);

internal readonly record struct ModuleExport(string Name, ExternKind Kind, int Index);

internal enum SegmentMode
{
    Active,
    Passive,
    Declared,
}

/// <summary>One element of a segment.</summary>
/// <param name="Function">The function that it is; below 0 when it is none, or when the steps say what it is.</param>
/// <param name="Steps">Not null when it takes more than a function or null.</param>
internal readonly record struct ElementInit(int Function, ConstStep[]? Steps)
{
    public const int None = -1;

    public static ElementInit From(ConstExpression expression) => expression.Steps switch
    {
        [{ Opcode: Opcode.RefFunc } only] => new ElementInit((int)only.Bits, null),
        [{ Opcode: Opcode.RefNull }] => new ElementInit(None, null),
        var steps => new ElementInit(None, steps),
    };
}

internal sealed record ElementSegment(SegmentMode Mode, ValueType Type, int Table, ConstExpression Offset, ElementInit[] Items);

/// <param name="Offset">In the module's bytes.</param>
internal sealed record DataSegment(SegmentMode Mode, int Memory, ConstExpression Target, int Offset, int Length);

/// <param name="Start">Offset of the first instruction.</param>
/// <param name="End">Offset after the last.</param>
/// <param name="Locals">Declared locals, parameters not included.</param>
internal sealed record FunctionBody(int Start, int End, ValueType[] Locals)
{
    /// <summary>Most operands held at once, found by validation.</summary>
    public int MaxTemporaries { get; set; }

    /// <summary>What compiling it costs, in units of <see cref="WasmLimits.MaxFunctionWork"/>; found by validation.</summary>
    public int Work { get; set; }
}
