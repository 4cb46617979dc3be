using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

public class FuelTests
{
    private const string Counter = """
        (global $n (export "n") (mut i32) (i32.const 0))
        (func (export "spin") (loop $l (global.set $n (i32.add (global.get $n) (i32.const 1))) (br $l)))
        (func $leaf (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
        (func (export "calls") (local i32)
          (loop $l (local.set 0 (call $leaf (local.get 0))) (br_if $l (i32.lt_s (local.get 0) (i32.const 10)))))
        """;

    [Fact]
    public void EndlessLoopStopsAtTheSamePointEveryTime()
    {
        using var instance = Wat.Instance(Counter);
        Assert.True(instance.TryGetGlobal("n", out var n));
        foreach (var fuel in new[] { 1L, 2, 1000, 123_456 })
        {
            n.Value = WasmValue.From(0);
            instance.Fuel = fuel;
            Assert.Equal(TrapKind.OutOfFuel, instance.Function("spin").Value.Run().Trap);
            Assert.Equal(fuel - 1, n.Value.AsI32);
            Assert.Equal(-1, instance.Fuel);
        }
    }

    [Fact]
    public void EntriesAndLoopHeadsAreCounted()
    {
        using var instance = Wat.Instance(Counter);
        instance.Fuel = 1000;
        Assert.True(instance.Function("calls").Value.Run().IsOk);

        // One entry, ten arrivals at the loop's head, ten entries of the leaf.
        Assert.Equal(1000 - 21, instance.Fuel);
        instance.Fuel = 21;
        Assert.True(instance.Function("calls").Value.Run().IsOk);
        Assert.Equal(0, instance.Fuel);
        instance.Fuel = 20;
        Assert.Equal(TrapKind.OutOfFuel, instance.Function("calls").Value.Run().Trap);
    }

    [Theory]
    [InlineData("(call $f)")]
    [InlineData("(call_indirect (type $t) (i32.const 0))")]
    [InlineData("(call_ref $t (ref.func $f))")]
    [InlineData("(return_call $f)")]
    [InlineData("(return_call_indirect (type $t) (i32.const 0))")]
    public void NoWayOfRecursingOutrunsFuel(string call)
    {
        using var instance = Wat.Instance($"""
            (type $t (func)) (table funcref (elem $f)) (global $n (export "n") (mut i32) (i32.const 0))
            (func $f (export "f") (type $t) (global.set $n (i32.add (global.get $n) (i32.const 1))) {call})
            """);
        Assert.True(instance.TryGetGlobal("n", out var n));
        foreach (var fuel in (int[])[1, 100, 2_000])
        {
            n.Value = WasmValue.From(0);
            instance.Fuel = fuel;
            Assert.Equal(TrapKind.OutOfFuel, instance.Function("f").Value.Run().Trap);
            Assert.Equal((fuel, -1L), (n.Value.AsI32, instance.Fuel));
        }
    }

    [Fact]
    public void FuelIsExactWhenSomethingElseTraps()
    {
        using var instance = Wat.Instance("""
            (memory 1)
            (func (export "f") (local i32) (loop $l (local.set 0 (i32.add (local.get 0) (i32.const 4096))) (drop (i32.load (local.get 0))) (br $l)))
            """);
        instance.Fuel = 100;
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Function("f").Value.Run().Trap);
        Assert.Equal(100 - 1 - 16, instance.Fuel);
    }

    [Theory]
    [InlineData("(memory.fill (i32.const 0) (i32.const 1) (i32.const 6400))", 100)]
    [InlineData("(memory.copy (i32.const 1) (i32.const 0) (i32.const 6401))", 101)]
    [InlineData("(drop (memory.grow (i32.const 1)))", 1024)]
    public void BulkWorkIsCharged(string body, int units)
    {
        using var instance = Wat.Instance($"(memory 1) (func (export \"f\") {body})");
        instance.Fuel = units + 1;
        Assert.True(instance.Function("f").Value.Run().IsOk);
        Assert.Equal(0, instance.Fuel);
        instance.Fuel = units;
        Assert.Equal(TrapKind.OutOfFuel, instance.Function("f").Value.Run().Trap);
    }

    [Fact]
    public void AnotherThreadInterruptsALoop()
    {
        foreach (var text in new[] { Counter, "(memory 1) (func (export \"spin\") (local i32) (loop $l (local.set 0 (i32.load8_u (local.get 0))) (br $l)))" })
        {
            using var instance = Wat.Instance(text);
            instance.Fuel = long.MaxValue;
            using var started = new ManualResetEventSlim();
            var interrupter = new Thread(() =>
            {
                started.Wait();
                instance.RequestInterrupt();
            });
            interrupter.Start();
            started.Set();
            Assert.Equal(TrapKind.Interrupted, instance.Function("spin").Value.Run().Trap);
            interrupter.Join();
            Assert.Equal(TrapKind.Interrupted, instance.Function("spin").Value.Run().Trap);
            instance.ClearInterrupt();
            instance.Fuel = 10;
            Assert.Equal(TrapKind.OutOfFuel, instance.Function("spin").Value.Run().Trap);
        }
    }

    [Fact]
    public void WithoutFuelNothingIsCounted()
    {
        using var instance = Wat.Instance(Counter, compile: new CompileOptions { Fuel = false });
        instance.Fuel = 5;
        Assert.True(instance.Function("calls").Value.Run().IsOk);
        Assert.Equal(5, instance.Fuel);
    }

    [Fact]
    public void TheTrapNamesItsFunction()
    {
        using var instance = Wat.Instance("(func (export \"f\") unreachable)");
        var outcome = instance.Function("f").Value.Run();
        Assert.Equal(TrapKind.Unreachable, outcome.Trap);
        Assert.Contains("function #0", outcome.Detail, StringComparison.Ordinal);
    }
}
