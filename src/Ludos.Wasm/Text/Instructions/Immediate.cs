namespace Ludos.Wasm.Text.Instructions;

/// <summary>What follows an instruction's keyword, in text and in the binary.</summary>
internal enum Immediate
{
    None,
    Local,
    Global,
    Label,
    LabelTable,
    Function,
    CallIndirect,
    Tag,
    MemoryArgument,

    /// <summary>A memory argument and a lane.</summary>
    MemoryLane,
    Memory,
    MemoryCopy,
    MemoryInit,
    Data,
    Element,
    Table,
    TableCopy,
    TableInit,
    I32,
    I64,
    F32,
    F64,
    Vector,
    Lane,

    /// <summary>Sixteen lanes.</summary>
    Shuffle,
    HeapType,

    /// <summary>A reference type whose nullability is part of the opcode.</summary>
    ReferenceType,
    BranchOnCast,
    Type,
    TypeField,
    TypeCount,
    TypeType,
    TypeData,
    TypeElement,

    /// <summary>No text, one zero byte.</summary>
    Fence,

    /// <summary>No types, or several: two opcodes.</summary>
    Select,
}
