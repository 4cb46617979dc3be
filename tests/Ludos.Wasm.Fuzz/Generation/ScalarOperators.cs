using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>All scalar numeric instructions with their types, read off their names.</summary>
internal static class ScalarOperators
{
    private static readonly string[] Comparisons = ["eq", "ne", "lt", "gt", "le", "ge"];
    private static readonly string[] Unary = ["clz", "ctz", "popcnt", "abs", "neg", "ceil", "floor", "trunc", "nearest", "sqrt", "extend8", "extend16", "extend32"];
    private static readonly string[] ExactOnNan = ["abs", "neg", "copysign"];

    public static ILookup<TextType, Operator> ByResult { get; } =
        NumericInstructions.All().Where(instruction => instruction.Immediate == Immediate.None).Select(Describe).ToLookup(op => op.Gives);

    private static Operator Describe(TextInstruction instruction)
    {
        var dot = instruction.Name.IndexOf('.', StringComparison.Ordinal);
        var own = GenTypes.Named(instruction.Name[..dot]);
        var words = instruction.Name[(dot + 1)..].Split('_');
        var isFloat = own == GenTypes.F32 || own == GenTypes.F64;
        if (words.Skip(1).FirstOrDefault(word => word is "i32" or "i64" or "f32" or "f64") is { } source)
        {
            return new Operator(instruction, [GenTypes.Named(source)], own, words[0] is "demote" or "promote");
        }

        if (words[0] == "eqz")
        {
            return new Operator(instruction, [own], GenTypes.I32, false);
        }

        if (Comparisons.Contains(words[0]))
        {
            return new Operator(instruction, [own, own], GenTypes.I32, false);
        }

        return new Operator(instruction, Unary.Contains(words[0]) ? [own] : [own, own], own, isFloat && !ExactOnNan.Contains(words[0]));
    }
}
