using Ludos.Wasm.Tests.Conformance;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Memories;

/// <summary>Growing to the limit, 64-bit addresses, several memories; in both tiers.</summary>
public class LargeMemoryTests
{
    public static TheoryData<string> AllTiers => ThreadTests.AllTiers;

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void MemoryGrowsToItsLimitAndNoFurther(string tier)
    {
        const int Limit = 300;
        const string Text = """
            (memory 1) (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
            (func (export "fill") (param i32) (i32.store8 (local.get 0) (i32.const 9)))
            """;
        var limited = Wat.Module(Text, WasmLimits.Default with { MaxMemoryPages = Limit }).Compile(Tiers.Options(tier));
        using var instance = limited.Instantiate(new ImportSet()).Value;
        for (var pages = 1; pages < Limit; pages += 13)
        {
            Assert.Equal(pages, instance.Get("grow", WasmValue.From(13)).AsI32);
            Assert.True(instance.Call("fill", WasmValue.From(((pages + 13) * WasmMemory.PageBytes) - 1)).IsOk);
            Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("fill", WasmValue.From((pages + 13) * WasmMemory.PageBytes)).Trap);
        }

        foreach (var more in new[] { 1, int.MaxValue, -1 })
        {
            Assert.Equal(-1, instance.Get("grow", WasmValue.From(more)).AsI32);
        }

        Assert.Equal((uint)Limit, instance.Memory!.Pages);
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void AddressesBeyond4GiBAreReached(string tier)
    {
        const long FirstPages = 70_000;
        var module = Wat.Module("""
            (memory (export "m") i64 70000 80000)
            (func (export "set") (param i64 i64) (i64.store (local.get 0) (local.get 1)))
            (func (export "get") (param i64) (result i64) (i64.load offset=8 (local.get 0)))
            (func (export "far") (param i64) (result i64) (i64.load offset=0xffffffffffffffff (local.get 0)))
            (func (export "middle") (param i64) (result i64) (i64.load offset=0x7fffffffffff (local.get 0)))
            (func (export "size") (result i64) (memory.size))
            (func (export "grow") (param i64) (result i64) (memory.grow (local.get 0)))
            (func (export "fill") (param i64 i64) (memory.fill (local.get 0) (i32.const 7) (local.get 1)))
            (func (export "copy") (param i64 i64 i64) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
            """, WasmLimits.Default with { MaxMemoryPages = 100_000 });
        using var instance = module.Compile(Tiers.Options(tier)).Instantiate(new ImportSet()).Value;
        var end = FirstPages * WasmMemory.PageBytes;
        Assert.Equal(FirstPages, instance.Get("size").AsI64);
        Assert.True(instance.Call("set", WasmValue.From(end - 8), WasmValue.From(0x1234567890L)).IsOk);
        Assert.Equal(0x1234567890L, instance.Get("get", WasmValue.From(end - 16)).AsI64);
        foreach (var address in new[] { end - 7, end, -1, -8, -16, long.MinValue, long.MaxValue })
        {
            Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("set", WasmValue.From(address), WasmValue.From(1L)).Trap);
        }

        foreach (var address in new[] { end - 15, -8L, -16L, long.MaxValue })
        {
            Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("get", WasmValue.From(address)).Trap);
        }

        foreach (var address in new[] { 0L, 1L, 8L, -1L })
        {
            Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("far", WasmValue.From(address)).Trap);
            Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("middle", WasmValue.From(address)).Trap);
        }

        Assert.Equal(-1, instance.Get("grow", WasmValue.From(-1L)).AsI64);
        Assert.Equal(-1, instance.Get("grow", WasmValue.From(long.MaxValue)).AsI64);
        Assert.Equal(-1, instance.Get("grow", WasmValue.From(10_001L)).AsI64);
        Assert.Equal(FirstPages, instance.Get("grow", WasmValue.From(10_000L)).AsI64);
        Assert.Equal(-1, instance.Get("grow", WasmValue.From(1L)).AsI64);
        var newEnd = 80_000L * WasmMemory.PageBytes;
        Assert.True(instance.Call("fill", WasmValue.From(newEnd - 100), WasmValue.From(100L)).IsOk);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("fill", WasmValue.From(newEnd - 100), WasmValue.From(101L)).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("fill", WasmValue.From(1L), WasmValue.From(-1L)).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("copy", WasmValue.From(0L), WasmValue.From(-1L), WasmValue.From(2L)).Trap);
        Assert.True(instance.Call("copy", WasmValue.From(0L), WasmValue.From(newEnd - 100), WasmValue.From(100L)).IsOk);
        Assert.Equal(0x0707070707070707, instance.Get("get", WasmValue.From(84L)).AsI64);
        Assert.Throws<InvalidOperationException>(() => instance.Memory!.Span.Length);
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void SeveralMemoriesStayApart(string tier)
    {
        using var imported = WasmMemory.Allocate(1, 4);
        imported.Span[0] = 77;
        using var instance = Wat.Instance("""
            (import "m" "m" (memory $a 1 4)) (memory $b (export "b") 2 3) (memory $c i64 1 2)
            (data (memory $b) (i32.const 0) "bee") (data (memory $c) (i64.const 4) "sea")
            (func (export "sum") (result i32)
              (i32.add (i32.load8_u $a (i32.const 0)) (i32.add (i32.load8_u $b (i32.const 0)) (i32.load8_u $c (i64.const 4)))))
            (func (export "set") (param i32) (i32.store16 $b (local.get 0) (i32.const -1)))
            (func (export "setc") (param i64) (i32.store16 $c (local.get 0) (i32.const -1)))
            (func (export "growb") (result i32) (memory.grow $b (i32.const 1)))
            (func (export "sizes") (result i32) (i32.add (memory.size $a) (i32.add (i32.mul (memory.size $b) (i32.const 16)) (i32.wrap_i64 (i64.mul (memory.size $c) (i64.const 256))))))
            (func (export "copy") (memory.copy $a $b (i32.const 10) (i32.const 0) (i32.const 3)) (memory.copy $c $a (i64.const 0) (i32.const 10) (i32.const 3)))
            (func (export "getc") (result i32) (i32.load8_u $c (i64.const 2)))
            """, new ImportSet().Memory("m", "m", imported), Tiers.Options(tier));
        Assert.Equal(77 + 'b' + 's', instance.Get("sum").AsI32);
        var end = 2 * WasmMemory.PageBytes;
        Assert.True(instance.Call("set", WasmValue.From(end - 2)).IsOk);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("set", WasmValue.From(end - 1)).Trap);
        Assert.Equal(0x121, instance.Get("sizes").AsI32);
        Assert.Equal(2, instance.Get("growb").AsI32);
        Assert.True(instance.Call("set", WasmValue.From(end - 1)).IsOk);
        Assert.Equal(-1, instance.Get("growb").AsI32);
        Assert.Equal(0x131, instance.Get("sizes").AsI32);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("setc", WasmValue.From(WasmMemory.PageBytes - 1L)).Trap);
        Assert.True(instance.Call("setc", WasmValue.From(WasmMemory.PageBytes - 2L)).IsOk);
        Assert.True(instance.Call("copy").IsOk);
        Assert.Equal('e', instance.Get("getc").AsI32);
        Assert.True(instance.TryGetMemory("b", out var b));
        Assert.Equal(3u, b.Pages);
        instance.ResetToInitial([]);
        Assert.Equal(2u, b.Pages);
        Assert.Equal("bee"u8.ToArray(), b.Span[..3].ToArray());
        Assert.Equal(0, b.Span[end - 1]);
        Assert.Equal('b' + 's', instance.Get("sum").AsI32);
    }

    [Fact]
    public void TablesWith64BitIndices()
    {
        using var instance = Wat.Instance("""
            (table $t i64 3 8 funcref) (type $f (func (result i32))) (elem (table $t) (i64.const 1) func $one) (func $one (result i32) (i32.const 1))
            (func (export "call") (param i64) (result i32) (call_indirect $t (type $f) (local.get 0)))
            (func (export "grow") (param i64) (result i64) (table.grow $t (ref.func $one) (local.get 0)))
            (func (export "size") (result i64) (table.size $t))
            (func (export "get") (param i64) (result i32) (ref.is_null (table.get $t (local.get 0))))
            (func (export "fill") (param i64 i64) (table.fill $t (local.get 0) (ref.func $one) (local.get 1)))
            """);
        Assert.Equal(1, instance.Get("call", WasmValue.From(1L)).AsI32);
        Assert.Equal(TrapKind.UninitializedElement, instance.Call("call", WasmValue.From(2L)).Trap);
        foreach (var index in new[] { 3L, -1, (1L << 32) + 1, long.MinValue })
        {
            Assert.Equal(TrapKind.TableOutOfBounds, instance.Call("call", WasmValue.From(index)).Trap);
            Assert.Equal(TrapKind.TableOutOfBounds, instance.Call("get", WasmValue.From(index)).Trap);
        }

        foreach (var count in new[] { 6L, -1, 1L << 32, long.MinValue })
        {
            Assert.Equal(-1, instance.Get("grow", WasmValue.From(count)).AsI64);
            Assert.Equal(TrapKind.TableOutOfBounds, instance.Call("fill", WasmValue.From(0L), WasmValue.From(count)).Trap);
        }

        Assert.Equal(3, instance.Get("grow", WasmValue.From(5L)).AsI64);
        Assert.Equal(8, instance.Get("size").AsI64);
        Assert.Equal(1, instance.Get("call", WasmValue.From(7L)).AsI32);
    }
}
