using System.Globalization;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

public class TailCallTests
{
    private const int Many = 10_000_000;

    // A thread whose stack 10 million frames cannot fit into, however small they are.
    private const int MutualFrames = Many;

    [Theory]
    [InlineData("return_call $even", "return_call $odd")]
    [InlineData("return_call_indirect (type $t)", "return_call_indirect (type $t)")]
    public void MutualTailCallsRunInConstantStack(string toEven, string toOdd)
    {
        using var instance = Wat.Instance($"""
            (type $t (func (param i64) (result i32))) (table funcref (elem $even $odd))
            (func $even (export "even") (type $t)
              (if (i64.eqz (local.get 0)) (then (return (i32.const 1))))
              (i64.sub (local.get 0) (i64.const 1)) {Index(toOdd, 1)} {toOdd})
            (func $odd (type $t)
              (if (i64.eqz (local.get 0)) (then (return (i32.const 0))))
              (i64.sub (local.get 0) (i64.const 1)) {Index(toEven, 0)} {toEven})
            """, options: new InstanceOptions { Fuel = long.MaxValue });
        Assert.Equal(1, instance.Get("even", WasmValue.From((long)MutualFrames)).AsI32);
        Assert.Equal(0, instance.Get("even", WasmValue.From((long)MutualFrames + 1)).AsI32);
    }

    [Theory]
    [InlineData("i32", 3)]
    [InlineData("i64", 20)]
    [InlineData("f64", 20)]
    [InlineData("i64", 200)]
    [InlineData("externref", 20)]
    public void TheCalleeMayTakeMoreThanTheCaller(string type, int more)
    {
        var parameters = string.Concat(Enumerable.Repeat($" {type}", more));
        var zeros = string.Concat(Enumerable.Repeat(type == "externref" ? "(ref.null extern)" : $"({type}.const 7)", more));
        var use = type == "externref" ? "(ref.is_null (local.get 1))" : $"({type}.eq (local.get {more}) ({type}.const 7))";
        using var instance = Wat.Instance($"""
            (func $few (export "f") (param i32) (result i32 i64 f32)
              (if (i32.eqz (local.get 0)) (then (return (i32.const 5) (i64.const 6) (f32.const 7))))
              (return_call $many (i32.sub (local.get 0) (i32.const 1)) {zeros}))
            (func $many (param i32{parameters}) (result i32 i64 f32)
              (if (i32.eqz {use}) (then unreachable))
              (return_call $few (local.get 0)))
            """, options: new InstanceOptions { Fuel = long.MaxValue });
        var results = new WasmValue[3];
        Assert.True(instance.Function("f").Value.Invoke([WasmValue.From(1_000_000)], results).IsOk);
        Assert.Equal([WasmValue.From(5), WasmValue.From(6L), WasmValue.From(7f)], results);
    }

    [Fact]
    public void LargeFramesAreLeftBehindToo()
    {
        // The frame is so large that it is checked by a function of its own.
        var locals = string.Concat(Enumerable.Repeat(" i64", 2_000));
        var sums = string.Concat(Enumerable.Range(1, 2_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"(local.set {i} (i64.add (local.get {i / 2}) (i64.const {i})))")));
        using var instance = Wat.Instance($"""
            (func $f (export "f") (param i64) (result i64) (local{locals})
              {sums}
              (if (i64.eqz (local.get 0)) (then (return (local.get 2000))))
              (return_call $f (i64.sub (local.get 0) (i64.const 1))))
            """);
        Assert.Equal(2000 + 1000 + 500 + 250 + 125 + 62 + 31 + 15 + 7 + 3 + 1, instance.Get("f", WasmValue.From(5_000L)).AsI64);
    }

    [Fact]
    public void InstancesTailCallEachOtherAndTheHost()
    {
        using var first = Wat.Instance("""
            (type $t (func (param i32) (result i32))) (import "host" "end" (func $end (param i32) (result i32)))
            (table (export "t") 2 funcref)
            (func (export "f") (type $t)
              (if (i32.eqz (local.get 0)) (then (return_call $end (i32.const 41))))
              (return_call_indirect (type $t) (i32.sub (local.get 0) (i32.const 1)) (i32.const 1)))
            (elem (i32.const 0) 1)
            """, new ImportSet().Function("host", "end", (int value) => value + 1));
        Assert.True(first.TryGetTable("t", out var table));
        var imports = new ImportSet().Table("first", "t", table).Function("first", "f", first.Function("f").Value);
        using var second = Wat.Instance("""
            (import "first" "t" (table 2 funcref)) (import "first" "f" (func $f (param i32) (result i32)))
            (func $g (param i32) (result i32) (return_call $f (local.get 0))) (elem (i32.const 1) $g)
            """, imports);
        (first.Fuel, second.Fuel) = (long.MaxValue, long.MaxValue);
        Assert.Equal(42, first.Get("f", WasmValue.From(Many / 10)).AsI32);
    }

    [Fact]
    public void TailCallsUseFuelAndAreInterrupted()
    {
        using var instance = Wat.Instance("(func $f (export \"f\") (return_call $f))");
        instance.Fuel = 1_000_000;
        Assert.Equal(TrapKind.OutOfFuel, instance.Function("f").Value.Run().Trap);
        Assert.Equal(-1, instance.Fuel);
        instance.Fuel = long.MaxValue;
        var interrupter = new Thread(instance.RequestInterrupt);
        interrupter.Start();
        Assert.Equal(TrapKind.Interrupted, instance.Function("f").Value.Run().Trap);
        interrupter.Join();
    }

    [Fact]
    public void OutOfATryBlockTheHandlersAreLeftFirst()
    {
        using var instance = Wat.Instance("""
            (tag $t) (func $thrower (param i32) (result i32) (throw $t))
            (func $inner (param i32) (result i32)
              (block $h (try_table (catch_all $h) (return_call $thrower (local.get 0)))) (i32.const 1))
            (func (export "f") (param i32) (result i32)
              (block $h (try_table (catch_all $h) (return (call $inner (local.get 0))))) (i32.const 2))
            (func $count (export "count") (param i32 i64) (result i32 i64)
              (block $h (try_table (catch_all $h)
                (if (i32.eqz (local.get 0)) (then (return (i32.const 9) (local.get 1))))
                (return_call $count (i32.sub (local.get 0) (i32.const 1)) (i64.add (local.get 1) (i64.const 2)))))
              unreachable)
            """);
        Assert.Equal(2, instance.Get("f", WasmValue.From(0)).AsI32);
        var results = new WasmValue[2];
        Assert.True(instance.Function("count").Value.Invoke([WasmValue.From(1_000_000), WasmValue.From(0L)], results).IsOk);
        Assert.Equal([WasmValue.From(9), WasmValue.From(2_000_000L)], results);
    }

    private static string Index(string call, int index) => call.Contains("indirect", StringComparison.Ordinal) ? $"(i32.const {index})" : "";
}
