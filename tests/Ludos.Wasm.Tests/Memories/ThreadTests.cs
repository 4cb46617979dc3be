using System.Diagnostics;
using Ludos.Platform.Memory;
using Ludos.Wasm.Tests.Conformance;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Memories;

public class ThreadTests
{
    private const int Ok = 0;
    private const int NotEqual = 1;
    private const int TimedOut = 2;

    private const string Text = """
        (import "m" "m" (memory 1 16 shared))
        (func (export "count") (param i32) (result i32)
          (loop $l (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1))) (drop (i64.atomic.rmw16.add_u (i32.const 8) (i64.const 1)))
            (drop (i32.atomic.rmw8.xor_u (i32.const 16) (i32.const 1)))
            (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if $l (local.get 0)))
          (i32.const 0))
        (func (export "wait32") (param i32 i32 i64) (result i32) (memory.atomic.wait32 (local.get 0) (local.get 1) (local.get 2)))
        (func (export "wait64") (param i32 i64 i64) (result i32) (memory.atomic.wait64 (local.get 0) (local.get 1) (local.get 2)))
        (func (export "notify") (param i32 i32) (result i32) (memory.atomic.notify (local.get 0) (local.get 1)))
        (func (export "load") (param i32) (result i32) (i32.atomic.load (local.get 0)))
        (func (export "store") (param i32 i32) (i32.atomic.store (local.get 0) (local.get 1)))
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
        (func (export "watch") (param i32) (result i32) (local i32)
          (loop $l (atomic.fence) (if (i32.le_u (i32.mul (memory.size) (i32.const 65536)) (local.get 0)) (then (br $l))))
          (i32.load8_u (local.get 0)))
        """;

    public static TheoryData<string> AllTiers
    {
        get
        {
            var tiers = new TheoryData<string>();
            foreach (var tier in Tiers.All)
            {
                tiers.Add(tier);
            }

            return tiers;
        }
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void NoIncrementIsLost(string tier)
    {
        const int Threads = 4;
        const int Each = 20_000;
        using var memory = WasmMemory.AllocateShared(1, 16);
        Together(Threads, _ =>
        {
            using var instance = On(memory, tier);
            Assert.True(instance.Call("count", WasmValue.From(Each)).IsOk);
        });
        using var reader = On(memory, tier);
        Assert.Equal(Threads * Each, reader.Get("load", WasmValue.From(0)).AsI32);
        Assert.Equal(Threads * Each % 65_536, reader.Get("load", WasmValue.From(8)).AsI32);
        Assert.Equal(0, reader.Get("load", WasmValue.From(16)).AsI32);
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void AsManyAreWokenAsAreSaidToBe(string tier)
    {
        const int Waiters = 4;
        using var memory = WasmMemory.AllocateShared(1, 16);
        using var waker = On(memory, tier);
        var woken = 0;
        var threads = Enumerable.Range(0, Waiters).Select(_ => Start(() =>
        {
            using var instance = On(memory, tier);
            if (instance.Get("wait32", WasmValue.From(64), WasmValue.From(0), WasmValue.From(-1L)).AsI32 == Ok)
            {
                Interlocked.Increment(ref woken);
            }
        })).ToList();

        Assert.Equal(0, Notify(waker, 68, 100));
        for (var left = Waiters; left > 0;)
        {
            // One at a time first, then all that sleep by now.
            var found = Notify(waker, 64, left == Waiters ? 1 : -1);
            Assert.InRange(found, 0, left == Waiters ? 1 : left);
            left -= found;
        }

        threads.ForEach(thread => thread.Join());
        Assert.Equal(Waiters, woken);
        Assert.Equal(0, Notify(waker, 64, -1));
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void WaitsEndInTime(string tier)
    {
        using var memory = WasmMemory.AllocateShared(1, 16);
        using var instance = On(memory, tier);
        foreach (var milliseconds in new[] { 0, 1, 30 })
        {
            foreach (var name in new[] { "wait32", "wait64" })
            {
                var expected = name == "wait32" ? WasmValue.From(0) : WasmValue.From(0L);
                var clock = Stopwatch.StartNew();
                Assert.Equal(TimedOut, instance.Get(name, WasmValue.From(0), expected, WasmValue.From(milliseconds * 1_000_000L)).AsI32);
                Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(milliseconds), $"{clock.Elapsed} of {milliseconds} ms");
            }
        }

        Assert.Equal(NotEqual, instance.Get("wait32", WasmValue.From(0), WasmValue.From(1), WasmValue.From(-1L)).AsI32);
        Assert.Equal(NotEqual, instance.Get("wait64", WasmValue.From(0), WasmValue.From(1L), WasmValue.From(-1L)).AsI32);
        Assert.Equal(NotEqual, instance.Get("wait64", WasmValue.From(0), WasmValue.From(1L << 40), WasmValue.From(-1L)).AsI32);
    }

    [Fact]
    public unsafe void AWaitOn64BitsSeesBothHalves()
    {
        const int Rounds = 200;
        using var memory = WasmMemory.AllocateShared(1, 16);
        var word = (long*)memory.Base;
        var thread = Start(() =>
        {
            using var instance = On(memory, Tiers.Explicit);
            for (var i = 0; i < Rounds; i++)
            {
                var outcome = instance.Get("wait64", WasmValue.From(0), WasmValue.From((long)i << 32), WasmValue.From(-1L)).AsI32;
                Assert.InRange(outcome, Ok, NotEqual);
                while (Volatile.Read(ref *word) == (long)i << 32)
                {
                    Assert.InRange(instance.Get("wait64", WasmValue.From(0), WasmValue.From((long)i << 32), WasmValue.From(-1L)).AsI32, Ok, NotEqual);
                }
            }
        });
        using var waker = On(memory, Tiers.Explicit);
        for (var i = 1; i <= Rounds; i++)
        {
            Volatile.Write(ref *word, (long)i << 32);
            Notify(waker, 0, -1);
            Thread.Yield();
        }

        // Whoever came too late for a notification found the value changed: nobody sleeps on.
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void AnInterruptWakesAWaiterAndCountsForNobody(string tier)
    {
        using var memory = WasmMemory.AllocateShared(1, 16);
        using var instance = On(memory, tier);
        using var other = On(memory, tier);
        CallOutcome outcome = default;
        var waiter = Start(() => outcome = instance.Call("wait32", WasmValue.From(0), WasmValue.From(0), WasmValue.From(-1L)));

        // Whether it sleeps already or is about to makes no difference.
        instance.RequestInterrupt();
        Assert.True(waiter.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(TrapKind.Interrupted, outcome.Trap);
        Assert.Equal(0, Notify(other, 0, -1));
        Assert.Equal(TrapKind.Interrupted, instance.Call("wait64", WasmValue.From(0), WasmValue.From(0L), WasmValue.From(-1L)).Trap);
        instance.ClearInterrupt();
        Assert.Equal(TimedOut, instance.Get("wait32", WasmValue.From(0), WasmValue.From(0), WasmValue.From(0L)).AsI32);
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void GrowthIsSeenByWhoRuns(string tier)
    {
        using var memory = WasmMemory.AllocateShared(1, 16);
        var seen = -1;
        var watcher = Start(() =>
        {
            using var instance = On(memory, tier);
            seen = instance.Get("watch", WasmValue.From((3 * WasmMemory.PageBytes) + 5)).AsI32;
        });
        using var grower = On(memory, tier);
        Assert.Equal(1, grower.Get("grow", WasmValue.From(3)).AsI32);
        Assert.True(watcher.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, seen);
        Assert.Equal(4u, memory.Pages);
        Assert.Equal(-1, grower.Get("grow", WasmValue.From(13)).AsI32);
        Assert.Equal(4, grower.Get("grow", WasmValue.From(12)).AsI32);
        Assert.Equal(-1, grower.Get("grow", WasmValue.From(1)).AsI32);
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void ThreadsThatGrowAtOnceEachGetTheirOwnPages(string tier)
    {
        using var memory = WasmMemory.AllocateShared(0, 400);
        var starts = new System.Collections.Concurrent.ConcurrentBag<int>();
        Together(4, _ =>
        {
            using var instance = Wat.Instance("(import \"m\" \"m\" (memory 0 400 shared)) (func (export \"grow\") (result i32) (memory.grow (i32.const 1)))",
                new ImportSet().Memory("m", "m", memory), Tiers.Options(tier));
            for (var i = 0; i < 100; i++)
            {
                starts.Add(instance.Get("grow").AsI32);
            }
        });
        Assert.Equal(Enumerable.Range(0, 400), starts.Order());
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void BadAtomicsTrap(string tier)
    {
        using var memory = WasmMemory.AllocateShared(1, 16);
        using var instance = On(memory, tier);
        Assert.Equal(TrapKind.UnalignedAtomic, instance.Call("load", WasmValue.From(2)).Trap);
        Assert.Equal(TrapKind.UnalignedAtomic, instance.Call("load", WasmValue.From(WasmMemory.PageBytes - 1)).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("load", WasmValue.From(WasmMemory.PageBytes)).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("store", WasmValue.From(-4), WasmValue.From(1)).Trap);
        Assert.Equal(TrapKind.UnalignedAtomic, instance.Call("wait64", WasmValue.From(4), WasmValue.From(0L), WasmValue.From(0L)).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("wait64", WasmValue.From(WasmMemory.PageBytes), WasmValue.From(0L), WasmValue.From(0L)).Trap);
        Assert.Equal(TrapKind.UnalignedAtomic, instance.Call("notify", WasmValue.From(3), WasmValue.From(0)).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("notify", WasmValue.From(-4), WasmValue.From(0)).Trap);
        using var alone = Wat.Instance("""
            (memory 1) (func (export "wait") (result i32) (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const 0)))
            (func (export "notify") (result i32) (memory.atomic.notify (i32.const 0) (i32.const 1)))
            (func (export "swap") (param i32) (result i32) (i32.atomic.rmw8.cmpxchg_u (local.get 0) (i32.const 0x1100) (i32.const 7)))
            """, compile: Tiers.Options(tier));
        Assert.Equal(TrapKind.WaitOnUnshared, alone.Call("wait").Trap);
        Assert.Equal(0, alone.Get("notify").AsI32);
        Assert.Equal(TrapKind.MemoryOutOfBounds, alone.Call("swap", WasmValue.From(WasmMemory.PageBytes)).Trap);
        Assert.Equal(0, alone.Get("swap", WasmValue.From(3)).AsI32);
        Assert.Equal(7, alone.Memory!.Span[3]);
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void AtomicsKeepOffWhatMayNotBeWritten(string tier)
    {
        const int Start = WasmMemory.PageBytes;
        using var instance = Wat.Instance("""
            (memory 1 2) (func (export "grow") (result i32) (memory.grow (i32.const 1)))
            (func (export "add") (param i32) (result i32) (i32.atomic.rmw.add (local.get 0) (i32.const 1)))
            (func (export "swap") (param i32) (result i32) (i32.atomic.rmw8.cmpxchg_u (local.get 0) (i32.const 0) (i32.const 1)))
            (func (export "store") (param i32) (i64.atomic.store (local.get 0) (i64.const 1)))
            (func (export "load") (param i32) (result i32) (i32.atomic.load (local.get 0)))
            """, compile: Tiers.Options(tier) with { ReadOnlyRange = true });
        Assert.Equal(1, instance.Get("grow").AsI32);
        instance.SetReadOnlyRange(Start, 64, _ => "what is shown");
        foreach (var name in new[] { "add", "swap", "store" })
        {
            Assert.Equal(TrapKind.ReadOnlyWindow, instance.Call(name, WasmValue.From(Start + 8)).Trap);
            Assert.True(instance.Call(name, WasmValue.From(Start + 64)).IsOk);
        }

        Assert.Equal(0, instance.Get("load", WasmValue.From(Start + 8)).AsI32);
        Assert.Equal(1, instance.Get("load", WasmValue.From(Start + 64)).AsI32);
    }

    [Fact]
    public void SharedAndUnsharedMemoriesAreNotMistaken()
    {
        using var plain = WasmMemory.Allocate(1, 16);
        using var shared = WasmMemory.AllocateShared(1, 16);
        Assert.Equal(WasmErrorCode.Unlinkable, Wat.Module(Text).Compile().Instantiate(new ImportSet().Memory("m", "m", plain)).Fault?.Code);
        Assert.Equal(WasmErrorCode.Unlinkable, Wat.Module("(import \"m\" \"m\" (memory 1 16))").Compile().Instantiate(new ImportSet().Memory("m", "m", shared)).Fault?.Code);
        Assert.Equal(WasmErrorCode.Unlinkable, Wat.Module("(import \"m\" \"m\" (memory i64 1 16))").Compile().Instantiate(new ImportSet().Memory("m", "m", plain)).Fault?.Code);
    }

    /// <summary>The same pages at two addresses, as two processes that share an arena have them.</summary>
    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public unsafe void PagesOfASegmentAreWaitedOnThroughAnyOfTheirMaps()
    {
        using var segment = SharedSegment.Create("test", WasmMemory.PageBytes).Value;
        using var again = SharedSegment.Open(SharedSegment.Duplicate(segment.Descriptor!)!, WasmMemory.PageBytes, writable: true).Value;
        Assert.NotEqual((nint)segment.Base, (nint)again.Base);
        using var here = WasmMemory.Over(segment.Base, 1, 1, isShared: true);
        using var there = WasmMemory.Over(again.Base, 1, 1, isShared: true);
        var outcome = -1;
        var waiter = Start(() =>
        {
            using var instance = On(there, Tiers.Explicit);
            outcome = instance.Get("wait32", WasmValue.From(128), WasmValue.From(0), WasmValue.From(-1L)).AsI32;
        });
        using var waker = On(here, Tiers.Explicit);
        while (Notify(waker, 128, 1) == 0)
        {
            Thread.Yield();
        }

        Assert.True(waiter.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(Ok, outcome);
    }

    private static WasmInstance On(WasmMemory memory, string tier) =>
        Wat.Instance(Text.Replace("(memory 1 16 shared)", $"(memory 1 {memory.MaxPages} shared)", StringComparison.Ordinal), new ImportSet().Memory("m", "m", memory), Tiers.Options(tier));

    private static int Notify(WasmInstance instance, int address, int count) => instance.Get("notify", WasmValue.From(address), WasmValue.From(count)).AsI32;

    private static Thread Start(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        return thread;
    }

    private static void Together(int threads, Action<int> action)
    {
        Exception? failure = null;
        var all = Enumerable.Range(0, threads).Select(number => Start(() =>
        {
            try
            {
                action(number);
            }
            catch (Exception caught)
            {
                failure = caught;
            }
        })).ToList();
        all.ForEach(thread => thread.Join());
        Assert.Null(failure);
    }
}
