namespace Ludos.Wasm.Text.Assembly;

/// <summary>
/// Where custom sections may stand: even places are the gaps before, between and behind the sections, odd places the sections in the binary's order.
/// </summary>
internal static class SectionPlace
{
    private static readonly (string Word, byte Id)[] InOrder =
    [
        ("type", 1), ("import", 2), ("func", 3), ("table", 4), ("memory", 5), ("tag", 13), ("global", 6), ("export", 7), ("start", 8),
        ("elem", 9), ("datacount", 12), ("code", 10), ("data", 11),
    ];

    public const int First = 0;

    public static int Last { get; } = InOrder.Length * 2;

    /// <summary>The section at an odd place, by its number in the binary.</summary>
    public static byte? Section(int place) => place % 2 == 1 ? InOrder[place / 2].Id : null;

    /// <summary>The gap behind a section, by its number in the binary.</summary>
    public static int After(byte id) => (Array.FindIndex(InOrder, entry => entry.Id == id) * 2) + 2;

    /// <summary>The word for the section before a gap; null for the first gap.</summary>
    public static string? WordBefore(int gap) => gap == First ? null : InOrder[(gap / 2) - 1].Word;

    /// <summary>The gap before or after the section of that word; null for a word that is no section.</summary>
    public static int? Gap(string word, bool after) =>
        Array.FindIndex(InOrder, entry => entry.Word == word) is >= 0 and var index ? (index * 2) + (after ? 2 : 0) : null;
}
