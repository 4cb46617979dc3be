namespace Ludos.Wasm.Tests.Wast.Assembly;

internal enum Immediate
{
    None,
    Local,
    Global,
    Label,
    LabelTable,
    Function,
    CallIndirect,
    MemoryArgument,
    Memory,
    MemoryCopy,
    MemoryInit,
    Data,
    Element,
    Table,
    TableCopy,
    TableInit,
    I32,
    I64,
    F32,
    F64,
    HeapType,
    Select,
}

/// <param name="Code">One byte, or 0xFC followed by a sub-opcode as 0xFC00 + sub.</param>
/// <param name="Align">Natural alignment as a power of two, for memory arguments.</param>
internal readonly record struct Opcode(int Code, Immediate Immediate, int Align = 0)
{
    public void WriteTo(ByteSink sink)
    {
        if (Code > 0xFF)
        {
            sink.Byte((byte)(Code >> 8)).Unsigned((ulong)(Code & 0xFF));
            return;
        }

        sink.Byte((byte)Code);
    }
}

/// <summary>Every plain instruction of the feature set by its text name. Blocks are the body assembler's.</summary>
internal static class Opcodes
{
    private static readonly Dictionary<string, Opcode> ByName = Build();

    public static bool TryGet(string name, out Opcode opcode) => ByName.TryGetValue(name, out opcode);

    private static Dictionary<string, Opcode> Build()
    {
        var table = new Dictionary<string, Opcode>(StringComparer.Ordinal)
        {
            ["unreachable"] = new(0x00, Immediate.None),
            ["nop"] = new(0x01, Immediate.None),
            ["br"] = new(0x0C, Immediate.Label),
            ["br_if"] = new(0x0D, Immediate.Label),
            ["br_table"] = new(0x0E, Immediate.LabelTable),
            ["return"] = new(0x0F, Immediate.None),
            ["call"] = new(0x10, Immediate.Function),
            ["call_indirect"] = new(0x11, Immediate.CallIndirect),
            ["drop"] = new(0x1A, Immediate.None),
            ["select"] = new(0x1B, Immediate.Select),
            ["local.get"] = new(0x20, Immediate.Local),
            ["local.set"] = new(0x21, Immediate.Local),
            ["local.tee"] = new(0x22, Immediate.Local),
            ["global.get"] = new(0x23, Immediate.Global),
            ["global.set"] = new(0x24, Immediate.Global),
            ["table.get"] = new(0x25, Immediate.Table),
            ["table.set"] = new(0x26, Immediate.Table),
            ["memory.size"] = new(0x3F, Immediate.Memory),
            ["memory.grow"] = new(0x40, Immediate.Memory),
            ["i32.const"] = new(0x41, Immediate.I32),
            ["i64.const"] = new(0x42, Immediate.I64),
            ["f32.const"] = new(0x43, Immediate.F32),
            ["f64.const"] = new(0x44, Immediate.F64),
            ["ref.null"] = new(0xD0, Immediate.HeapType),
            ["ref.is_null"] = new(0xD1, Immediate.None),
            ["ref.func"] = new(0xD2, Immediate.Function),
            ["memory.init"] = new(0xFC08, Immediate.MemoryInit),
            ["data.drop"] = new(0xFC09, Immediate.Data),
            ["memory.copy"] = new(0xFC0A, Immediate.MemoryCopy),
            ["memory.fill"] = new(0xFC0B, Immediate.Memory),
            ["table.init"] = new(0xFC0C, Immediate.TableInit),
            ["elem.drop"] = new(0xFC0D, Immediate.Element),
            ["table.copy"] = new(0xFC0E, Immediate.TableCopy),
            ["table.grow"] = new(0xFC0F, Immediate.Table),
            ["table.size"] = new(0xFC10, Immediate.Table),
            ["table.fill"] = new(0xFC11, Immediate.Table),
        };
        AddMemoryAccess(table);
        AddNumeric(table);
        return table;
    }

    private static void AddMemoryAccess(Dictionary<string, Opcode> table)
    {
        var code = 0x28;
        foreach (var (name, align) in ((string, int)[])
        [
            ("i32.load", 2), ("i64.load", 3), ("f32.load", 2), ("f64.load", 3),
            ("i32.load8_s", 0), ("i32.load8_u", 0), ("i32.load16_s", 1), ("i32.load16_u", 1),
            ("i64.load8_s", 0), ("i64.load8_u", 0), ("i64.load16_s", 1), ("i64.load16_u", 1), ("i64.load32_s", 2), ("i64.load32_u", 2),
            ("i32.store", 2), ("i64.store", 3), ("f32.store", 2), ("f64.store", 3),
            ("i32.store8", 0), ("i32.store16", 1), ("i64.store8", 0), ("i64.store16", 1), ("i64.store32", 2),
        ])
        {
            table.Add(name, new Opcode(code++, Immediate.MemoryArgument, align));
        }
    }

    private static void AddNumeric(Dictionary<string, Opcode> table)
    {
        string[] integerComparisons = ["eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u"];
        string[] floatComparisons = ["eq", "ne", "lt", "gt", "le", "ge"];
        string[] integerOperations =
        [
            "clz", "ctz", "popcnt", "add", "sub", "mul", "div_s", "div_u", "rem_s", "rem_u", "and", "or", "xor", "shl", "shr_s", "shr_u", "rotl", "rotr",
        ];
        string[] floatOperations = ["abs", "neg", "ceil", "floor", "trunc", "nearest", "sqrt", "add", "sub", "mul", "div", "min", "max", "copysign"];
        string[] names =
        [
            "i32.eqz", .. Of("i32", integerComparisons), "i64.eqz", .. Of("i64", integerComparisons),
            .. Of("f32", floatComparisons), .. Of("f64", floatComparisons),
            .. Of("i32", integerOperations), .. Of("i64", integerOperations), .. Of("f32", floatOperations), .. Of("f64", floatOperations),
            "i32.wrap_i64", "i32.trunc_f32_s", "i32.trunc_f32_u", "i32.trunc_f64_s", "i32.trunc_f64_u",
            "i64.extend_i32_s", "i64.extend_i32_u", "i64.trunc_f32_s", "i64.trunc_f32_u", "i64.trunc_f64_s", "i64.trunc_f64_u",
            "f32.convert_i32_s", "f32.convert_i32_u", "f32.convert_i64_s", "f32.convert_i64_u", "f32.demote_f64",
            "f64.convert_i32_s", "f64.convert_i32_u", "f64.convert_i64_s", "f64.convert_i64_u", "f64.promote_f32",
            "i32.reinterpret_f32", "i64.reinterpret_f64", "f32.reinterpret_i32", "f64.reinterpret_i64",
            "i32.extend8_s", "i32.extend16_s", "i64.extend8_s", "i64.extend16_s", "i64.extend32_s",
        ];
        var code = 0x45;
        foreach (var name in names)
        {
            table.Add(name, new Opcode(code++, Immediate.None));
        }

        code = 0xFC00;
        foreach (var name in (string[])
        [
            "i32.trunc_sat_f32_s", "i32.trunc_sat_f32_u", "i32.trunc_sat_f64_s", "i32.trunc_sat_f64_u",
            "i64.trunc_sat_f32_s", "i64.trunc_sat_f32_u", "i64.trunc_sat_f64_s", "i64.trunc_sat_f64_u",
        ])
        {
            table.Add(name, new Opcode(code++, Immediate.None));
        }
    }

    private static IEnumerable<string> Of(string type, string[] operations) => operations.Select(operation => $"{type}.{operation}");
}
