namespace Ludos.Wasm.Instructions;

/// <summary>What an atomic access does, in the order in which the format numbers its groups.</summary>
internal enum AtomicKind
{
    Load,
    Store,
    Add,
    Sub,
    And,
    Or,
    Xor,
    Exchange,
    CompareExchange,
}

/// <summary>One of the seven shapes that each kind comes in.</summary>
/// <param name="Type">Of the values on the stack.</param>
/// <param name="Bytes">In memory; where fewer than the type has, values are cut, and come back zero above.</param>
internal readonly record struct AtomicAccess(AtomicKind Kind, ValueType Type, int Bytes)
{
    private static readonly (ValueType Type, int Bytes)[] Shapes =
        [(ValueType.I32, 4), (ValueType.I64, 8), (ValueType.I32, 1), (ValueType.I32, 2), (ValueType.I64, 1), (ValueType.I64, 2), (ValueType.I64, 4)];

    /// <summary>For opcodes from <see cref="Opcode.I32AtomicLoad"/> on.</summary>
    public static AtomicAccess Of(Opcode opcode)
    {
        var (kind, shape) = Math.DivRem(opcode - Opcode.I32AtomicLoad, Shapes.Length);
        return new AtomicAccess((AtomicKind)kind, Shapes[shape].Type, Shapes[shape].Bytes);
    }
}
