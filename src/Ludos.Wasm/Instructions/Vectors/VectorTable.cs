using static Ludos.Wasm.Instructions.VectorForm;
using static Ludos.Wasm.Instructions.VectorShape;

namespace Ludos.Wasm.Instructions;

/// <summary>Every instruction behind the 0xFD prefix, those of relaxed SIMD included, by number.</summary>
internal static class VectorTable
{
    /// <summary>Number of v128.const.</summary>
    public const uint Const = 0x0C;

    private const int Codes = 0x114;

    private static readonly VectorInstruction?[] ByCode = Fill();

    /// <summary>In order of their numbers.</summary>
    public static IEnumerable<VectorInstruction> All => ByCode.OfType<VectorInstruction>();

    /// <summary>Null for a number that nobody has.</summary>
    public static VectorInstruction? Find(Opcode opcode) => (uint)(opcode - Opcode.Vector) < Codes ? ByCode[opcode - Opcode.Vector] : null;

    public static VectorInstruction Of(Opcode opcode) => ByCode[opcode - Opcode.Vector]!;

    private static VectorInstruction?[] Fill()
    {
        var rows = new VectorInstruction?[Codes];
        Memory(rows);
        Lanes(rows);
        Comparisons(rows);
        Integers(rows);
        Floats(rows);
        Relaxed(rows);
        return rows;
    }

    /// <summary>Consecutive numbers of one form; a dash leaves one out.</summary>
    private static void Put(VectorInstruction?[] rows, int code, VectorShape shape, VectorForm form, string operations, int bytes = 0)
    {
        foreach (var operation in operations.Split(' '))
        {
            if (operation != "-")
            {
                rows[code] = new VectorInstruction(code, shape, operation, form, bytes);
            }

            code++;
        }
    }

    private static void Memory(VectorInstruction?[] rows)
    {
        Put(rows, 0x00, V128, Load, "load", 16);
        Put(rows, 0x01, V128, Load, "load8x8_s load8x8_u load16x4_s load16x4_u load32x2_s load32x2_u", 8);
        Put(rows, 0x0B, V128, Store, "store", 16);
        for (var (i, bytes) = (0, 1); i < 4; i++, bytes *= 2)
        {
            Put(rows, 0x07 + i, V128, Load, $"load{bytes * 8}_splat", bytes);
            Put(rows, 0x54 + i, V128, LoadLane, $"load{bytes * 8}_lane", bytes);
            Put(rows, 0x58 + i, V128, StoreLane, $"store{bytes * 8}_lane", bytes);
        }

        Put(rows, 0x5C, V128, Load, "load32_zero", 4);
        Put(rows, 0x5D, V128, Load, "load64_zero", 8);
    }

    private static void Lanes(VectorInstruction?[] rows)
    {
        Put(rows, (int)Const, V128, VectorForm.Const, "const");
        Put(rows, 0x0D, I8x16, Shuffle, "shuffle");
        Put(rows, 0x0E, I8x16, Binary, "swizzle");
        VectorShape[] shapes = [I8x16, I16x8, I32x4, I64x2, F32x4, F64x2];
        var code = 0x15;
        for (var i = 0; i < shapes.Length; i++)
        {
            var extract = shapes[i].LaneBytes <= 2 ? "extract_lane_s extract_lane_u" : "extract_lane";
            Put(rows, 0x0F + i, shapes[i], Splat, "splat");
            Put(rows, code, shapes[i], Extract, extract);
            code += shapes[i].LaneBytes <= 2 ? 2 : 1;
            Put(rows, code++, shapes[i], Replace, "replace_lane");
        }

        Put(rows, 0x4D, V128, Unary, "not");
        Put(rows, 0x4E, V128, Binary, "and andnot or xor");
        Put(rows, 0x52, V128, Ternary, "bitselect");
        Put(rows, 0x53, V128, Test, "any_true");
    }

    private static void Comparisons(VectorInstruction?[] rows)
    {
        const string OfIntegers = "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u";
        Put(rows, 0x23, I8x16, Binary, OfIntegers);
        Put(rows, 0x2D, I16x8, Binary, OfIntegers);
        Put(rows, 0x37, I32x4, Binary, OfIntegers);
        Put(rows, 0xD6, I64x2, Binary, "eq ne lt_s gt_s le_s ge_s");
        Put(rows, 0x41, F32x4, Binary, "eq ne lt gt le ge");
        Put(rows, 0x47, F64x2, Binary, "eq ne lt gt le ge");
    }

    private static void Integers(VectorInstruction?[] rows)
    {
        const string Saturating = "add add_sat_s add_sat_u sub sub_sat_s sub_sat_u";
        const string Extensions = "extend_low_HALF_s extend_high_HALF_s extend_low_HALF_u extend_high_HALF_u";
        const string Products = "extmul_low_HALF_s extmul_high_HALF_s extmul_low_HALF_u extmul_high_HALF_u";
        (VectorShape Shape, string? Half)[] shapes = [(I8x16, null), (I16x8, "i8x16"), (I32x4, "i16x8"), (I64x2, "i32x4")];
        for (var i = 0; i < shapes.Length; i++)
        {
            var (shape, half) = shapes[i];
            var first = 0x60 + (i * 0x20);
            Put(rows, first, shape, Unary, "abs neg");
            Put(rows, first + 0x03, shape, Test, "all_true bitmask");
            Put(rows, first + 0x0B, shape, Shift, "shl shr_s shr_u");
            Put(rows, first + 0x0E, shape, Binary, shape.LaneBytes <= 2 ? Saturating : "add - - sub");
            Put(rows, first + 0x15, shape, Binary, shape.LaneBytes == 1 ? "-" : "mul");
            if (shape.LaneBytes <= 4)
            {
                Put(rows, first + 0x16, shape, Binary, "min_s min_u max_s max_u");
            }

            if (half is not null)
            {
                Put(rows, first + 0x07, shape, Unary, Extensions.Replace("HALF", half, StringComparison.Ordinal));
                Put(rows, first + 0x1C, shape, Binary, Products.Replace("HALF", half, StringComparison.Ordinal));
            }
        }

        Put(rows, 0x62, I8x16, Unary, "popcnt");
        Put(rows, 0x65, I8x16, Binary, "narrow_i16x8_s narrow_i16x8_u");
        Put(rows, 0x7B, I8x16, Binary, "avgr_u");
        Put(rows, 0x7C, I16x8, Unary, "extadd_pairwise_i8x16_s extadd_pairwise_i8x16_u");
        Put(rows, 0x7E, I32x4, Unary, "extadd_pairwise_i16x8_s extadd_pairwise_i16x8_u");
        Put(rows, 0x82, I16x8, Binary, "q15mulr_sat_s");
        Put(rows, 0x85, I16x8, Binary, "narrow_i32x4_s narrow_i32x4_u");
        Put(rows, 0x9B, I16x8, Binary, "avgr_u");
        Put(rows, 0xBA, I32x4, Binary, "dot_i16x8_s");
    }

    private static void Floats(VectorInstruction?[] rows)
    {
        Put(rows, 0x67, F32x4, Unary, "ceil floor trunc nearest");
        Put(rows, 0x74, F64x2, Unary, "ceil floor");
        Put(rows, 0x7A, F64x2, Unary, "trunc");
        Put(rows, 0x94, F64x2, Unary, "nearest");
        Put(rows, 0xE0, F32x4, Unary, "abs neg - sqrt");
        Put(rows, 0xE4, F32x4, Binary, "add sub mul div min max pmin pmax");
        Put(rows, 0xEC, F64x2, Unary, "abs neg - sqrt");
        Put(rows, 0xF0, F64x2, Binary, "add sub mul div min max pmin pmax");
        Put(rows, 0x5E, F32x4, Unary, "demote_f64x2_zero");
        Put(rows, 0x5F, F64x2, Unary, "promote_low_f32x4");
        Put(rows, 0xF8, I32x4, Unary, "trunc_sat_f32x4_s trunc_sat_f32x4_u");
        Put(rows, 0xFA, F32x4, Unary, "convert_i32x4_s convert_i32x4_u");
        Put(rows, 0xFC, I32x4, Unary, "trunc_sat_f64x2_s_zero trunc_sat_f64x2_u_zero");
        Put(rows, 0xFE, F64x2, Unary, "convert_low_i32x4_s convert_low_i32x4_u");
    }

    private static void Relaxed(VectorInstruction?[] rows)
    {
        Put(rows, 0x100, I8x16, Binary, "relaxed_swizzle");
        Put(rows, 0x101, I32x4, Unary, "relaxed_trunc_f32x4_s relaxed_trunc_f32x4_u relaxed_trunc_f64x2_s_zero relaxed_trunc_f64x2_u_zero");
        Put(rows, 0x105, F32x4, Ternary, "relaxed_madd relaxed_nmadd");
        Put(rows, 0x107, F64x2, Ternary, "relaxed_madd relaxed_nmadd");
        Put(rows, 0x109, I8x16, Ternary, "relaxed_laneselect");
        Put(rows, 0x10A, I16x8, Ternary, "relaxed_laneselect");
        Put(rows, 0x10B, I32x4, Ternary, "relaxed_laneselect");
        Put(rows, 0x10C, I64x2, Ternary, "relaxed_laneselect");
        Put(rows, 0x10D, F32x4, Binary, "relaxed_min relaxed_max");
        Put(rows, 0x10F, F64x2, Binary, "relaxed_min relaxed_max");
        Put(rows, 0x111, I16x8, Binary, "relaxed_q15mulr_s relaxed_dot_i8x16_i7x16_s");
        Put(rows, 0x113, I32x4, Ternary, "relaxed_dot_i8x16_i7x16_add_s");
    }
}
