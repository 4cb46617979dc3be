using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Atomic accesses with the operands behind the address. Waiting and notifying are left out: no other thread would come.</summary>
internal static class AtomicOperators
{
    private static readonly List<Operator> All = [.. AtomicInstructions.All()
        .Where(instruction => instruction.Name.StartsWith('i'))
        .Select(Describe)];

    /// <summary>Loads, and what reads, changes and writes.</summary>
    public static ILookup<TextType, Operator> ByResult { get; } = All.Where(op => !IsStore(op)).ToLookup(op => op.Gives);

    public static IReadOnlyList<Operator> Stores { get; } = [.. All.Where(IsStore)];

    private static bool IsStore(Operator op) => op.Instruction.Name.Contains(".store", StringComparison.Ordinal);

    private static Operator Describe(TextInstruction instruction)
    {
        var type = GenTypes.Named(instruction.Name[..3]);
        TextType[] takes = instruction.Name switch
        {
            var name when name.Contains(".load", StringComparison.Ordinal) => [],
            var name when name.Contains("cmpxchg", StringComparison.Ordinal) => [type, type],
            _ => [type],
        };
        return new Operator(instruction, takes, type, MakesNan: false);
    }
}
