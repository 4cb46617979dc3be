using System.Runtime.Intrinsics;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Vectors;

/// <summary>Vectors wherever values go: parameters, results, globals, locals, selects, calls, the host.</summary>
public class VectorHostTests
{
    private static readonly Vector128<byte> Ascending = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    [Fact]
    public void HostFunctionsTakeAndGiveVectors()
    {
        var imports = new ImportSet().Function("host", "twice", (Vector128<byte> value, int add) => value + value + Vector128.Create((byte)add));
        using var instance = Wat.Instance("""
            (import "host" "twice" (func $twice (param v128 i32) (result v128)))
            (func (export "f") (param v128) (result v128) (call $twice (call $twice (local.get 0) (i32.const 1)) (i32.const 2)))
            """, imports);
        Assert.Equal((Ascending * 4) + Vector128.Create((byte)4), instance.Get("f", WasmValue.From(Ascending)).AsV128);
    }

    [Fact]
    public void SeveralResultsAndIndirectCallsCarryVectors()
    {
        using var instance = Wat.Instance("""
            (type $t (func (param v128 i64 v128) (result v128 i32 v128)))
            (table funcref (elem $swap))
            (func $swap (type $t) (local.get 2) (i32.wrap_i64 (local.get 1)) (local.get 0))
            (func (export "f") (type $t) (call_indirect (type $t) (local.get 0) (local.get 1) (local.get 2) (i32.const 0)))
            """);
        var results = new WasmValue[3];
        var other = Vector128.Create(0xABCD_EF01_2345_6789ul, 42).AsByte();
        Assert.True(instance.Function("f").Value.Invoke([WasmValue.From(Ascending), WasmValue.From(7L), WasmValue.From(other)], results).IsOk);
        Assert.Equal((other, 7, Ascending), (results[0].AsV128, results[1].AsI32, results[2].AsV128));
    }

    [Fact]
    public void GlobalsOfVectorsAreSharedAndReset()
    {
        var shared = new WasmGlobal(ValueType.V128, true, WasmValue.From(Ascending));
        using var instance = Wat.Instance("""
            (import "host" "shared" (global $shared (mut v128)))
            (global $constant v128 (v128.const i32x4 1 2 3 4))
            (global $copy (export "copy") v128 (global.get $constant))
            (global $own (export "own") (mut v128) (v128.const i64x2 5 6))
            (func (export "f") (result v128)
              (global.set $own (i32x4.add (global.get $own) (global.get $constant)))
              (global.set $shared (v128.not (global.get $shared)))
              (i32x4.add (global.get $own) (global.get $copy)))
            """, new ImportSet().Global("host", "shared", shared));
        Assert.Equal(Vector128.Create(7, 4, 12, 8).AsByte(), instance.Get("f").AsV128);
        Assert.Equal(~Ascending, shared.Value.AsV128);
        Assert.True(instance.TryGetGlobal("own", out var own));
        Assert.Equal(Vector128.Create(6, 2, 9, 4).AsByte(), own.Value.AsV128);
        own.Value = WasmValue.From(Ascending);
        Assert.Equal(Ascending, own.Value.AsV128);
        instance.ResetToInitial([]);
        Assert.Equal(Vector128.Create(5L, 6).AsByte(), own.Value.AsV128);
        Assert.True(instance.TryGetGlobal("copy", out var copy));
        Assert.Equal(Vector128.Create(1, 2, 3, 4).AsByte(), copy.Value.AsV128);
    }

    [Fact]
    public void LocalsBlocksAndSelectsCarryVectors()
    {
        using var instance = Wat.Instance("""
            (func (export "fresh") (result v128) (local v128) (local.get 0))
            (func (export "select") (param v128 v128 i32) (result v128) (select (local.get 0) (local.get 1) (local.get 2)))
            (func (export "typed") (param v128 v128 i32) (result v128) (select (result v128) (local.get 0) (local.get 1) (local.get 2)))
            (func (export "loop") (param $v v128) (param $n i32) (result v128)
              (local.get $v)
              (loop $l (param v128) (result v128)
                (i32x4.add (local.get $v))
                (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
            """);
        var one = WasmValue.From(Ascending);
        var two = WasmValue.From(~Ascending);
        Assert.Equal(Vector128<byte>.Zero, instance.Get("fresh").AsV128);
        foreach (var name in new[] { "select", "typed" })
        {
            Assert.Equal(Ascending, instance.Get(name, one, two, WasmValue.From(9)).AsV128);
            Assert.Equal(~Ascending, instance.Get(name, one, two, WasmValue.From(0)).AsV128);
        }

        Assert.Equal((Ascending.AsInt32() * 4).AsByte(), instance.Get("loop", one, WasmValue.From(3)).AsV128);
    }

    /// <summary>Accesses at the very end of memory, in both tiers, also where only a part of what is loaded is used.</summary>
    [Theory]
    [InlineData("(v128.load (local.get 0))", 16)]
    [InlineData("(v128.load8x8_u (local.get 0))", 8)]
    [InlineData("(v128.load32x2_s (local.get 0))", 8)]
    [InlineData("(v128.load16_splat (local.get 0))", 2)]
    [InlineData("(v128.load32_zero (local.get 0))", 4)]
    [InlineData("(v128.load64_zero (local.get 0))", 8)]
    [InlineData("(v128.load64_lane 1 (local.get 0) (v128.const i64x2 0 0))", 8)]
    [InlineData("(i16x8.extend_low_i8x16_u (v128.load (local.get 0)))", 16)]
    [InlineData("(i8x16.splat (i8x16.extract_lane_u 0 (v128.load (local.get 0))))", 16)]
    [InlineData("(f64x2.promote_low_f32x4 (v128.load (local.get 0)))", 16)]
    [InlineData("(i64x2.replace_lane 1 (v128.load (local.get 0)) (i64.const 1))", 16)]
    [InlineData("(i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3 (v128.load (local.get 0)) (v128.load (local.get 0)))", 16)]
    [InlineData("(f32x4.demote_f64x2_zero (f64x2.splat (f64x2.extract_lane 0 (v128.load (local.get 0)))))", 16)]
    [InlineData("(drop (v128.load (local.get 0))) (v128.const i64x2 0 0)", 16)]
    [InlineData("(v128.store (local.get 0) (v128.const i64x2 1 2)) (v128.const i64x2 0 0)", 16)]
    [InlineData("(v128.store32_lane 3 (local.get 0) (v128.const i64x2 1 2)) (v128.const i64x2 0 0)", 4)]
    public void AccessesAreBoundedWhole(string access, int bytes)
    {
        foreach (var tier in GuardTier.IsAvailable ? [BoundsTier.Explicit, BoundsTier.Guard] : new[] { BoundsTier.Explicit })
        {
            using var instance = Wat.Instance($"(memory 1) (func (export \"f\") (param i32) (result v128) {access})", compile: new CompileOptions { Tier = tier });
            Assert.True(instance.Call("f", WasmValue.From((64 * 1024) - bytes)).IsOk);
            Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("f", WasmValue.From((64 * 1024) - bytes + 1)).Trap);
            Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("f", WasmValue.From(-1)).Trap);
        }
    }
}
