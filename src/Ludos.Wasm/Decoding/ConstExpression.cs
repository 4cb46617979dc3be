using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Decoding;

/// <summary>One instruction of an initialiser.</summary>
/// <param name="Bits">A constant's bits, or the index of a global, function or type.</param>
/// <param name="Count">Of array.new_fixed: how many elements.</param>
internal readonly record struct ConstStep(Opcode Opcode, long Bits, int Count)
{
    /// <summary>The upper half of a vector.</summary>
    public long UpperBits { get; init; }
}

/// <summary>An initialiser, as a postfix program that has been type-checked.</summary>
internal readonly record struct ConstExpression(ConstStep[] Steps)
{
    /// <summary>The one constant this is, when no import or global has a say.</summary>
    public long? Literal => Steps is [{ Opcode: >= Opcode.I32Const and <= Opcode.F64Const } only] ? only.Bits : null;
}
