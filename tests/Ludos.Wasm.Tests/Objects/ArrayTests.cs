using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Objects;

public class ArrayTests
{
    private const string Bytes = "(type $a (array (mut i8)))";

    [Fact]
    public void HostAndWasmShareArrays()
    {
        using var instance = Wat.Instance($"""
            {Bytes} (func (export "sum") (param $a (ref null $a)) (result i32) (local $i i32) (local $s i32)
              (loop $l (local.set $s (i32.add (local.get $s) (array.get_s $a (local.get $a) (local.get $i)))) (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br_if $l (i32.lt_u (local.get $i) (array.len (local.get $a))))) (local.get $s))
            (func (export "make") (param i32) (result (ref $a)) (array.new $a (i32.const 0x1ff) (local.get 0)))
            """);
        var type = instance.Function("sum").Value.Type.Parameters[0].Heap.Defined!;
        var array = WasmArray.Create(type, 10, WasmValue.From(-2));
        array[3] = WasmValue.From(7);
        Assert.Equal(-11, instance.Get("sum", WasmValue.FromRef(array)).AsI32);
        var made = (WasmArray)instance.Get("make", WasmValue.From(5)).AsRef!;
        Assert.Equal(5, made.Length);
        Assert.Equal(255, made[4].AsI32);
        Assert.Equal([255, 255, 255, 255, 255], made.Bytes.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => made[5]);
        Assert.Equal(TrapKind.ArrayOutOfBounds, instance.Call("sum", WasmValue.FromRef(WasmArray.Create(type, 0, default))).Trap);
        Assert.Equal(TrapKind.NullReference, instance.Call("sum", default(WasmValue)).Trap);
    }

    [Theory]
    [InlineData("i8", "(i32.const 1)", "i32")]
    [InlineData("i16", "(i32.const 1)", "i32")]
    [InlineData("i64", "(i64.const 1)", "i64")]
    [InlineData("v128", "(v128.const i32x4 1 2 3 4)", "v128")]
    [InlineData("anyref", "(ref.i31 (i32.const 1))", "anyref")]
    public void ArraysThatAreTooLongTrap(string element, string value, string type)
    {
        _ = type;
        using var instance = Wat.Instance($"""
            (type $a (array (mut {element}))) (func (export "new") (param i32) (result i32) (array.len (array.new $a {value} (local.get 0))))
            (func (export "default") (param i32) (result i32) (array.len (array.new_default $a (local.get 0))))
            """);
        foreach (var length in new[] { -1, int.MaxValue, int.MinValue, 300_000_000 })
        {
            Assert.Equal(TrapKind.OutOfHeap, instance.Call("new", WasmValue.From(length)).Trap);
            Assert.Equal(TrapKind.OutOfHeap, instance.Call("default", WasmValue.From(length)).Trap);
        }

        Assert.Equal(1000, instance.Get("new", WasmValue.From(1000)).AsI32);
        Assert.Throws<ArgumentOutOfRangeException>(() => WasmArray.Create(instance.Code.Contents.Types[0], 300_000_000, default));
    }

    [Theory]
    [InlineData("(struct.new $node (local.get $last) (i64.const 0) (i64.const 0))")]
    [InlineData("(struct.new $node (array.new_default $big (i32.const 100000)) (i64.const 0) (i64.const 0))")]
    [InlineData("(ref.i31 (local.tee $n (i32.add (local.get $n) (i32.const 5000))))")]
    public void AModuleThatKeepsAllItMakesIsStoppedBeforeTheProcessIs(string make)
    {
        const long Room = 96L * 1024 * 1024;
        using var instance = Wat.Instance($"""
            (type $big (array i8)) (type $node (struct (field anyref) (field i64) (field i64))) (type $list (struct (field anyref) (field (ref null $list))))
            (global $kept (mut (ref null $list)) (ref.null $list))
            (func (export "hoard") (local $last anyref) (local $n i32)
              (loop $l (local.set $last {make}) (global.set $kept (struct.new $list (local.get $last) (global.get $kept))) (br $l)))
            (func (export "drop") (result i32) (global.set $kept (ref.null $list)) (i32.const 8))
            """, options: new InstanceOptions { MaxHeapBytes = GC.GetTotalMemory(true) + Room });
        Assert.Equal(TrapKind.OutOfHeap, instance.Call("hoard").Trap);
        Assert.Equal(8, instance.Get("drop").AsI32);
    }

    [Fact]
    public void IntegersAndExceptionsCountLikeOtherObjects()
    {
        using var instance = Wat.Instance("""
            (type $refs (array (mut anyref))) (type $caught (array (mut exnref))) (tag $e) (global $r (mut (ref null $refs)) (ref.null $refs)) (global $c (mut (ref null $caught)) (ref.null $caught))
            (func (export "integers") (local $i i32) (global.set $r (array.new_default $refs (i32.const 12000000)))
              (loop $l (array.set $refs (global.get $r) (local.get $i) (ref.i31 (i32.add (local.get $i) (i32.const 5000)))) (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 12000000)))))
            (func (export "exceptions") (local $i i32) (global.set $c (array.new_default $caught (i32.const 1000000)))
              (loop $l (array.set $caught (global.get $c) (local.get $i) (block $h (result exnref) (try_table (catch_all_ref $h) (throw $e)) (unreachable))) (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000000)))))
            """, options: new InstanceOptions { MaxHeapBytes = GC.GetTotalMemory(true) + (140L * 1024 * 1024) });
        Assert.Equal(TrapKind.OutOfHeap, instance.Call("integers").Trap);
        instance.ResetToInitial([]);
        Assert.Equal(TrapKind.OutOfHeap, instance.Call("exceptions").Trap);
    }

    [Fact]
    public void WhatAModuleDropsIsCollected()
    {
        using var instance = Wat.Instance("""
            (type $node (struct (field (mut i64)) (field i64)))
            (func (export "churn") (param i32) (result i64) (local $s (ref null $node))
              (loop $l (local.set $s (struct.new $node (i64.const 1) (i64.const 2))) (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if $l (local.get 0)))
              (struct.get $node 1 (local.get $s)))
            """);
        GC.Collect();
        var before = GC.GetTotalMemory(true);
        Assert.Equal(2, instance.Get("churn", WasmValue.From(5_000_000)).AsI64);
        Assert.InRange(GC.GetTotalMemory(true) - before, long.MinValue, 100L * 1024 * 1024);
    }

    [Theory]
    [InlineData("(array.fill $a (local.get $a) (i32.const 0) (i32.const 9) (i32.const 1000000))")]
    [InlineData("(array.copy $a $a (local.get $a) (i32.const 0) (local.get $a) (i32.const 0) (i32.const 1000000))")]
    [InlineData("(drop (array.new $a (i32.const 9) (i32.const 1000000)))")]
    [InlineData("(drop (array.new_default $a (i32.const 1000000)))")]
    public void BulkWorkUsesFuelByItsBytes(string work)
    {
        using var instance = Wat.Instance($"{Bytes} (func (export \"f\") (param $a (ref $a)) {work})");
        var array = WasmValue.FromRef(WasmArray.Create(instance.Code.Contents.Types[0], 1_000_000, default));
        var before = instance.Fuel;
        Assert.True(instance.Call("f", array).IsOk);
        Assert.Equal(1 + (1_000_000 / 64), before - instance.Fuel);
        instance.Fuel = 1_000;
        Assert.Equal(TrapKind.OutOfFuel, instance.Call("f", array).Trap);
    }

    [Fact]
    public void SmallIntegersAreEqualByValue()
    {
        using var instance = Wat.Instance("(func (export \"same\") (param eqref eqref) (result i32) (ref.eq (local.get 0) (local.get 1))) (func (export \"make\") (param i32) (result (ref i31)) (ref.i31 (local.get 0)))");
        foreach (var value in new[] { 0, 5, -1, 1 << 29, -(1 << 30), int.MaxValue })
        {
            var (one, other) = (instance.Get("make", WasmValue.From(value)), WasmValue.FromRef(WasmI31.From(value)));
            Assert.Equal(1, instance.Get("same", one, other).AsI32);
            Assert.Equal(value << 1 >> 1, ((WasmI31)one.AsRef!).Value);
            Assert.Equal(0, instance.Get("same", one, WasmValue.FromRef(WasmI31.From(value + 1))).AsI32);
        }

        Assert.Equal(1, instance.Get("same", default, default).AsI32);
    }

    [Fact]
    public void TooLongAnArrayInAnInitialiserIsAFault()
    {
        var made = Wat.Module("(type $a (array i64)) (global (ref $a) (array.new_default $a (i32.const 0x7fffffff)))").Compile().Instantiate(new ImportSet());
        Assert.Equal(WasmErrorCode.InstantiationTrapped, made.Fault?.Code);
        Assert.Contains("initialiser", made.Fault!.Message, StringComparison.Ordinal);
    }
}
