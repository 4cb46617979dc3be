using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace Ludos.Wasm.Tests.Embedding;

public class LifetimeTests
{
    [Fact]
    public void CompiledCodeIsCollectedWithItsLastUser()
    {
        var (code, instance) = RunAndForget();
        for (var i = 0; i < 20 && (code.IsAlive || instance.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(code.IsAlive);
        Assert.False(instance.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Code, WeakReference Instance) RunAndForget()
    {
        var instance = Wat.Instance("""
            (import "h" "f" (func $h)) (memory (export "m") 1) (table 1 funcref) (elem (i32.const 0) $g) (type $t (func))
            (func $g (call $h)) (func (export "f") (call_indirect (type $t) (i32.const 0)))
            """, new ImportSet().Function("h", "f", (Action)(() => { })));
        Assert.True(instance.Function("f").Value.Run().IsOk);
        Assert.True(instance.Function("f").Value.Invoke([], []).IsOk);
        var emitted = instance.Function("f").Value.Code;
        Assert.NotEqual(0, emitted);
        return (new WeakReference(instance.Code.Emitted.FirstModule.Assembly), new WeakReference(instance));
    }

    [Fact]
    public void DisposedInstancesRefuseCallsButLinkedOnesServeTheirUsers()
    {
        var lone = Wat.Instance("(memory 1) (func (export \"f\"))");
        var f = lone.Function("f").Value;
        lone.Dispose();
        lone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => f.Run());

        var maker = Wat.Instance("(memory 1) (func (export \"get\") (result i32) (i32.load8_u (i32.const 3))) (data (i32.const 3) \"*\")");
        var user = Wat.Instance("(import \"m\" \"get\" (func $g (result i32))) (func (export \"f\") (result i32) (call $g))",
            new ImportSet().Function("m", "get", maker.Function("get").Value));
        maker.Dispose();
        Assert.Equal('*', user.Get("f").AsI32);
        user.Dispose();
    }

    [Fact]
    public void SharedMemoryLivesUntilItsLastUserIsDisposed()
    {
        var memory = WasmMemory.Allocate(1, 2);
        const string Text = "(import \"m\" \"m\" (memory 1)) (func (export \"f\") (result i32) (i32.load (i32.const 0)))";
        var first = Wat.Instance(Text, new ImportSet().Memory("m", "m", memory));
        var second = Wat.Instance(Text, new ImportSet().Memory("m", "m", memory));
        memory.Span[0] = 9;
        memory.Dispose();
        first.Dispose();
        Assert.Equal(9, second.Get("f").AsI32);
        second.Dispose();
        Assert.Equal(0UL, memory.LengthBytes);
    }

    [Fact]
    public unsafe void MemoryAndGlobalsLieWhereTheHostSaysSo()
    {
        var pages = (byte*)NativeMemory.AlignedAlloc(2 * WasmMemory.PageBytes, 4096);
        var globals = (byte*)NativeMemory.AlignedAlloc(32, 16);
        NativeMemory.Clear(pages, 2 * WasmMemory.PageBytes);
        var memory = WasmMemory.Over(pages, 1, 2);
        using (var instance = Wat.Instance("""
            (memory 1 2) (global $a (mut i32) (i32.const 3)) (global $c i32 (i32.const 8)) (global $b (mut i64) (i64.const 4)) (data (i32.const 1) "x")
            (func (export "f") (result i32) (global.set $a (i32.add (global.get $a) (global.get $c))) (global.set $b (i64.const -1)) (i32.store8 (i32.const 2) (i32.const 7)) (memory.grow (i32.const 1)))
            (func (export "more") (result i32) (memory.grow (i32.const 1)))
            """, options: new InstanceOptions { Memory = memory, Globals = globals, GlobalsCapacityBytes = 32 }))
        {
            Assert.Equal((byte)'x', pages[1]);
            Assert.Equal(1, instance.Get("f").AsI32);
            Assert.Equal(-1, instance.Get("more").AsI32);
            Assert.Equal((11, -1L, (byte)7), (*(int*)globals, *(long*)(globals + 16), pages[2]));
            Assert.Equal(32, instance.MutableGlobals.Length);
            instance.ResetToInitial([]);
            Assert.Equal((3, 4L, (byte)'x', (byte)0), (*(int*)globals, *(long*)(globals + 16), pages[1], pages[2]));
            Assert.Equal(1u, instance.Memory!.Pages);
        }

        NativeMemory.AlignedFree(pages);
        NativeMemory.AlignedFree(globals);
    }

    [Fact]
    public void ResetKeepsOnlyWhatItIsToldTo()
    {
        using var instance = Wat.Instance("""
            (memory (export "m") 40 60) (global $n (export "n") (mut i32) (i32.const 1)) (table (export "t") 1 8 funcref) (elem (i32.const 0) $f)
            (data (i32.const 10) "abcdef") (data $p "later")
            (func $f (export "f")
              (memory.fill (i32.const 0) (i32.const 255) (i32.const 2621440)) (global.set $n (i32.const 99)) (data.drop $p)
              (drop (table.grow (ref.null func) (i32.const 3))) (table.set (i32.const 0) (ref.null func)) (drop (memory.grow (i32.const 2))))
            (func (export "init") (memory.init $p (i32.const 0) (i32.const 0) (i32.const 5)))
            """);
        Assert.True(instance.Function("f").Value.Run().IsOk);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Function("init").Value.Run().Trap);
        instance.ResetToInitial([(12, 2), (2_000_000, 5), (0, 1)]);
        var memory = instance.Memory!.Span;
        Assert.Equal(40 * WasmMemory.PageBytes, memory.Length);
        Assert.Equal(new byte[] { 255, 0 }, memory[..2].ToArray());
        Assert.Equal(new byte[] { 0, (byte)'a', (byte)'b', 255, 255, (byte)'e', (byte)'f', 0 }, memory.Slice(9, 8).ToArray());
        Assert.Equal(new byte[] { 0, 255, 255, 255, 255, 255, 0 }, memory.Slice(1_999_999, 7).ToArray());
        Assert.Equal(8, memory.ToArray().Count(value => value == 255));
        Assert.True(instance.TryGetGlobal("n", out var n));
        Assert.Equal(1, n.Value.AsI32);
        Assert.True(instance.TryGetTable("t", out var table));
        Assert.Equal(1, table.Length);
        Assert.NotNull(table.Get(0));
        Assert.True(instance.Function("init").Value.Run().IsOk);
    }

    [Fact]
    public void ChangedDataReachesARunningInstance()
    {
        const string Text = "(memory (export \"m\") 1) (global (export \"__data_end\") i32 (i32.const 64)) (data (i32.const 4) \"speed=1;\") (func (export \"f\") (i32.store8 (i32.const 4) (i32.const 88)))";
        var old = Wat.Module(Text);
        var changed = Wat.Module(Text.Replace("=1;", "=7;", StringComparison.Ordinal));
        Assert.Equal(old.StaticLayoutFingerprint, changed.StaticLayoutFingerprint);
        Assert.NotEqual(old.StaticLayoutFingerprint, Wat.Module(Text.Replace("4)", "8)", StringComparison.Ordinal)).StaticLayoutFingerprint);
        Assert.Contains("__data_end 64", old.StaticLayoutFingerprint, StringComparison.Ordinal);
        using var instance = changed.Compile().Instantiate(new ImportSet()).Value;
        "Xpeed=1;"u8.CopyTo(instance.Memory!.Span[4..]);
        instance.ApplyChangedData(old);
        Assert.Equal("Xpeed=7;"u8.ToArray(), instance.Memory.Span.Slice(4, 8).ToArray());
    }

    [Fact]
    public void StartRunsAndItsTrapIsReported()
    {
        Assert.Equal(WasmErrorCode.InstantiationTrapped, Wat.Module("(func $s unreachable) (start $s)").Compile().Instantiate(new ImportSet()).Fault?.Code);
        Assert.Equal(WasmErrorCode.InstantiationTrapped, Wat.Module("(memory 1) (data (i32.const 65535) \"ab\")").Compile().Instantiate(new ImportSet()).Fault?.Code);
        Assert.Equal(WasmErrorCode.InstantiationTrapped, Wat.Module("(func $s (loop (br 0))) (start $s)").Compile().Instantiate(new ImportSet(), new InstanceOptions { Fuel = 1000 }).Fault?.Code);
        using var instance = Wat.Instance("(global $g (export \"g\") (mut i32) (i32.const 0)) (func $s (global.set $g (i32.const 4))) (start $s)");
        Assert.True(instance.TryGetGlobal("g", out var global));
        Assert.Equal(4, global.Value.AsI32);
        Assert.Equal(WasmErrorCode.NoSuchExport, instance.Function("g").Fault?.Code);
        Assert.Equal(InstanceOptions.DefaultFuel - 1, instance.Fuel);
    }

    [Fact]
    public void JitNowLeavesNothingForTheFirstCall()
    {
        // The first of them also compiles parts of the engine.
        FirstCallCompiles(jitNow: true);
        Assert.Equal(0, FirstCallCompiles(jitNow: true));
        Assert.Equal(3, FirstCallCompiles(jitNow: false));
    }

    private static long FirstCallCompiles(bool jitNow)
    {
        using var instance = Wat.Instance("(func $g (param i32) (result i32) (loop (br_if 0 (i32.eqz (local.get 0)))) (i32.mul (local.get 0) (i32.const 3))) (func (export \"f\") (param i32) (result i32) (call $g (local.get 0)))",
            compile: new CompileOptions { JitNow = jitNow });
        var function = instance.Function("f").Value;
        var results = new WasmValue[1];
        var before = System.Runtime.JitInfo.GetCompiledMethodCount(currentThread: true);
        function.Invoke([WasmValue.From(5)], results);
        var compiled = System.Runtime.JitInfo.GetCompiledMethodCount(currentThread: true) - before;
        Assert.Equal(15, results[0].AsI32);
        return compiled;
    }
}
