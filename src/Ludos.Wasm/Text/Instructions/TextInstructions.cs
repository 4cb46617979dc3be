namespace Ludos.Wasm.Text.Instructions;

/// <summary>Every plain instruction by its text name and by its encoding. Blocks and their parts are the assembler's and the printer's.</summary>
internal static class TextInstructions
{
    private static readonly Dictionary<string, TextInstruction> ByName = All().ToDictionary(instruction => instruction.Name, StringComparer.Ordinal);

    private static readonly Dictionary<(byte Prefix, uint Code), TextInstruction> ByCode = All().ToDictionary(instruction => (instruction.Prefix, instruction.Code));

    public static IReadOnlyCollection<TextInstruction> Everything => ByName.Values;

    public static bool TryGet(string name, out TextInstruction instruction) => ByName.TryGetValue(name, out instruction);

    public static bool TryGet(byte prefix, uint code, out TextInstruction instruction) => ByCode.TryGetValue((prefix, code), out instruction);

    private static IEnumerable<TextInstruction> All() =>
        [.. CoreInstructions.All(), .. NumericInstructions.All(), .. ObjectInstructions.All(), .. VectorInstructions.All(), .. AtomicInstructions.All()];
}
