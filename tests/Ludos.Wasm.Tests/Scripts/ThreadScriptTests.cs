using System.Text;
using Ludos.Wasm.Tests.Conformance;
using Xunit;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>Scripts whose threads share a memory: each runs on a thread of the system, with waits that another thread ends.</summary>
public class ThreadScriptTests
{
    private const string Shared = """
        (module $mem (memory (export "m") 1 1 shared))
        """;

    private const string Worker = """
        (register "mem" $mem)
        (module
          (memory (import "mem" "m") 1 1 shared)
          (func (export "add") (param $times i32)
            (loop $again
              (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
              (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
          (func (export "await") (result i32) (memory.atomic.wait32 (i32.const 8) (i32.const 0) (i64.const 30_000_000_000)))
          (func (export "wake") (result i32) (local $woken i32)
            (i32.atomic.store (i32.const 8) (i32.const 1))
            (memory.atomic.notify (i32.const 8) (i32.const -1)))
          (func (export "get") (result i32) (i32.atomic.load (i32.const 0))))
        """;

    public static TheoryData<string> TierNames => [.. Tiers.All];

    [Theory]
    [MemberData(nameof(TierNames))]
    public void ThreadsAddUpWithoutLoss(string tier)
    {
        var thread = $"(shared (module $mem)) {Worker} (invoke \"add\" (i32.const 50000))";
        var report = Run(tier, $"{Shared} (thread $a {thread}) (thread $b {thread}) {Worker} (invoke \"add\" (i32.const 50000)) (wait $a) (wait $b) (assert_return (invoke \"get\") (i32.const 150000))");
        Assert.Empty(report.Failures);
        Assert.Equal(1, report.AssertionsPassed);
        Assert.Equal(15, report.Outcomes.Count);
    }

    [Theory]
    [MemberData(nameof(TierNames))]
    public void AWaitEndsWhenAnotherThreadWakesIt(string tier)
    {
        // The value changes before the waker wakes: who waits late sees that (1), who waited is woken (0), and nobody runs into the time limit (2).
        var report = Run(tier, $"{Shared} (thread $w (shared (module $mem)) {Worker} (assert_return (invoke \"await\") (either (i32.const 0) (i32.const 1)))) {Worker} (invoke \"wake\") (wait $w)");
        Assert.Empty(report.Failures);
        Assert.Equal(1, report.AssertionsPassed);
    }

    [Fact]
    public void WhatFailsInAThreadIsTold()
    {
        var report = Run(Tiers.Explicit, $"{Shared} (thread $t (shared (module $mem)) {Worker} (assert_return (invoke \"get\") (i32.const 7))) (wait $t) (wait $t)");
        Assert.Equal(2, report.Failures.Count());
    }

    private static ScriptReport Run(string tier, string script) => ScriptRunner.Run("inline", Encoding.UTF8.GetBytes(script), Tiers.Options(tier));
}
