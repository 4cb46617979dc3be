namespace Ludos.Wasm.Text.Assembly;

/// <summary>A value, storage or reference type as it will be encoded.</summary>
/// <param name="Code">The encoding's first byte; references are always <see cref="Ref"/> or <see cref="RefNull"/> here.</param>
/// <param name="Heap">For references: a type index, or an abstract heap type as its negative number.</param>
internal readonly record struct TextType(byte Code, long Heap = 0)
{
    public const byte Ref = 0x64;
    public const byte RefNull = 0x63;
    public const long Func = -0x10;

    public static TextType FuncRef { get; } = new(RefNull, Func);

    public bool IsReference => Code is Ref or RefNull;

    /// <summary>funcref, or its non-null part: what a plain list of function indices may fill.</summary>
    public bool HoldsAnyFunction => IsReference && Heap == Func;

    /// <summary>A nullable abstract reference has a one-byte form.</summary>
    public ByteSink WriteTo(ByteSink sink) => Code switch
    {
        RefNull when Heap < 0 => sink.Byte((byte)(Heap & 0x7F)),
        Ref or RefNull => sink.Byte(Code).Signed(Heap),
        _ => sink.Byte(Code),
    };
}
