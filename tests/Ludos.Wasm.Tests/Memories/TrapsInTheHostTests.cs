using Ludos.Wasm.Tests.Conformance;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Memories;

/// <summary>Faults, exceptions and calls back that cross between wasm and its host, in both tiers.</summary>
public class TrapsInTheHostTests
{
    private const string Text = """
        (import "h" "f" (func $f (param i32) (result i32))) (memory 1) (global $n (export "n") (mut i32) (i32.const 0))
        (func (export "run") (param i32) (result i32) (local i32)
          (loop $l (global.set $n (i32.add (global.get $n) (i32.const 1))) (local.set 1 (i32.add (local.get 1) (i32.const 1))) (br_if $l (i32.lt_u (local.get 1) (i32.const 10))))
          (i32.store (i32.const 8) (local.get 0))
          (i32.add (call $f (local.get 0)) (i32.load (i32.const 8))))
        (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
        """;

    public static TheoryData<string> AllTiers => ThreadTests.AllTiers;

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void TheInnermostCallAloneEnds(string tier)
    {
        WasmInstance? self = null;
        var traps = new List<TrapKind>();
        using var instance = self = Wat.Instance(Text, new ImportSet().Function("h", "f", (Func<int, int>)(depth =>
        {
            traps.Add(self!.Call("load", WasmValue.From(-depth - 4)).Trap);
            if (depth > 0)
            {
                Assert.Equal(depth, self!.Get("load", WasmValue.From(8)).AsI32);
                traps.Add(self!.Call("run", WasmValue.From(depth - 1)).Trap);
            }

            return depth;
        })), Tiers.Options(tier));
        Assert.True(instance.Call("run", WasmValue.From(3)).IsOk);
        Assert.Equal(4, traps.Count(trap => trap == TrapKind.MemoryOutOfBounds));
        Assert.Equal(3, traps.Count(trap => trap == TrapKind.None));
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void ExceptionsOfTheHostPassThroughAndLeaveTheInstanceWhole(string tier)
    {
        Exception? raised = null;
        using var instance = Wat.Instance(Text, new ImportSet().Function("h", "f", (Func<int, int>)(kind =>
        {
            try
            {
                return Raise(kind, null);
            }
            catch (Exception caught)
            {
                raised = caught;
                throw;
            }
        })), Tiers.Options(tier));
        foreach (var kind in new[] { 0, 1, 2, 0, 1, 1 })
        {
            // A fault of wasm's own just before must not make the host's exception look like one.
            Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("load", WasmValue.From(-1)).Trap);
            instance.Fuel = 1000;
            if (kind == 2)
            {
                Assert.Equal(TrapKind.HostError, instance.Call("run", WasmValue.From(kind)).Trap);
            }
            else
            {
                Assert.Same(Record.Exception(() => instance.Call("run", WasmValue.From(kind))), raised);
            }

            Assert.Equal(1000 - 11, instance.Fuel);
            Assert.Equal(kind, instance.Get("load", WasmValue.From(8)).AsI32);
        }

        Assert.True(instance.TryGetGlobal("n", out var n));
        Assert.Equal(60, n.Value.AsI32);
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void AnotherInstancesTrapIsItsCallersTrap(string tier)
    {
        using var callee = Wat.Instance("(memory 1) (func $deep (export \"load\") (param i32) (result i32) (i32.load (local.get 0)))", compile: Tiers.Options(tier));
        using var caller = Wat.Instance("(import \"c\" \"load\" (func $load (param i32) (result i32))) (memory 1) (func (export \"run\") (param i32) (result i32) (call $load (local.get 0)))",
            new ImportSet().Function("c", "load", callee.Function("load").Value), Tiers.Options(tier));
        for (var i = 0; i < 50; i++)
        {
            var outcome = caller.Call("run", WasmValue.From(WasmMemory.PageBytes - 3));
            Assert.Equal(TrapKind.MemoryOutOfBounds, outcome.Trap);
            Assert.Contains("#0", outcome.Detail, StringComparison.Ordinal);
            Assert.Equal(0, caller.Get("run", WasmValue.From(WasmMemory.PageBytes - 4)).AsI32);
        }
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void TrapsDoNotCatchThemselvesInTryTables(string tier)
    {
        using var instance = Wat.Instance("""
            (memory 1) (global $n (export "n") (mut i32) (i32.const 0))
            (func (export "run") (param i32) (result i32)
              (block $caught (try_table (catch_all $caught) (global.set $n (i32.const 1)) (drop (i64.load (local.get 0))) (global.set $n (i32.const 2))))
              (global.get $n))
            """, compile: Tiers.Options(tier));
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("run", WasmValue.From(WasmMemory.PageBytes - 7)).Trap);
        Assert.True(instance.TryGetGlobal("n", out var n));
        Assert.Equal(1, n.Value.AsI32);
        Assert.Equal(2, instance.Get("run", WasmValue.From(WasmMemory.PageBytes - 8)).AsI32);
    }

    private static int Raise(int kind, string? nothing) => kind switch
    {
        0 => throw new InvalidOperationException("mine"),
        1 => nothing!.Length,
        _ => throw new HostTrapException("refused"),
    };
}
