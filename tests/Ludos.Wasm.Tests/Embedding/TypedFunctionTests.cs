using System.Runtime.Intrinsics;
using Xunit;

namespace Ludos.Wasm.Tests.Embedding;

public class TypedFunctionTests
{
    private const string Source = """
        (import "host" "call" (func $host (param i32) (result i32)))
        (memory 1)
        (global $n (mut i32) (i32.const 0))
        (func (export "seven") (result i32) (i32.const 7))
        (func (export "mix") (param i64 f32 f64) (result f64) (f64.add (f64.convert_i64_s (local.get 0)) (f64.add (f64.promote_f32 (local.get 1)) (local.get 2))))
        (func (export "set") (param i32) (global.set $n (local.get 0)))
        (func (export "get") (result i32) (global.get $n))
        (func (export "div") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
        (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
        (func $deep (export "deep") (param i32) (result i32) (i32.add (call $deep (i32.add (local.get 0) (i32.const 1))) (i32.const 1)))
        (func (export "out") (param i32) (result i32) (call $host (local.get 0)))
        (func (export "vector") (param v128) (result v128) (i32x4.add (local.get 0) (local.get 0)))
        (func (export "two") (result i32 i32) (i32.const 1) (i32.const 2))
        """;

    [Fact]
    public void PassesArgumentsAndResultsOfEachType()
    {
        using var instance = Instance();
        Assert.True(Typed(instance, "seven").Typed<int>().Value.Call(out var seven).IsOk);
        Assert.Equal(7, seven);
        Assert.True(Typed(instance, "mix").Typed<long, float, double, double>().Value.Call(1L << 40, 0.5f, 0.25, out var mixed).IsOk);
        Assert.Equal((1L << 40) + 0.75, mixed);
        Assert.True(Typed(instance, "set").Typed<int, NoResult>().Value.Call(5, out _).IsOk);
        Assert.Equal(5, instance.Get("get").AsI32);
        Assert.True(Typed(instance, "vector").Typed<Vector128<byte>, Vector128<byte>>().Value.Call(Vector128.Create(1, 2, 3, 4).AsByte(), out var doubled).IsOk);
        Assert.Equal(Vector128.Create(2, 4, 6, 8), doubled.AsInt32());
    }

    [Fact]
    public void OtherTypesAreAFaultThatNamesBoth()
    {
        using var instance = Instance();
        var fault = Typed(instance, "div").Typed<int, long, int>().Fault;
        Assert.NotNull(fault);
        Assert.Contains("Int32, Int64", fault.Message, StringComparison.Ordinal);
        Assert.Contains("i32", fault.Message, StringComparison.Ordinal);
        Assert.False(Typed(instance, "div").Typed<int, int>().IsOk);
        Assert.False(Typed(instance, "set").Typed<int, int>().IsOk);
        Assert.False(Typed(instance, "two").Typed<int>().IsOk);
    }

    [Theory]
    [InlineData(BoundsTier.Auto)]
    [InlineData(BoundsTier.Explicit)]
    public void TrapsAreOutcomesAndTheNextCallWorks(BoundsTier tier)
    {
        using var instance = Instance(tier: tier);
        var div = Typed(instance, "div").Typed<int, int, int>().Value;
        var load = Typed(instance, "load").Typed<int, int>().Value;
        Assert.Equal(TrapKind.IntegerDivideByZero, div.Call(1, 0, out var none).Trap);
        Assert.Equal(0, none);
        Assert.Equal(TrapKind.MemoryOutOfBounds, load.Call(-4, out _).Trap);
        Assert.Equal(TrapKind.StackExhausted, Typed(instance, "deep").Typed<int, int>().Value.Call(0, out _).Trap);
        Assert.True(load.TryOpen(out var scope));
        using (scope)
        {
            var outcome = scope.Call(65_536, out _);
            Assert.Equal(TrapKind.MemoryOutOfBounds, outcome.Trap);
            Assert.NotNull(outcome.Detail);
            Assert.True(scope.Call(0, out _).IsOk);
        }

        Assert.True(div.Call(6, 3, out var two).IsOk);
        Assert.Equal(2, two);
    }

    [Fact]
    public void ExceptionsOfTheHostPassThroughAndLeaveTheInstanceIdle()
    {
        using var instance = Instance((int value) => value == 1 ? throw new InvalidDataException("one") : value == 2 ? throw new HostTrapException("two") : value);
        var call = Typed(instance, "out").Typed<int, int>().Value;
        Assert.Equal("one", Assert.Throws<InvalidDataException>(() => call.Call(1, out _)).Message);
        var outcome = call.Call(2, out _);
        Assert.Equal((TrapKind.HostError, "two"), (outcome.Trap, outcome.Detail));
        Assert.Throws<InvalidDataException>(() =>
        {
            Assert.True(call.TryOpen(out var scope));
            using (scope)
            {
                scope.Call(1, out _);
            }
        });
        Assert.True(call.Call(3, out var three).IsOk);
        Assert.Equal(3, three);

        // It refuses while a call into it has not returned.
        instance.ResetToInitial([]);
    }

    [Fact]
    public void CallsNest()
    {
        TypedFunction<int, int>? call = null;
        using var instance = Instance((int value) => value == 0 ? 0 : call!.Call(value - 1, out var inner).IsOk ? inner + 1 : -1);
        call = Typed(instance, "out").Typed<int, int>().Value;
        Assert.True(call.Call(20, out var depth).IsOk);
        Assert.Equal(20, depth);
    }

    [Fact]
    public void AnInstanceWithAnOpenScopeIsNotDisposed()
    {
        var instance = Instance();
        var seven = Typed(instance, "seven").Typed<int>().Value;
        Assert.True(seven.TryOpen(out var scope));
        Assert.Throws<InvalidOperationException>(instance.Dispose);
        scope.Dispose();
        instance.Dispose();
        Assert.Throws<ObjectDisposedException>(() => seven.Call(out _));
        Assert.Throws<ObjectDisposedException>(() => seven.TryOpen(out _));
    }

    [Fact]
    public void AllocatesNothing()
    {
        using var instance = Instance();
        var div = Typed(instance, "div").Typed<int, int, int>().Value;
        var call = Typed(instance, "out").Typed<int, int>().Value;
        div.Call(1, 1, out _);
        call.Call(1, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < 1000; i++)
        {
            div.Call(i, i, out _);
            call.Call(i, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static WasmFunction Typed(WasmInstance instance, string export) => instance.Function(export).Value;

    private static WasmInstance Instance(Func<int, int>? host = null, BoundsTier tier = BoundsTier.Auto) =>
        Wat.Instance(Source, new ImportSet().Function("host", "call", host ?? (value => value)), new CompileOptions { Tier = tier });
}
