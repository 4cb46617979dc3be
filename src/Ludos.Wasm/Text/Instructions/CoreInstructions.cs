namespace Ludos.Wasm.Text.Instructions;

/// <summary>Control, variables, tables, memories and references: all but numbers, objects, vectors and atomics.</summary>
internal static class CoreInstructions
{
    private const byte Bulk = 0xFC;

    public static IEnumerable<TextInstruction> All() =>
    [
        new("unreachable", 0, 0x00, Immediate.None),
        new("nop", 0, 0x01, Immediate.None),
        new("throw", 0, 0x08, Immediate.Tag),
        new("throw_ref", 0, 0x0A, Immediate.None),
        new("br", 0, 0x0C, Immediate.Label),
        new("br_if", 0, 0x0D, Immediate.Label),
        new("br_table", 0, 0x0E, Immediate.LabelTable),
        new("return", 0, 0x0F, Immediate.None),
        new("call", 0, 0x10, Immediate.Function),
        new("call_indirect", 0, 0x11, Immediate.CallIndirect),
        new("return_call", 0, 0x12, Immediate.Function),
        new("return_call_indirect", 0, 0x13, Immediate.CallIndirect),
        new("call_ref", 0, 0x14, Immediate.Type),
        new("return_call_ref", 0, 0x15, Immediate.Type),
        new("drop", 0, 0x1A, Immediate.None),
        new("select", 0, 0x1B, Immediate.Select),
        new("local.get", 0, 0x20, Immediate.Local),
        new("local.set", 0, 0x21, Immediate.Local),
        new("local.tee", 0, 0x22, Immediate.Local),
        new("global.get", 0, 0x23, Immediate.Global),
        new("global.set", 0, 0x24, Immediate.Global),
        new("table.get", 0, 0x25, Immediate.Table),
        new("table.set", 0, 0x26, Immediate.Table),
        .. Accesses(),
        new("memory.size", 0, 0x3F, Immediate.Memory),
        new("memory.grow", 0, 0x40, Immediate.Memory),
        new("ref.null", 0, 0xD0, Immediate.HeapType),
        new("ref.is_null", 0, 0xD1, Immediate.None),
        new("ref.func", 0, 0xD2, Immediate.Function),
        new("ref.eq", 0, 0xD3, Immediate.None),
        new("ref.as_non_null", 0, 0xD4, Immediate.None),
        new("br_on_null", 0, 0xD5, Immediate.Label),
        new("br_on_non_null", 0, 0xD6, Immediate.Label),
        new("memory.init", Bulk, 8, Immediate.MemoryInit),
        new("data.drop", Bulk, 9, Immediate.Data),
        new("memory.copy", Bulk, 10, Immediate.MemoryCopy),
        new("memory.fill", Bulk, 11, Immediate.Memory),
        new("table.init", Bulk, 12, Immediate.TableInit),
        new("elem.drop", Bulk, 13, Immediate.Element),
        new("table.copy", Bulk, 14, Immediate.TableCopy),
        new("table.grow", Bulk, 15, Immediate.Table),
        new("table.size", Bulk, 16, Immediate.Table),
        new("table.fill", Bulk, 17, Immediate.Table),
    ];

    private static IEnumerable<TextInstruction> Accesses()
    {
        (string Name, int Align)[] inOrder =
        [
            ("i32.load", 2), ("i64.load", 3), ("f32.load", 2), ("f64.load", 3),
            ("i32.load8_s", 0), ("i32.load8_u", 0), ("i32.load16_s", 1), ("i32.load16_u", 1),
            ("i64.load8_s", 0), ("i64.load8_u", 0), ("i64.load16_s", 1), ("i64.load16_u", 1), ("i64.load32_s", 2), ("i64.load32_u", 2),
            ("i32.store", 2), ("i64.store", 3), ("f32.store", 2), ("f64.store", 3),
            ("i32.store8", 0), ("i32.store16", 1), ("i64.store8", 0), ("i64.store16", 1), ("i64.store32", 2),
        ];
        return inOrder.Select((access, index) => new TextInstruction(access.Name, 0, 0x28 + (uint)index, Immediate.MemoryArgument, access.Align));
    }
}
