using Ludos.Base;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Debugging;

public class ProfilerTests
{
    private const string Text = """
        (import "h" "tick" (func $tick (param i64)))
        (func $leaf (call $tick (i64.const 10)))
        (func $fib (param i32) (result i32)
          (call $tick (i64.const 1))
          (if (result i32) (i32.lt_s (local.get 0) (i32.const 2)) (then (local.get 0))
            (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
        (func (export "f") (result i32) (call $tick (i64.const 5)) (call $leaf) (call $leaf) (call $fib (i32.const 3)))
        (func (export "t") (call $leaf) unreachable)
        """;

    [Fact]
    public void CallsTimeAndFuelAreTheFunctionsOwn()
    {
        var (instance, profiler) = Profiled();
        using (instance)
        {
            Assert.Equal(2, instance.Get("f").AsI32);
        }

        var byIndex = profiler.Functions.ToDictionary(profile => profile.Function);
        Assert.Equal(new FunctionProfile(1, 2, 20, 20, 2), byIndex[1]);
        Assert.Equal(new FunctionProfile(2, 5, 5, 5, 5), byIndex[2]);
        Assert.Equal(new FunctionProfile(3, 1, 5, 30, 1), byIndex[3]);
        Assert.Equal([1, 2, 3], profiler.Functions.Select(profile => profile.Function));
    }

    [Fact]
    public void ATrapLeavesWhatItPassesThrough()
    {
        var (instance, profiler) = Profiled();
        using (instance)
        {
            Assert.Equal(TrapKind.Unreachable, instance.Call("t").Trap);
            Assert.Equal([4], instance.Call("t").Frames.Select(frame => frame.Function));
        }

        Assert.Equal(new FunctionProfile(4, 2, 0, 20, 2), profiler.Functions.Single(profile => profile.Function == 4));
    }

    private static (WasmInstance Instance, WasmProfiler Profiler) Profiled()
    {
        var clock = new StepClock();
        var profiler = new WasmProfiler(clock);
        var instance = Wat.Instance(Text, new ImportSet().Function("h", "tick", (long ns) => { clock.NowNs += ns; }), new CompileOptions { Profile = true }, new InstanceOptions { Profiler = profiler });
        return (instance, profiler);
    }

    private sealed class StepClock : IClock
    {
        public long NowNs { get; set; }
    }
}
