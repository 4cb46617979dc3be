using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Instructions;

/// <summary>One instruction with its immediates.</summary>
internal struct Instruction
{
    public Opcode Opcode;

    /// <summary>Where it begins in the file.</summary>
    public int Offset;

    /// <summary>First index: label, local, global, function, type, table, segment or memory.</summary>
    public uint Index;

    /// <summary>Second index.</summary>
    public uint Index2;

    /// <summary>Of a vector access or an operation on one lane.</summary>
    public byte Lane;

    /// <summary>A constant's bits, or a memory offset.</summary>
    public long Bits;

    /// <summary>log2 of a memory access's claimed alignment.</summary>
    public uint Alignment;

    /// <summary>Of v128.const and a shuffle.</summary>
    public Vector128<byte> Vector;

    /// <summary>Of a block, loop, if or try_table; null for a type index that does not exist.</summary>
    public FunctionType? BlockType;

    /// <summary>Of ref.null, typed select, tests and casts; of a branch on a cast, the type that it starts from.</summary>
    public ValueType Type;

    /// <summary>Of a branch on a cast: the type that it looks for.</summary>
    public ValueType Target;

    /// <summary>Of br_table, the default last.</summary>
    public uint[]? Targets;

    /// <summary>Of try_table.</summary>
    public CatchClause[]? Catches;
}

internal enum CatchKind : byte
{
    /// <summary>One tag; the branch takes its values.</summary>
    Catch,

    /// <summary>One tag; the branch takes its values and the exception.</summary>
    CatchRef,
    CatchAll,
    CatchAllRef,
}

/// <param name="Tag">0 where every exception is caught.</param>
/// <param name="Label">Counted from outside the try_table.</param>
internal readonly record struct CatchClause(CatchKind Kind, uint Tag, uint Label);
