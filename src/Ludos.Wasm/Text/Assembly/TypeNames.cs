namespace Ludos.Wasm.Text.Assembly;

/// <summary>Words of the text format for types, and their encodings.</summary>
internal static class TypeNames
{
    public static IReadOnlyDictionary<string, byte> Numbers { get; } = new Dictionary<string, byte>(StringComparer.Ordinal)
    {
        ["i32"] = 0x7F,
        ["i64"] = 0x7E,
        ["f32"] = 0x7D,
        ["f64"] = 0x7C,
        ["v128"] = 0x7B,
    };

    public static IReadOnlyDictionary<string, byte> Packed { get; } = new Dictionary<string, byte>(StringComparer.Ordinal)
    {
        ["i8"] = 0x78,
        ["i16"] = 0x77,
    };

    /// <summary>Abstract heap types, as the negative numbers that the binary has.</summary>
    public static IReadOnlyDictionary<string, long> Heaps { get; } = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["noexn"] = -0x0C,
        ["nofunc"] = -0x0D,
        ["noextern"] = -0x0E,
        ["none"] = -0x0F,
        ["func"] = TextType.Func,
        ["extern"] = -0x11,
        ["any"] = -0x12,
        ["eq"] = -0x13,
        ["i31"] = -0x14,
        ["struct"] = -0x15,
        ["array"] = -0x16,
        ["exn"] = -0x17,
    };

    /// <summary>Short words for nullable references to abstract heap types.</summary>
    public static IReadOnlyDictionary<string, long> References { get; } = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["nullexnref"] = -0x0C,
        ["nullfuncref"] = -0x0D,
        ["nullexternref"] = -0x0E,
        ["nullref"] = -0x0F,
        ["funcref"] = TextType.Func,
        ["externref"] = -0x11,
        ["anyref"] = -0x12,
        ["eqref"] = -0x13,
        ["i31ref"] = -0x14,
        ["structref"] = -0x15,
        ["arrayref"] = -0x16,
        ["exnref"] = -0x17,
    };
}
