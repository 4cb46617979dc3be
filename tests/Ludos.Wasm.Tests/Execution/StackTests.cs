using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

public class StackTests
{
    private static readonly string[] RecursiveBodies =
    [
        "(func $f (export \"f\") (call $f))",
        "(type $t (func)) (table 1 funcref) (elem (i32.const 0) $f) (func $f (export \"f\") (call_indirect (type $t) (i32.const 0)))",
        "(func $f (export \"f\") (call $g)) (func $g (call $f))",
        "(func $f (export \"f\") (call $g (f64.const 1)) drop) (func $g (param f64) (result f64) (call $f) (local.get 0))",
    ];

    [Fact]
    public void EndlessRecursionTrapsAndTheInstanceGoesOn()
    {
        foreach (var body in RecursiveBodies)
        {
            using var instance = Wat.Instance(body + "(func (export \"one\") (result i32) (i32.const 1))");
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(TrapKind.StackExhausted, instance.Function("f").Value.Run().Trap);
                Assert.Equal(1, instance.Get("one").AsI32);
            }
        }
    }

    [Fact]
    public void LargeFramesTrapBeforeTheyAreEntered()
    {
        var locals = string.Concat(Enumerable.Repeat(" i64", 20_000));
        var uses = string.Concat(Enumerable.Range(0, 500).Select(i => $"(local.set {i * 40} (i64.add (local.get {i * 40}) (i64.const {i})))"));
        using var instance = Wat.Instance($"(func $f (export \"f\") (local{locals}) {uses} (call $f) (drop (i64.add (local.get 3) (local.get 19999))))");
        Assert.Equal(TrapKind.StackExhausted, instance.Function("f").Value.Run().Trap);
    }

    [Fact]
    public void RecursionThroughTheHostTraps()
    {
        WasmInstance? instance = null;
        WasmFunction? again = null;
        var depth = 0;
        Action host = () =>
        {
            depth++;
            var outcome = again!.Run();
            depth--;
            if (!outcome.IsOk)
            {
                throw new HostTrapException(outcome.Trap == TrapKind.HostError ? outcome.Detail! : $"{outcome.Trap}");
            }
        };
        instance = Wat.Instance("(import \"h\" \"f\" (func $h)) (func (export \"f\") (call $h))", new ImportSet().Function("h", "f", host));
        again = instance.Function("f").Value;
        var result = again.Run();
        Assert.Equal(TrapKind.HostError, result.Trap);
        Assert.Equal(nameof(TrapKind.StackExhausted), result.Detail);
        Assert.Equal(0, depth);
        instance.Dispose();
    }

    [Fact]
    public void RecursionAcrossInstancesTrapsOnAnyThread()
    {
        var table = WasmTable.Allocate(2, 2);
        var imports = new ImportSet().Table("h", "t", table);
        const string Text = "(type $t (func)) (import \"h\" \"t\" (table 2 funcref)) (func (export \"f\") (call_indirect (type $t) (i32.const {0})))";
        var first = Wat.Instance(Text.Replace("{0}", "1", StringComparison.Ordinal), imports);
        var second = Wat.Instance(Text.Replace("{0}", "0", StringComparison.Ordinal), imports);
        table.Set(0, first.Function("f").Value);
        table.Set(1, second.Function("f").Value);
        Assert.Equal(TrapKind.StackExhausted, first.Function("f").Value.Run().Trap);
        var trap = TrapKind.None;
        var thread = new Thread(() => trap = second.Function("f").Value.Run().Trap, 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(TrapKind.StackExhausted, trap);
        Assert.Equal(TrapKind.StackExhausted, first.Function("f").Value.Run().Trap);
    }

    [Fact]
    public void FunctionsAreMadeNativeEvenNearTheEndOfTheStack()
    {
        // Each function is met for the first time one frame deeper than the last, until the stack ends.
        const int Functions = 500;
        const int Values = 60;
        var loads = string.Concat(Enumerable.Range(0, Values).Select(i => $"(local.set {i} (i64.load offset={i * 8} (i32.const 0)))"));
        var uses = string.Concat(Enumerable.Range(0, Values).Select(i => $"(i64.store offset={i * 8} (i32.const 0) (i64.mul (local.get {i}) (local.get {(i + 7) % Values})))"));
        var locals = string.Concat(Enumerable.Repeat(" i64", Values));
        var text = "(memory 1)" + string.Concat(Enumerable.Range(0, Functions).Select(i =>
            $"(func $f{i} {(i == 0 ? "(export \"f\")" : "")} (local{locals}) {loads} (call $f{(i + 1) % Functions}) {uses})"));
        var instance = Wat.Instance(text, compile: new CompileOptions { MaxStackBytes = 64 * 1024 * 1024 });
        var trap = TrapKind.None;
        var thread = new Thread(() => trap = instance.Function("f").Value.Run().Trap, 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(TrapKind.StackExhausted, trap);
    }

    [Fact]
    public void AModuleMayHaveMoreFunctionsThanOneClrTypeMethods()
    {
        const int Count = 66_000;
        var text = string.Concat(Enumerable.Repeat("(func)", Count)) + "(func (export \"f\") (result i32) (call 0) (i32.const 7))";
        using var instance = Wat.Instance(text);
        Assert.Equal(7, instance.Get("f").AsI32);
    }

    [Fact]
    public void MaxStackBytesBoundsTheDepth()
    {
        const string Text = "(global $n (export \"n\") (mut i32) (i32.const 0)) (func $f (export \"f\") (global.set $n (i32.add (global.get $n) (i32.const 1))) (call $f))";
        var depths = new[] { 64 * 1024, 512 * 1024 }.Select(bytes =>
        {
            using var instance = Wat.Instance(Text, compile: new CompileOptions { MaxStackBytes = bytes });
            Assert.Equal(TrapKind.StackExhausted, instance.Function("f").Value.Run().Trap);
            Assert.True(instance.TryGetGlobal("n", out var global));
            return global.Value.AsI32;
        }).ToArray();
        Assert.InRange(depths[0], 100, depths[1] / 4);
    }
}
