using System.Runtime.Intrinsics;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Nans;

/// <summary>Which bits a NaN has: those it came with where it is only moved, a quiet one where it was computed with.</summary>
public class NanPayloadTests
{
    private const uint SignallingF32 = 0x7FA1_2345;
    private const ulong SignallingF64 = 0x7FF4_0000_0000_1234;
    private const uint QuietBitF32 = 0x0040_0000;
    private const ulong QuietBitF64 = 0x0008_0000_0000_0000;

    public static TheoryData<string> Neutral =>
    [
        "({0}.mul (local.get 0) ({0}.const 1))",
        "({0}.mul ({0}.const 1) (local.get 0))",
        "({0}.mul (local.get 0) ({0}.const -1))",
        "({0}.div (local.get 0) ({0}.const 1))",
        "({0}.sub (local.get 0) ({0}.const 0))",
        "({0}.add (local.get 0) ({0}.const -0))",
        "({0}.add ({0}.const -0) (local.get 0))",
        "({0}.add (local.get 0) ({0}.const 0))",
        "({0}.sqrt (local.get 0))",
        "({0}.ceil (local.get 0))",
        "({0}.floor (local.get 0))",
        "({0}.trunc (local.get 0))",
        "({0}.nearest (local.get 0))",
        "({0}.min (local.get 0) ({0}.const inf))",
        "({0}.max (local.get 0) ({0}.const -inf))",
        "({0}.min (local.get 0) (local.get 0))",
        "(local.set 1 ({0}.const 1)) ({0}.mul (local.get 0) (local.get 1))",
        "(local.set 1 ({0}.const -0)) ({0}.add (local.get 0) (local.get 1))",
        "({0}.mul (local.get 0) (global.get $one))",
        "(block (result {0}) ({0}.mul (local.get 0) ({0}.const 1)))",
    ];

    [Theory]
    [MemberData(nameof(Neutral))]
    public void ArithmeticQuietensScalars(string expression)
    {
        foreach (var canonical in new[] { false, true })
        {
            var single = Computed("f32", "i32", expression, canonical, WasmValue.From(BitConverter.UInt32BitsToSingle(SignallingF32)));
            var wide = Computed("f64", "i64", expression, canonical, WasmValue.From(BitConverter.UInt64BitsToDouble(SignallingF64)));
            Assert.NotEqual(0u, (uint)single.AsI32 & QuietBitF32);
            Assert.NotEqual(0ul, (ulong)wide.AsI64 & QuietBitF64);
            if (canonical)
            {
                Assert.Equal(0x7FC0_0000u, (uint)single.AsI32);
                Assert.Equal(0x7FF8_0000_0000_0000ul, (ulong)wide.AsI64);
            }
        }
    }

    [Theory]
    [InlineData("({0}.mul (local.get 0) ({0}.splat ({1}.const 1)))")]
    [InlineData("({0}.mul ({0}.splat ({1}.const 1)) (local.get 0))")]
    [InlineData("({0}.div (local.get 0) ({0}.splat ({1}.const 1)))")]
    [InlineData("({0}.sub (local.get 0) ({0}.splat ({1}.const 0)))")]
    [InlineData("({0}.add (local.get 0) ({0}.splat ({1}.const -0)))")]
    [InlineData("({0}.mul (local.get 0) {2})")]
    [InlineData("({0}.div (local.get 0) {2})")]
    [InlineData("({0}.relaxed_madd (local.get 0) {2} {2})")]
    [InlineData("({0}.min (local.get 0) {2})")]
    [InlineData("({0}.max {2} (local.get 0))")]
    [InlineData("({0}.sqrt (local.get 0))")]
    [InlineData("({0}.nearest (local.get 0))")]
    public void ArithmeticQuietensLanes(string expression)
    {
        foreach (var canonical in new[] { false, true })
        {
            var single = Lanes("f32x4", "f32", "(v128.const f32x4 1 1 1 1)", expression, canonical, Vector128.Create(SignallingF32).AsByte()).AsUInt32();
            var wide = Lanes("f64x2", "f64", "(v128.const f64x2 1 1)", expression, canonical, Vector128.Create(SignallingF64).AsByte()).AsUInt64();
            Assert.Equal(Vector128.Create(QuietBitF32), single & Vector128.Create(QuietBitF32));
            Assert.Equal(Vector128.Create(QuietBitF64), wide & Vector128.Create(QuietBitF64));
            if (canonical)
            {
                Assert.Equal(Vector128.Create(0x7FC0_0000u), single);
                Assert.Equal(Vector128.Create(0x7FF8_0000_0000_0000ul), wide);
            }
        }
    }

    [Theory]
    [InlineData("(f32.reinterpret_i32 (local.get 0))", 0u)]
    [InlineData("(f32.neg (f32.reinterpret_i32 (local.get 0)))", 0x8000_0000u)]
    [InlineData("(f32.copysign (f32.reinterpret_i32 (local.get 0)) (f32.const -1))", 0x8000_0000u)]
    [InlineData("(f32.abs (f32.neg (f32.reinterpret_i32 (local.get 0))))", 0u)]
    [InlineData("(local.set 1 (f32.reinterpret_i32 (local.get 0))) (local.get 1)", 0u)]
    [InlineData("(global.set $g (f32.reinterpret_i32 (local.get 0))) (global.get $g)", 0u)]
    [InlineData("(i32.store (i32.const 0) (local.get 0)) (f32.store (i32.const 4) (f32.load (i32.const 0))) (f32.load (i32.const 4))", 0u)]
    [InlineData("(select (f32.reinterpret_i32 (local.get 0)) (f32.const 0) (i32.const 1))", 0u)]
    [InlineData("(block (result f32) (br 0 (f32.reinterpret_i32 (local.get 0))))", 0u)]
    [InlineData("(call $same (f32.reinterpret_i32 (local.get 0)))", 0u)]
    [InlineData("(f32x4.extract_lane 2 (f32x4.splat (f32.reinterpret_i32 (local.get 0))))", 0u)]
    [InlineData("(f32x4.extract_lane 0 (f32x4.neg (f32x4.splat (f32.reinterpret_i32 (local.get 0)))))", 0x8000_0000u)]
    [InlineData("(f32x4.extract_lane 0 (f32x4.pmin (f32x4.splat (f32.reinterpret_i32 (local.get 0))) (f32x4.splat (f32.const 1))))", 0u)]
    [InlineData("(local.set 1 (f32.add (f32.const 1) (f32.reinterpret_i32 (i32.const 0)))) (local.set 1 (f32.reinterpret_i32 (local.get 0))) (local.get 1)", 0u)]
    public void WhatIsOnlyMovedKeepsItsBits(string expression, uint flipped)
    {
        foreach (var canonical in new[] { false, true })
        {
            using var instance = Wat.Instance($"""
                (memory 1) (global $g (mut f32) (f32.const 0))
                (func $same (param f32) (result f32) (local.get 0))
                (func (export "f") (param i32) (result f32) (local f32) {expression})
                """, compile: new CompileOptions { CanonicalNaN = canonical });
            Assert.Equal(SignallingF32 ^ flipped, (uint)instance.Get("f", WasmValue.From((int)SignallingF32)).AsI32);
        }
    }

    // A local that a loop adds up in, and one that is set both ways: what it holds is canonical wherever it can be seen.
    [Theory]
    [InlineData("(local.set 1 (f32.add (local.get 1) (local.get 0))) (local.set 1 (f32.add (local.get 1) (local.get 0))) (f32.neg (local.get 1))", 0xFFC0_0000u)]
    [InlineData("(local.set 1 (f32.mul (local.get 0) (local.get 0))) (f32.store (i32.const 0) (local.get 1)) (f32.load (i32.const 0))", 0x7FC0_0000u)]
    [InlineData("(f32.abs (f32.neg (f32.add (local.get 0) (local.get 0))))", 0x7FC0_0000u)]
    [InlineData("(f32.copysign (f32.const 1) (f32.add (local.get 0) (local.get 0)))", 0x3F80_0000u)]
    [InlineData("(select (f32.add (local.get 0) (local.get 0)) (f32.const 0) (i32.const 1))", 0x7FC0_0000u)]
    [InlineData("(global.set $g (f32.div (f32.const 0) (f32.const 0))) (global.get $g)", 0x7FC0_0000u)]
    [InlineData("(call $same (f32.sub (local.get 0) (f32.const 1)))", 0x7FC0_0000u)]
    [InlineData("(local.set 1 (f32.const 2)) (if (i32.const 1) (then (local.set 1 (f32.sqrt (f32.const -1))))) (local.get 1)", 0x7FC0_0000u)]
    [InlineData("(f32.demote_f64 (f64.promote_f32 (local.get 0)))", 0x7FC0_0000u)]
    [InlineData("(f32x4.extract_lane 1 (f32x4.neg (f32x4.add (f32x4.splat (local.get 0)) (f32x4.splat (local.get 0)))))", 0xFFC0_0000u)]
    [InlineData("(f32.reinterpret_i32 (i32x4.extract_lane 1 (f32x4.mul (f32x4.splat (local.get 0)) (v128.const f32x4 1 2 3 4))))", 0x7FC0_0000u)]
    public void ComputedNaNsAreCanonicalWhereverTheyCanBeSeen(string expression, uint expected)
    {
        using var instance = Wat.Instance($"""
            (memory 1) (global $g (mut f32) (f32.const 0))
            (func $same (param f32) (result f32) (local.get 0))
            (func (export "f") (param f32) (result f32) (local f32) {expression})
            """, compile: new CompileOptions { CanonicalNaN = true });
        foreach (var bits in new[] { SignallingF32, 0xFFC0_0001u, 0x7FFF_FFFFu })
        {
            Assert.Equal(expected, (uint)instance.Get("f", WasmValue.From(BitConverter.UInt32BitsToSingle(bits))).AsI32);
        }
    }

    private static WasmValue Computed(string type, string integer, string expression, bool canonical, WasmValue operand)
    {
        using var instance = Wat.Instance($"""
            (global $one {type} ({type}.const 1))
            (func (export "f") (param {type}) (result {integer}) (local {type}) ({integer}.reinterpret_{type} (block (result {type}) {string.Format(null, expression, type)})))
            """, compile: new CompileOptions { CanonicalNaN = canonical });
        return instance.Get("f", operand);
    }

    private static Vector128<byte> Lanes(string shape, string type, string one, string expression, bool canonical, Vector128<byte> operand)
    {
        using var instance = Wat.Instance($"(func (export \"f\") (param v128) (result v128) {string.Format(null, expression, shape, type, one)})",
            compile: new CompileOptions { CanonicalNaN = canonical });
        return instance.Get("f", WasmValue.From(operand)).AsV128;
    }
}
