namespace Ludos.Wasm.Text.Instructions;

/// <summary>Atomic memory accesses: what follows 0xFE.</summary>
internal static class AtomicInstructions
{
    private const byte Prefix = 0xFE;
    private const uint FirstLoad = 0x10;
    private const uint FirstStore = 0x17;
    private const uint FirstModify = 0x1E;

    // The order of widths in every family.
    private static readonly (string Type, string Width, int Align)[] Widths =
    [
        ("i32", "", 2), ("i64", "", 3), ("i32", "8", 0), ("i32", "16", 1), ("i64", "8", 0), ("i64", "16", 1), ("i64", "32", 2),
    ];

    private static readonly string[] Operations = ["add", "sub", "and", "or", "xor", "xchg", "cmpxchg"];

    public static IEnumerable<TextInstruction> All() =>
    [
        new("memory.atomic.notify", Prefix, 0, Immediate.MemoryArgument, 2),
        new("memory.atomic.wait32", Prefix, 1, Immediate.MemoryArgument, 2),
        new("memory.atomic.wait64", Prefix, 2, Immediate.MemoryArgument, 3),
        new("atomic.fence", Prefix, 3, Immediate.Fence),
        .. Family(FirstLoad, width => $"{width.Type}.atomic.load{width.Width}{Unsigned(width.Width)}"),
        .. Family(FirstStore, width => $"{width.Type}.atomic.store{width.Width}"),
        .. Operations.SelectMany((operation, index) => Family(
            FirstModify + ((uint)index * (uint)Widths.Length),
            width => $"{width.Type}.atomic.rmw{width.Width}.{operation}{Unsigned(width.Width)}")),
    ];

    private static string Unsigned(string width) => width.Length > 0 ? "_u" : "";

    private static IEnumerable<TextInstruction> Family(uint first, Func<(string Type, string Width, int Align), string> name) =>
        Widths.Select((width, index) => new TextInstruction(name(width), Prefix, first + (uint)index, Immediate.MemoryArgument, width.Align));
}
