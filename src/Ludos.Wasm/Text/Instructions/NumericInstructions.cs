namespace Ludos.Wasm.Text.Instructions;

/// <summary>Scalar constants, arithmetic, comparisons and conversions.</summary>
internal static class NumericInstructions
{
    private const byte Bulk = 0xFC;

    private static readonly string[] IntegerComparisons = ["eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u"];
    private static readonly string[] FloatComparisons = ["eq", "ne", "lt", "gt", "le", "ge"];

    private static readonly string[] IntegerOperations =
    [
        "clz", "ctz", "popcnt", "add", "sub", "mul", "div_s", "div_u", "rem_s", "rem_u", "and", "or", "xor", "shl", "shr_s", "shr_u", "rotl", "rotr",
    ];

    private static readonly string[] FloatOperations =
        ["abs", "neg", "ceil", "floor", "trunc", "nearest", "sqrt", "add", "sub", "mul", "div", "min", "max", "copysign"];

    // From 0x45 on, without a gap.
    private static readonly string[] InOrder =
    [
        "i32.eqz", .. Of("i32", IntegerComparisons), "i64.eqz", .. Of("i64", IntegerComparisons),
        .. Of("f32", FloatComparisons), .. Of("f64", FloatComparisons),
        .. Of("i32", IntegerOperations), .. Of("i64", IntegerOperations), .. Of("f32", FloatOperations), .. Of("f64", FloatOperations),
        "i32.wrap_i64", "i32.trunc_f32_s", "i32.trunc_f32_u", "i32.trunc_f64_s", "i32.trunc_f64_u",
        "i64.extend_i32_s", "i64.extend_i32_u", "i64.trunc_f32_s", "i64.trunc_f32_u", "i64.trunc_f64_s", "i64.trunc_f64_u",
        "f32.convert_i32_s", "f32.convert_i32_u", "f32.convert_i64_s", "f32.convert_i64_u", "f32.demote_f64",
        "f64.convert_i32_s", "f64.convert_i32_u", "f64.convert_i64_s", "f64.convert_i64_u", "f64.promote_f32",
        "i32.reinterpret_f32", "i64.reinterpret_f64", "f32.reinterpret_i32", "f64.reinterpret_i64",
        "i32.extend8_s", "i32.extend16_s", "i64.extend8_s", "i64.extend16_s", "i64.extend32_s",
    ];

    private static readonly string[] Saturating =
    [
        "i32.trunc_sat_f32_s", "i32.trunc_sat_f32_u", "i32.trunc_sat_f64_s", "i32.trunc_sat_f64_u",
        "i64.trunc_sat_f32_s", "i64.trunc_sat_f32_u", "i64.trunc_sat_f64_s", "i64.trunc_sat_f64_u",
    ];

    public static IEnumerable<TextInstruction> All() =>
    [
        new("i32.const", 0, 0x41, Immediate.I32),
        new("i64.const", 0, 0x42, Immediate.I64),
        new("f32.const", 0, 0x43, Immediate.F32),
        new("f64.const", 0, 0x44, Immediate.F64),
        .. InOrder.Select((name, index) => new TextInstruction(name, 0, 0x45 + (uint)index, Immediate.None)),
        .. Saturating.Select((name, index) => new TextInstruction(name, Bulk, (uint)index, Immediate.None)),
    ];

    private static IEnumerable<string> Of(string type, string[] operations) => operations.Select(operation => $"{type}.{operation}");
}
