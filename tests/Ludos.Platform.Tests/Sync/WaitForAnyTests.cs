using System.Diagnostics;
using System.Runtime.InteropServices;
using Ludos.Platform.Sync;
using Xunit;

namespace Ludos.Platform.Tests.Sync;

/// <summary>Waiting on several words: the kernel's way, and the one for where it has none.</summary>
public sealed unsafe class WaitForAnyTests : IDisposable
{
    private readonly int* _words = (int*)NativeMemory.AllocZeroed(64);

    public delegate FutexOutcome WaitCall(ReadOnlySpan<FutexWord> words, Deadline deadline);

    public static TheoryData<bool> Ways => FutexVector.IsAvailable ? [true, false] : [false];

    public void Dispose() => NativeMemory.Free(_words);

    [Fact]
    public void Linux_has_it() => Assert.Equal(OperatingSystem.IsLinux(), FutexVector.IsAvailable);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Any_word_that_differs_is_told_at_once(bool byKernel)
    {
        Assert.Equal(FutexOutcome.Changed, Wait(byKernel, Deadline.Never, 1, 0, 0));
        Assert.Equal(FutexOutcome.Changed, Wait(byKernel, Deadline.Never, 0, 1, 0));
        Assert.Equal(FutexOutcome.Changed, Wait(byKernel, Deadline.Never, 0, 0, 1));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void It_ends_at_the_deadline_and_not_before(bool byKernel)
    {
        foreach (var milliseconds in new[] { 0, 2, 25 })
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal(FutexOutcome.TimedOut, Wait(byKernel, Deadline.After(TimeSpan.FromMilliseconds(milliseconds)), 0, 0, 0));
            Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(milliseconds), $"{clock.Elapsed} of {milliseconds} ms");
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void First_and_last_wake_it_and_are_counted(bool byKernel)
    {
        foreach (var word in new[] { 0, 2 })
        {
            const int Waiters = 3;
            var outcomes = new FutexOutcome[Waiters];
            var threads = Enumerable.Range(0, Waiters).Select(number => new Thread(() => outcomes[number] = Wait(byKernel, Deadline.Never, 0, 0, 0))).ToList();
            threads.ForEach(thread => thread.Start());
            var woken = 0;
            while (woken < Waiters)
            {
                var now = Wake(byKernel, word, Waiters - woken == 1 ? int.MaxValue : 1);
                Assert.InRange(now, 0, 1);
                woken += now;
            }

            threads.ForEach(thread => thread.Join());
            Assert.All(outcomes, outcome => Assert.Equal(FutexOutcome.Woken, outcome));
            Assert.Equal(0, Wake(byKernel, word, int.MaxValue));
        }
    }

    private FutexOutcome Wait(bool byKernel, Deadline deadline, int first, int second, int third)
    {
        FutexWord[] words = [new(_words, first), new(_words + 1, second), new(_words + 2, third)];
        return byKernel ? FutexVector.Wait(words, deadline) : Bench.Wait(words, deadline);
    }

    private int Wake(bool byKernel, int word, int most) => byKernel ? Futex.Wake(_words + word, most) : Bench.Wake(_words + word, most);
}
