namespace Ludos.Wasm.Text.Instructions;

/// <summary>Vectors of 128 bits, relaxed ones included: what follows 0xFD.</summary>
internal static class VectorInstructions
{
    private const byte Prefix = 0xFD;

    // First number, shape, then one word a number; a dot stands where the encoding has a gap.
    private const string WithoutMemory = """
        14 i8x16. swizzle splat
        16 i16x8. splat
        17 i32x4. splat
        18 i64x2. splat
        19 f32x4. splat
        20 f64x2. splat
        35 i8x16. eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u
        45 i16x8. eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u
        55 i32x4. eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u
        65 f32x4. eq ne lt gt le ge
        71 f64x2. eq ne lt gt le ge
        77 v128. not and andnot or xor bitselect any_true
        94 f32x4. demote_f64x2_zero
        95 f64x2. promote_low_f32x4
        96 i8x16. abs neg popcnt all_true bitmask narrow_i16x8_s narrow_i16x8_u
        103 f32x4. ceil floor trunc nearest
        107 i8x16. shl shr_s shr_u add add_sat_s add_sat_u sub sub_sat_s sub_sat_u
        116 f64x2. ceil floor
        118 i8x16. min_s min_u max_s max_u
        122 f64x2. trunc
        123 i8x16. avgr_u
        124 i16x8. extadd_pairwise_i8x16_s extadd_pairwise_i8x16_u
        126 i32x4. extadd_pairwise_i16x8_s extadd_pairwise_i16x8_u
        128 i16x8. abs neg q15mulr_sat_s all_true bitmask narrow_i32x4_s narrow_i32x4_u
        135 i16x8. extend_low_i8x16_s extend_high_i8x16_s extend_low_i8x16_u extend_high_i8x16_u
        139 i16x8. shl shr_s shr_u add add_sat_s add_sat_u sub sub_sat_s sub_sat_u
        148 f64x2. nearest
        149 i16x8. mul min_s min_u max_s max_u . avgr_u
        156 i16x8. extmul_low_i8x16_s extmul_high_i8x16_s extmul_low_i8x16_u extmul_high_i8x16_u
        160 i32x4. abs neg . all_true bitmask . . extend_low_i16x8_s extend_high_i16x8_s extend_low_i16x8_u extend_high_i16x8_u
        171 i32x4. shl shr_s shr_u add . . sub . . . mul min_s min_u max_s max_u dot_i16x8_s
        188 i32x4. extmul_low_i16x8_s extmul_high_i16x8_s extmul_low_i16x8_u extmul_high_i16x8_u
        192 i64x2. abs neg . all_true bitmask . . extend_low_i32x4_s extend_high_i32x4_s extend_low_i32x4_u extend_high_i32x4_u
        203 i64x2. shl shr_s shr_u add . . sub . . . mul eq ne lt_s gt_s le_s ge_s
        220 i64x2. extmul_low_i32x4_s extmul_high_i32x4_s extmul_low_i32x4_u extmul_high_i32x4_u
        224 f32x4. abs neg . sqrt add sub mul div min max pmin pmax
        236 f64x2. abs neg . sqrt add sub mul div min max pmin pmax
        248 i32x4. trunc_sat_f32x4_s trunc_sat_f32x4_u
        250 f32x4. convert_i32x4_s convert_i32x4_u
        252 i32x4. trunc_sat_f64x2_s_zero trunc_sat_f64x2_u_zero
        254 f64x2. convert_low_i32x4_s convert_low_i32x4_u
        256 i8x16. relaxed_swizzle
        257 i32x4. relaxed_trunc_f32x4_s relaxed_trunc_f32x4_u relaxed_trunc_f64x2_s_zero relaxed_trunc_f64x2_u_zero
        261 f32x4. relaxed_madd relaxed_nmadd
        263 f64x2. relaxed_madd relaxed_nmadd
        265 i8x16. relaxed_laneselect
        266 i16x8. relaxed_laneselect
        267 i32x4. relaxed_laneselect
        268 i64x2. relaxed_laneselect
        269 f32x4. relaxed_min relaxed_max
        271 f64x2. relaxed_min relaxed_max
        273 i16x8. relaxed_q15mulr_s relaxed_dot_i8x16_i7x16_s
        275 i32x4. relaxed_dot_i8x16_i7x16_add_s
        """;

    private static readonly (string Name, int Align)[] WholeAccesses =
    [
        ("v128.load", 4), ("v128.load8x8_s", 3), ("v128.load8x8_u", 3), ("v128.load16x4_s", 3), ("v128.load16x4_u", 3),
        ("v128.load32x2_s", 3), ("v128.load32x2_u", 3), ("v128.load8_splat", 0), ("v128.load16_splat", 1),
        ("v128.load32_splat", 2), ("v128.load64_splat", 3), ("v128.store", 4),
    ];

    // From 21 on.
    private static readonly string[] Lanes =
    [
        "i8x16.extract_lane_s", "i8x16.extract_lane_u", "i8x16.replace_lane", "i16x8.extract_lane_s", "i16x8.extract_lane_u", "i16x8.replace_lane",
        "i32x4.extract_lane", "i32x4.replace_lane", "i64x2.extract_lane", "i64x2.replace_lane",
        "f32x4.extract_lane", "f32x4.replace_lane", "f64x2.extract_lane", "f64x2.replace_lane",
    ];

    // From 84 on; the alignment of a width is its place here.
    private static readonly string[] LaneWidths = ["8", "16", "32", "64"];

    public static IEnumerable<TextInstruction> All() =>
    [
        .. WholeAccesses.Select((access, index) => new TextInstruction(access.Name, Prefix, (uint)index, Immediate.MemoryArgument, access.Align)),
        new("v128.const", Prefix, 12, Immediate.Vector),
        new("i8x16.shuffle", Prefix, 13, Immediate.Shuffle),
        .. Lanes.Select((name, index) => new TextInstruction(name, Prefix, 21 + (uint)index, Immediate.Lane)),
        .. LaneWidths.Select((width, align) => new TextInstruction($"v128.load{width}_lane", Prefix, 84 + (uint)align, Immediate.MemoryLane, align)),
        .. LaneWidths.Select((width, align) => new TextInstruction($"v128.store{width}_lane", Prefix, 88 + (uint)align, Immediate.MemoryLane, align)),
        new("v128.load32_zero", Prefix, 92, Immediate.MemoryArgument, 2),
        new("v128.load64_zero", Prefix, 93, Immediate.MemoryArgument, 3),
        .. WithoutMemory.Split('\n').SelectMany(Row),
    ];

    private static IEnumerable<TextInstruction> Row(string line)
    {
        var words = line.Split(' ');
        var code = uint.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var word in words.Skip(2))
        {
            if (word != ".")
            {
                yield return new TextInstruction(words[1] + word, Prefix, code, Immediate.None);
            }

            code++;
        }
    }
}
