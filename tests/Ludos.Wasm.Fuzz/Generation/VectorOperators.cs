using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Vector instructions without memory or lanes, with their types, read off their names. Relaxed ones may differ between engines and are left out.</summary>
internal static class VectorOperators
{
    private static readonly string[] Unary =
        ["not", "abs", "neg", "popcnt", "sqrt", "ceil", "floor", "trunc", "nearest", "extadd", "extend", "convert", "demote", "promote"];

    private static readonly string[] ExactOnNan = ["abs", "neg", "pmin", "pmax", "splat"];
    private static readonly string[] FloatComparisons = ["eq", "ne", "lt", "gt", "le", "ge"];

    public static ILookup<TextType, Operator> ByResult { get; } =
        VectorInstructions.All()
            .Where(instruction => instruction.Immediate == Immediate.None && !instruction.Name.Contains("relaxed", StringComparison.Ordinal))
            .Select(Describe).ToLookup(op => op.Gives);

    /// <summary>Of what gives a vector of floats: their width in bits; 0 for all else.</summary>
    public static int FloatLaneBits(Operator op) =>
        op.Instruction.Name.StartsWith("f32x4.", StringComparison.Ordinal) ? 32 : op.Instruction.Name.StartsWith("f64x2.", StringComparison.Ordinal) ? 64 : 0;

    private static Operator Describe(TextInstruction instruction)
    {
        var dot = instruction.Name.IndexOf('.', StringComparison.Ordinal);
        var shape = instruction.Name[..dot];
        var rest = instruction.Name[(dot + 1)..];
        var word = rest.Split('_')[0];
        TextType[] takes = (word, rest) switch
        {
            ("splat", _) => [shape switch { "i64x2" => GenTypes.I64, "f32x4" => GenTypes.F32, "f64x2" => GenTypes.F64, _ => GenTypes.I32 }],
            (_, "any_true" or "all_true") or ("bitmask", _) => [GenTypes.V128],
            ("shl" or "shr", _) => [GenTypes.V128, GenTypes.I32],
            ("bitselect", _) => [GenTypes.V128, GenTypes.V128, GenTypes.V128],
            _ when Unary.Contains(word) => [GenTypes.V128],
            _ => [GenTypes.V128, GenTypes.V128],
        };
        var gives = rest is "any_true" or "all_true" or "bitmask" ? GenTypes.I32 : GenTypes.V128;
        var isFloat = shape is "f32x4" or "f64x2";
        return new Operator(instruction, takes, gives, isFloat && !ExactOnNan.Contains(word) && !FloatComparisons.Contains(word));
    }
}
