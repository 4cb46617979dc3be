using Xunit;

namespace Ludos.Wasm.Tests.Embedding;

public class HostTests
{
    private delegate int CustomAdd(int left, int right);

    [Fact]
    public void DelegatesOfAnyTypeAreCalled()
    {
        const string Text = "(import \"h\" \"add\" (func $add (param i32 i32) (result i32))) (func (export \"f\") (param i32) (result i32) (call $add (local.get 0) (i32.const 5)))";
        var calls = 0;
        CustomAdd custom = (left, right) => left + right + (calls++ * 100);
        Func<int, int, int> plain = static (left, right) => left * right;
        Func<int, int, int> multicast = plain;
        multicast += (left, right) => left - right;
        Assert.Equal(12, Wat.Instance(Text, new ImportSet().Function("h", "add", custom)).Get("f", WasmValue.From(7)).AsI32);
        Assert.Equal(1, calls);
        Assert.Equal(35, Wat.Instance(Text, new ImportSet().Function("h", "add", plain)).Get("f", WasmValue.From(7)).AsI32);
        Assert.Equal(2, Wat.Instance(Text, new ImportSet().Function("h", "add", multicast)).Get("f", WasmValue.From(7)).AsI32);
        var resolved = new ImportSet { FunctionResolver = import => import.Name == "add" && import.Function!.Parameters.Length == 2 ? plain : null };
        Assert.Equal(35, Wat.Instance(Text, resolved).Get("f", WasmValue.From(7)).AsI32);
    }

    [Fact]
    public void EveryNumberTypeCrossesTheBoundary()
    {
        (int, long, float, double) seen = default;
        Func<int, long, float, double, double> host = (a, b, c, d) =>
        {
            seen = (a, b, c, d);
            return a + b + c + d;
        };
        using var instance = Wat.Instance("""
            (import "h" "f" (func $h (param i32 i64 f32 f64) (result f64)))
            (func (export "f") (param f64 f32 i64 i32) (result f64) (call $h (local.get 3) (local.get 2) (local.get 1) (local.get 0)))
            """, new ImportSet().Function("h", "f", host));
        Assert.Equal(15.5, instance.Get("f", WasmValue.From(4.25), WasmValue.From(8.25f), WasmValue.From(2L), WasmValue.From(1)).AsF64);
        Assert.Equal((1, 2L, 8.25f, 4.25), seen);
    }

    [Fact]
    public void WrongOrMissingImportsAreNamed()
    {
        var module = Wat.Module("(import \"env\" \"f\" (func (param i32)))").Compile();
        foreach (var imports in new[]
        {
            new ImportSet(),
            new ImportSet().Function("env", "f", (Action<long>)(_ => { })),
            new ImportSet().Function("env", "f", (Action)(() => { })),
            new ImportSet().Memory("env", "f", WasmMemory.Allocate(1, 1)),
        })
        {
            var fault = module.Instantiate(imports).Fault;
            Assert.Equal(WasmErrorCode.Unlinkable, fault?.Code);
            Assert.Contains("env.f", fault!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AHostTrapEndsTheCallAndOtherExceptionsPass()
    {
        const string Text = "(import \"h\" \"f\" (func $h)) (func (export \"f\") (call $h))";
        using var refusing = Wat.Instance(Text, new ImportSet().Function("h", "f", (Action)(() => throw new HostTrapException("no"))));
        Assert.Equal(new CallOutcome(TrapKind.HostError, "no"), refusing.Function("f").Value.Run());
        using var broken = Wat.Instance(Text, new ImportSet().Function("h", "f", (Action)(() => throw new InvalidDataException("bug"))));
        Assert.Throws<InvalidDataException>(() => broken.Function("f").Value.Run());
        Assert.Throws<InvalidDataException>(() => broken.Function("f").Value.Run());
    }

    [Fact]
    public void CallsNestThroughTheHost()
    {
        WasmInstance? instance = null;
        Func<int, int> host = n => n == 0 ? 0 : instance!.Get("f", WasmValue.From(n - 1)).AsI32 + n;
        instance = Wat.Instance("(import \"h\" \"f\" (func $h (param i32) (result i32))) (func (export \"f\") (param i32) (result i32) (call $h (local.get 0)))",
            new ImportSet().Function("h", "f", host));
        Assert.Equal(55, instance.Get("f", WasmValue.From(10)).AsI32);
        instance.Dispose();
    }

    [Fact]
    public void RunAllocatesNothing()
    {
        var calls = 0;
        Action host = () => calls++;
        using var instance = Wat.Instance("""
            (import "h" "f" (func $h)) (memory 1 4) (table 1 funcref) (elem (i32.const 0) $g) (type $t (func))
            (func $g (call $h))
            (func (export "run") (call_indirect (type $t) (i32.const 0)) (memory.fill (i32.const 0) (i32.const 1) (i32.const 100)) (i32.store (i32.const 0) (memory.size)))
            (func (export "unit") (param i64) (result i32) (call $g) (i32.wrap_i64 (local.get 0)))
            """, new ImportSet().Function("h", "f", host));
        var run = instance.Function("run").Value;
        var unit = instance.Function("unit").Value;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                run.Run();
                unit.Run(i, out var result);
                if (result != i)
                {
                    throw new InvalidOperationException("wrong result");
                }

                instance.Fuel = 100;
                instance.ResetToInitial([(0, 16), (1000, 8)]);
            }

            // The first round runs code for the first time.
            Assert.True(round == 0 || GC.GetAllocatedBytesForCurrentThread() == before);
        }

        Assert.Equal(4000, calls);
    }

    [Fact]
    public void ReferencesCrossTheBoundary()
    {
        object? seen = null;
        Action<object?> keep = value => seen = value;
        using var instance = Wat.Instance("""
            (import "h" "keep" (func $keep (param externref)))
            (table $t (export "t") 2 externref) (elem declare func $self)
            (func (export "f") (param externref) (result externref) (table.set $t (i32.const 1) (local.get 0)) (call $keep (local.get 0)) (table.get $t (i32.const 1)))
            (func $self (export "self") (result funcref) (ref.func $self))
            """, new ImportSet().Function("h", "keep", keep));
        var mine = new object();
        Assert.Same(mine, instance.Get("f", WasmValue.FromRef(mine)).AsRef);
        Assert.Same(mine, seen);
        Assert.True(instance.TryGetTable("t", out var table));
        Assert.Same(mine, table.Get(1));
        Assert.Same(instance.Function("self").Value, instance.Get("self").AsRef);
    }
}
