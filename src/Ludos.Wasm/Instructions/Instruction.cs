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

    /// <summary>A constant's bits, or a memory offset.</summary>
    public long Bits;

    /// <summary>log2 of a memory access's claimed alignment.</summary>
    public uint Alignment;

    /// <summary>Of a block, loop or if; null for a type index that does not exist.</summary>
    public FunctionType? BlockType;

    /// <summary>Of ref.null and typed select.</summary>
    public ValueType Type;

    /// <summary>Of br_table, the default last.</summary>
    public uint[]? Targets;
}
