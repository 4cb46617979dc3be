using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Objects;

/// <summary>Casts and null checks where they meet the rest of the engine: open blocks with values, handlers, tail calls, unread locals.</summary>
public class CastTests
{
    private const string Types = "(type $a (sub (struct (field (mut i32))))) (type $b (sub $a (struct (field (mut i32)) (field i64)))) (type $f (sub (func (param i32) (result i32)))) (tag $e (param i32 anyref))";

    [Theory]
    [InlineData(0, 1001)]
    [InlineData(1, 1012)]
    [InlineData(2, 1123)]
    [InlineData(3, 2005)]
    public void BranchesCarryWhatLiesBeneath(int which, int expected)
    {
        using var instance = Wat.Instance($$"""
            {{Types}} (func $make (param i32) (result anyref)
              (if (i32.eqz (local.get 0)) (then (return (struct.new $a (i32.const 1)))))
              (if (i32.eq (local.get 0) (i32.const 1)) (then (return (struct.new $b (i32.const 12) (i64.const 0)))))
              (if (i32.eq (local.get 0) (i32.const 2)) (then (return (ref.i31 (i32.const 123)))))
              (ref.null any))
            (func (export "f") (param $x i32) (result i32)
              (i32.add
                (block $none (result i32 i32) (i32.const 1000)
                  (block $other (result i32 anyref) (i32.const 1000)
                    (block $found (result i32 (ref $a))
                      (i32.const 1000) (call $make (local.get $x))
                      (br_on_cast $found anyref (ref $a))
                      (br_on_non_null $other) (i32.const 1005) (br $none))
                    (local.set $x (i32.const 0)) (struct.get $a 0) (br $none))
                  (i31.get_s (ref.cast i31ref)) (br $none))))
            """);
        Assert.Equal(expected, instance.Get("f", WasmValue.From(which)).AsI32);
    }

    [Fact]
    public void BranchesLeaveHandlers()
    {
        using var instance = Wat.Instance($$"""
            {{Types}}
            (func (export "f") (param anyref i32) (result i32)
              (block $caught (result i32 anyref)
                (block $is (result (ref $a))
                  (try_table (catch $e $caught)
                    (local.set 0 (br_on_cast $is anyref (ref $a) (local.get 0)))
                    (br_if 0 (i32.eqz (local.get 1)))
                    (throw $e (i32.const 40) (local.get 0)))
                  (return (i32.const -1)))
                (return (struct.get $a 0)))
              (drop) (i32.add (i32.const 2)))
            """);
        var type = instance.Code.Contents.Types[0];
        Assert.Equal(9, instance.Get("f", WasmValue.FromRef(WasmStruct.Create(type, WasmValue.From(9))), WasmValue.From(1)).AsI32);
        Assert.Equal(42, instance.Get("f", default, WasmValue.From(1)).AsI32);
        Assert.Equal(-1, instance.Get("f", WasmValue.FromRef(WasmI31.From(1)), WasmValue.From(0)).AsI32);
    }

    [Fact]
    public void TrapsAreNotCaught()
    {
        using var instance = Wat.Instance($$"""
            {{Types}} (func (export "null") (param (ref null $a)) (block $h (try_table (catch_all $h) (drop (struct.get $a 0 (local.get 0))))))
            (func (export "cast") (param anyref) (block $h (try_table (catch_all $h) (drop (ref.cast (ref $b) (local.get 0))))))
            (func (export "some") (param (ref null func)) (drop (ref.as_non_null (local.get 0))))
            """);
        Assert.Equal(TrapKind.NullReference, instance.Call("null", default(WasmValue)).Trap);
        Assert.Equal(TrapKind.CastFailure, instance.Call("cast", default(WasmValue)).Trap);
        Assert.Equal(TrapKind.CastFailure, instance.Call("cast", WasmValue.FromRef("outside")).Trap);
        Assert.Equal(TrapKind.CastFailure, instance.Call("cast", WasmValue.FromRef(WasmStruct.Create(instance.Code.Contents.Types[0], default(WasmValue)))).Trap);
        Assert.Equal(TrapKind.NullReference, instance.Call("some", default(WasmValue)).Trap);
    }

    [Fact]
    public void FunctionsOfSubtypesAreCalledThroughTheirSupertype()
    {
        using var instance = Wat.Instance($$"""
            {{Types}} (type $g (sub final $f (func (param i32) (result i32)))) (type $h (func (param i32) (result i32)))
            (func $g (type $g) (i32.add (local.get 0) (i32.const 1))) (func $h (type $h) (i32.const 0)) (table funcref (elem $g $h))
            (func (export "f") (param i32) (result i32) (call_indirect (type $f) (i32.const 5) (local.get 0)))
            (func (export "tail") (param i32) (result i32) (return_call_indirect (type $f) (i32.const 6) (local.get 0)))
            (func (export "ref") (result i32) (call_ref $f (i32.const 7) (ref.func $g)))
            """);
        Assert.Equal(6, instance.Get("f", WasmValue.From(0)).AsI32);
        Assert.Equal(7, instance.Get("tail", WasmValue.From(0)).AsI32);
        Assert.Equal(8, instance.Get("ref").AsI32);
        Assert.Equal(TrapKind.IndirectCallTypeMismatch, instance.Call("f", WasmValue.From(1)).Trap);
        Assert.Equal(TrapKind.IndirectCallTypeMismatch, instance.Call("tail", WasmValue.From(1)).Trap);
    }

    [Fact]
    public void ReadsWaitingOnTheStackSeeTheValueOfTheirTime()
    {
        using var instance = Wat.Instance($$"""
            {{Types}} (func (export "f") (param $s (ref $a)) (result i32) (local $t (ref null $a))
              (local.set $t (local.get $s))
              (struct.get $a 0 (local.get $s))
              (struct.set $a 0 (local.get $t) (i32.const 50))
              (local.get $t) (local.set $t (ref.null $a)) (struct.get $a 0)
              (i32.sub))
            """);
        Assert.Equal(3 - 50, instance.Get("f", WasmValue.FromRef(WasmStruct.Create(instance.Code.Contents.Types[0], WasmValue.From(3)))).AsI32);
    }
}
