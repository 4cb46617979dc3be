using System.Runtime.CompilerServices;
using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>Code that was swapped out and can no longer come back is freed: a game that swaps all day does not grow.</summary>
public sealed class CodeLifetimeTests
{
    private const int Swaps = 30;

    /// <summary>The code that runs and the code before it, and what the last stack frames may still show the collector.</summary>
    private const int MayLive = 4;

    [Theory]
    [InlineData("good", "better")]
    [InlineData("counter-region", "counter-region")]
    [InlineData("good", "trap")]
    public void SwappedOutCodeIsCollected(string first, string second)
    {
        using var game = new SlotGame(ProofModules.Prepare(first));
        List<WeakReference> seen = [];
        for (int swap = 0; swap < Swaps; swap++) seen.Add(SwapOnce(game, swap % 2 == 0 ? second : first));

        for (int round = 0; round < 10 && seen.Count(code => code.IsAlive) > MayLive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(seen.Count(code => code.IsAlive), 1, MayLive);
        game.Ticks(2);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference SwapOnce(SlotGame game, string name)
    {
        IPreparedModule module = ProofModules.Prepare(name);
        SwapAttempt attempt = game.Offer(module);
        game.Ticks(4);
        Assert.True(attempt.IsOver);
        game.Slot.Collect();
        return new WeakReference(((PreparedModule)module).Code);
    }
}
