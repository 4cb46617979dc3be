using System.Text;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Compilation;

/// <summary>A module of several chunks behaves the same however its code comes into being.</summary>
public class CompileModeTests
{
    private const int Functions = 900;

    public static TheoryData<CompileMode> Modes => [CompileMode.Lazy, CompileMode.Eager, CompileMode.Background];

    [Theory]
    [MemberData(nameof(Modes))]
    public void CallsCrossChunksInBothDirections(CompileMode mode)
    {
        using var instance = Instance(mode);
        Assert.True(instance.Code.Emitted.ChunkCount > 2);
        var results = new WasmValue[1];
        Assert.True(instance.Function("down").Value.Invoke([WasmValue.From(5)], results).IsOk);
        Assert.Equal(5 + Functions - 1, results[0].AsI32);
        Assert.True(instance.Function("indirect").Value.Invoke([WasmValue.From(Functions / 2)], results).IsOk);
        Assert.Equal(100 + Functions - 1 - (Functions / 2), results[0].AsI32);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void TrapsFuelAndInterruptsReachAcrossChunks(CompileMode mode)
    {
        using var instance = Instance(mode);
        var results = new WasmValue[1];
        var trap = instance.Function("down").Value.Invoke([WasmValue.From(-Functions)], results);
        Assert.Equal((TrapKind.Unreachable, true), (trap.Trap, trap.Detail!.Contains($"#{Functions}", StringComparison.Ordinal)));
        instance.Fuel = Functions / 2;
        Assert.Equal(TrapKind.OutOfFuel, instance.Function("down").Value.Invoke([WasmValue.From(1)], results).Trap);
        instance.Fuel = 1_000_000;
        instance.RequestInterrupt();
        Assert.Equal(TrapKind.Interrupted, instance.Function("down").Value.Invoke([WasmValue.From(1)], results).Trap);
        instance.ClearInterrupt();
        Assert.True(instance.Function("down").Value.Invoke([WasmValue.From(1)], results).IsOk);
    }

    [Fact]
    public void LazyEmitsAChunkWhenItIsNeeded()
    {
        var compiled = Wat.Module(Text()).Compile();
        Assert.Equal(0, compiled.Emitted.LoadedChunks);
        using var instance = compiled.Instantiate(new ImportSet()).Value;
        var results = new WasmValue[1];
        Assert.True(instance.Function("last").Value.Invoke([WasmValue.From(3)], results).IsOk);
        Assert.Equal(3, results[0].AsI32);
        Assert.InRange(compiled.Emitted.LoadedChunks, 1, 2);
        Assert.Empty(compiled.UnoptimisedFunctions);
        Assert.Equal(compiled.Emitted.ChunkCount, compiled.Emitted.LoadedChunks);
    }

    [Fact]
    public async Task BackgroundLeavesNothingForTheFirstCall()
    {
        using var instance = Instance(CompileMode.Background);
        await instance.Code.WhenNative;
        var function = instance.Function("down").Value;
        var results = new WasmValue[1];
        function.Invoke([WasmValue.From(1)], results);
        var before = System.Runtime.JitInfo.GetCompiledMethodCount(currentThread: true);
        function.Invoke([WasmValue.From(1)], results);
        Assert.Equal(before, System.Runtime.JitInfo.GetCompiledMethodCount(currentThread: true));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void ManyThreadsMayStartAtOnce(CompileMode mode)
    {
        var compiled = Wat.Module(Text()).Compile(new CompileOptions { Mode = mode });
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var instance = compiled.Instantiate(new ImportSet()).Value;
            var results = new WasmValue[1];
            Assert.True(instance.Function(i % 2 == 0 ? "down" : "middle").Value.Invoke([WasmValue.From(i)], results).IsOk);
            Assert.Equal(i + (i % 2 == 0 ? Functions - 1 : Functions - 1 - (Functions / 2)), results[0].AsI32);
        });
    }

    private static WasmInstance Instance(CompileMode mode) =>
        Wat.Instance(Text(), compile: new CompileOptions { Mode = mode, MaxStackBytes = 4 * 1024 * 1024 });

    // Each function calls the next; the last one calls the first with a negative count, to end in its own trap. Padding makes each large.
    private static string Text()
    {
        var text = new StringBuilder("(type $t (func (param i32) (result i32))) (table funcref (elem");
        for (var i = 0; i < Functions; i++)
        {
            text.Append($" $f{i}");
        }

        text.Append($"))\n(func (export \"indirect\") (param i32) (result i32) (call_indirect (type $t) (i32.const 100) (local.get 0)))\n");
        for (var i = 0; i < Functions; i++)
        {
            var export = i switch { 0 => "down", Functions / 2 => "middle", Functions - 1 => "last", _ => null };
            text.Append($"(func $f{i} {(export is null ? "" : $"(export \"{export}\")")} (param i32) (result i32) (local i64)");
            for (var pad = 0; pad < 100; pad++)
            {
                text.Append("(local.set 1 (i64.mul (local.get 1) (i64.const 0x7123456789)))");
            }

            text.Append(i == Functions - 1
                ? "(if (i32.lt_s (local.get 0) (i32.const 0)) (then unreachable)) (local.get 0))\n"
                : $"(call $f{i + 1} (i32.add (local.get 0) (i32.const 1))))\n");
        }

        return text.ToString();
    }
}
