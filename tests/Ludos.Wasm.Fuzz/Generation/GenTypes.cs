using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>The types that generated code uses by name.</summary>
internal static class GenTypes
{
    public static readonly TextType I32 = new(0x7F);
    public static readonly TextType I64 = new(0x7E);
    public static readonly TextType F32 = new(0x7D);
    public static readonly TextType F64 = new(0x7C);
    public static readonly TextType V128 = new(0x7B);
    public static readonly TextType FuncRef = TextType.FuncRef;
    public static readonly TextType AnyRef = new(TextType.RefNull, -0x12);
    public static readonly TextType EqRef = new(TextType.RefNull, -0x13);
    public static readonly TextType I31Ref = new(TextType.RefNull, -0x14);
    public static readonly TextType ExnRef = new(TextType.RefNull, -0x17);

    public static TextType Named(string name) => name switch
    {
        "i32" => I32,
        "i64" => I64,
        "f32" => F32,
        _ => F64,
    };
}
