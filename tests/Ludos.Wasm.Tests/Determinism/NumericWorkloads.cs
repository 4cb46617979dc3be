using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using Ludos.Wasm.Instructions;
using Ludos.Wasm.Tests.Embedding;
using Ludos.Wasm.Tests.Vectors;

namespace Ludos.Wasm.Tests.Determinism;

/// <summary>Modules that do little but arithmetic, NaNs included, and a hash of what each leaves: the same on every machine, or something is wrong.</summary>
internal static class NumericWorkloads
{
    private const int VectorRounds = 48;

    private static readonly string[] FloatOperations = ["abs", "neg", "ceil", "floor", "trunc", "nearest", "sqrt", "add", "sub", "mul", "div", "min", "max", "copysign"];
    private const int UnaryFloatOperations = 7;

    private static readonly string[] Conversions =
    [
        "f32.demote_f64", "f64.promote_f32", "i32.trunc_sat_f32_s", "i32.trunc_sat_f32_u", "i32.trunc_sat_f64_s", "i32.trunc_sat_f64_u", "i64.trunc_sat_f32_s",
        "i64.trunc_sat_f32_u", "i64.trunc_sat_f64_s", "i64.trunc_sat_f64_u", "f32.convert_i32_s", "f32.convert_i32_u", "f32.convert_i64_s", "f32.convert_i64_u",
        "f64.convert_i32_s", "f64.convert_i32_u", "f64.convert_i64_s", "f64.convert_i64_u",
    ];

    private static readonly ulong[] Patterns =
    [
        0, 0x8000_0000_8000_0000, 0x3F80_0000_3FF0_0000, 0x3FF0_0000_0000_0000, 0xBFF8_0000_BFC0_0000, 0x7F80_0000_7F80_0000, 0x7FF0_0000_0000_0000,
        0xFFF0_0000_FF80_0000, 0x7FF8_0000_7FC0_0000, 0xFFF8_0000_0000_0001, 0x7FF4_0000_7FA0_0000, 0xFFFF_FFFF_FFFF_FFFF, 0x0000_0001_0000_0001,
        0x41DF_FFFF_4EFF_FFFF, 0xC1E0_0000_CF00_0000, 0x43E0_0000_5F00_0000, 0x7FEF_FFFF_7F7F_FFFF, 0x4009_21FB_4049_0FDB, 0x0010_0000_0080_0000, 0x3FB9_9999_3DCC_CCCD,
    ];

    public static IReadOnlyList<(string Name, string Hash)> HashAll(CompileOptions options) =>
        [("scalar operations", HashScalars(options)), .. HashVectors(options), ("iterated maps", HashMaps(options))];

    private static string HashScalars(CompileOptions options)
    {
        var functions = new StringBuilder();
        var names = new List<string>();
        foreach (var type in new[] { "f32", "f64" })
        {
            for (var i = 0; i < FloatOperations.Length; i++)
            {
                Define($"{type}.{FloatOperations[i]}", type, type, i < UnaryFloatOperations ? 1 : 2);
            }
        }

        foreach (var conversion in Conversions)
        {
            Define(conversion, conversion[(conversion.LastIndexOf("trunc_sat", StringComparison.Ordinal) >= 0 ? "i32.trunc_sat_".Length : conversion.IndexOf('_', StringComparison.Ordinal) + 1)..][..3], conversion[..3], 1);
        }

        using var instance = Wat.Instance(functions.ToString(), compile: options);
        var bytes = new MemoryStream();
        foreach (var name in names)
        {
            var function = instance.Function(name).Value;
            foreach (var left in Patterns)
            {
                foreach (var right in function.Type.Parameters.Length == 2 ? Patterns : [0])
                {
                    Append(function, [new WasmValue((long)left, null), new WasmValue((long)right, null)], bytes);
                }
            }
        }

        return Hash(bytes);

        void Define(string name, string operand, string result, int operands)
        {
            names.Add(name);
            var parameters = string.Join(' ', Enumerable.Repeat(operand, operands));
            var gets = string.Join(' ', Enumerable.Range(0, operands).Select(i => $"(local.get {i})"));
            functions.AppendLine(null, $"(func (export \"{name}\") (param {parameters}) (result {result}) ({name} {gets}))");
        }
    }

    private static IEnumerable<(string Name, string Hash)> HashVectors(CompileOptions options)
    {
        var rows = VectorTable.All.Where(row => row.Form is VectorForm.Unary or VectorForm.Binary or VectorForm.Ternary or VectorForm.Test or VectorForm.Shift).ToList();
        var functions = rows.Select(row => $"""
            (func (export "{row.Name}") (param{(row.Form == VectorForm.Shift ? " v128 i32" : string.Concat(Enumerable.Repeat(" v128", row.Operands)))})
              (result {(row.Form == VectorForm.Test ? "i32" : "v128")}) ({row.Name} {string.Join(' ', Enumerable.Range(0, row.Operands).Select(i => $"(local.get {i})"))}))
            """);
        using var instance = Wat.Instance(string.Join('\n', functions), compile: options);
        foreach (var shape in rows.GroupBy(row => row.Shape.Name))
        {
            var bytes = new MemoryStream();
            foreach (var row in shape)
            {
                var function = instance.Function(row.Name).Value;
                var operands = VectorOperands.For(row, VectorRounds * row.Operands, row.Code);
                for (var i = 0; i < operands.Length; i += row.Operands)
                {
                    Append(function, [.. operands.AsSpan(i, row.Operands).ToArray().Select(WasmValue.From)], bytes);
                }
            }

            yield return (shape.Key, Hash(bytes));
        }
    }

    /// <summary>Long chains, in which one wrong bit would spread: a map that overflows to NaN and begins anew, in scalars and in lanes, through memory.</summary>
    private static string HashMaps(CompileOptions options)
    {
        using var instance = Wat.Instance("""
            (memory (export "memory") 1)
            (func (export "run") (local $i i32) (local $x f64) (local $y f32) (local $v v128) (local $at i32)
              (local.set $x (f64.const 0.1)) (local.set $y (f32.const 0.3)) (local.set $v (v128.const f32x4 0.1 -0.2 3 1e30))
              (loop $l
                (local.set $x (f64.sub (f64.mul (local.get $x) (local.get $x)) (f64.mul (f64.const 1.9) (f64.sqrt (local.get $x)))))
                (local.set $y (f32.div (f32.add (f32.mul (local.get $y) (f32.const 3.7)) (f32.demote_f64 (local.get $x))) (f32.sub (f32.const 1) (local.get $y))))
                (local.set $v (f32x4.sub (f32x4.mul (local.get $v) (local.get $v)) (f32x4.max (f32x4.sqrt (local.get $v)) (f32x4.splat (local.get $y)))))
                (local.set $at (i32.mul (i32.and (local.get $i) (i32.const 2047)) (i32.const 32)))
                (f64.store (local.get $at) (f64.add (f64.load (local.get $at)) (f64.neg (local.get $x))))
                (f32.store offset=8 (local.get $at) (f32.copysign (f32.const 1) (local.get $y)))
                (v128.store offset=16 (local.get $at) (f32x4.neg (local.get $v)))
                (if (i32.eqz (i32.rem_u (local.get $i) (i32.const 7)))
                  (then
                    (local.set $x (f64.convert_i32_s (i32.rem_s (local.get $i) (i32.const 13))))
                    (local.set $y (f32.reinterpret_i32 (i32.mul (local.get $i) (i32.const 2654435761))))
                    (local.set $v (i32x4.splat (i32.mul (local.get $i) (i32.const 40503))))))
                (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 50000)))))
            """, compile: options);
        var outcome = instance.Call("run");
        return outcome.IsOk ? Convert.ToHexStringLower(SHA256.HashData(instance.Memory!.Span)) : throw new InvalidOperationException(outcome.Detail);
    }

    private static void Append(WasmFunction function, WasmValue[] operands, MemoryStream bytes)
    {
        var parameters = function.Type.Parameters.Length;
        var results = new WasmValue[1];
        if (parameters > operands.Length)
        {
            operands = [.. operands, WasmValue.From((int)bytes.Length)];
        }

        var outcome = function.Invoke(operands.AsSpan(0, parameters), results);
        if (!outcome.IsOk)
        {
            throw new InvalidOperationException(outcome.Detail);
        }

        Span<byte> result = stackalloc byte[Vector128<byte>.Count];
        results[0].AsV128.CopyTo(result);
        bytes.Write(result);
    }

    private static string Hash(MemoryStream bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
}
