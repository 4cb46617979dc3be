namespace Ludos.Wasm.Text.Instructions;

/// <summary>Structs, arrays, i31 and casts: what follows 0xFB.</summary>
internal static class ObjectInstructions
{
    private const byte Prefix = 0xFB;

    public static IEnumerable<TextInstruction> All() =>
    [
        new("struct.new", Prefix, 0, Immediate.Type),
        new("struct.new_default", Prefix, 1, Immediate.Type),
        new("struct.get", Prefix, 2, Immediate.TypeField),
        new("struct.get_s", Prefix, 3, Immediate.TypeField),
        new("struct.get_u", Prefix, 4, Immediate.TypeField),
        new("struct.set", Prefix, 5, Immediate.TypeField),
        new("array.new", Prefix, 6, Immediate.Type),
        new("array.new_default", Prefix, 7, Immediate.Type),
        new("array.new_fixed", Prefix, 8, Immediate.TypeCount),
        new("array.new_data", Prefix, 9, Immediate.TypeData),
        new("array.new_elem", Prefix, 10, Immediate.TypeElement),
        new("array.get", Prefix, 11, Immediate.Type),
        new("array.get_s", Prefix, 12, Immediate.Type),
        new("array.get_u", Prefix, 13, Immediate.Type),
        new("array.set", Prefix, 14, Immediate.Type),
        new("array.len", Prefix, 15, Immediate.None),
        new("array.fill", Prefix, 16, Immediate.Type),
        new("array.copy", Prefix, 17, Immediate.TypeType),
        new("array.init_data", Prefix, 18, Immediate.TypeData),
        new("array.init_elem", Prefix, 19, Immediate.TypeElement),
        new("ref.test", Prefix, 20, Immediate.ReferenceType),
        new("ref.cast", Prefix, 22, Immediate.ReferenceType),
        new("br_on_cast", Prefix, 24, Immediate.BranchOnCast),
        new("br_on_cast_fail", Prefix, 25, Immediate.BranchOnCast),
        new("any.convert_extern", Prefix, 26, Immediate.None),
        new("extern.convert_any", Prefix, 27, Immediate.None),
        new("ref.i31", Prefix, 28, Immediate.None),
        new("i31.get_s", Prefix, 29, Immediate.None),
        new("i31.get_u", Prefix, 30, Immediate.None),
    ];
}
