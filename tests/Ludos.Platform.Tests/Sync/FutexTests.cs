using System.Runtime.InteropServices;
using Ludos.Platform.Sync;
using Xunit;

namespace Ludos.Platform.Tests.Sync;

public sealed unsafe class FutexTests : IDisposable
{
    private const int Rounds = 500;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly int* _word = (int*)NativeMemory.AllocZeroed(64);

    public void Dispose() => NativeMemory.Free(_word);

    [Fact]
    public void A_changed_word_does_not_sleep_and_an_equal_one_times_out()
    {
        var limit = Deadline.After(TimeSpan.FromSeconds(10));
        Futex.Wait(_word, 1, Long);
        Assert.False(limit.IsPast);
        var soon = Deadline.After(TimeSpan.FromMilliseconds(20));
        while (!soon.IsPast)
        {
            Futex.Wait(_word, 0, soon.Left(Long));
        }

        Futex.Wait(_word, 0, TimeSpan.Zero);
        Futex.Wait(_word, 0, TimeSpan.FromSeconds(-1));
        Assert.False(limit.IsPast);
    }

    [Fact]
    public void Two_threads_pass_a_word_to_and_fro() => PassToAndFro(Futex.Wait, Futex.WakeAll);

    [Fact]
    public void They_do_so_where_there_is_no_futex() => PassToAndFro(ParkingLot.Wait, ParkingLot.WakeAll);

    [Fact]
    public void Deadlines()
    {
        Assert.True(Deadline.After(TimeSpan.Zero).IsPast);
        Assert.False(Deadline.After(Timeout.InfiniteTimeSpan).IsPast);
        Assert.False(Deadline.After(TimeSpan.MaxValue).IsPast);
        Assert.Equal(Long, Deadline.Never.Left(Long));
        Assert.Equal(TimeSpan.Zero, Deadline.After(TimeSpan.Zero).Left(Long));
        Assert.InRange(Deadline.After(Long).Left(TimeSpan.MaxValue), Long / 2, Long);
    }

    [Fact]
    public void A_sleep_is_counted_as_a_wait()
    {
        var before = ThreadWaits.Count();
        Futex.Wait(_word, 0, TimeSpan.FromMilliseconds(5));
        Assert.True(ThreadWaits.Count() > before);
    }

    private delegate void WaitCall(int* word, int seen, TimeSpan timeout);

    private delegate void WakeCall(int* word);

    private void PassToAndFro(WaitCall wait, WakeCall wake)
    {
        var word = (nint)_word;
        var other = new Thread(() => Turns((int*)word, 1, wait, wake));
        other.Start();
        Turns(_word, 0, wait, wake);
        Assert.True(other.Join(Long));
        Assert.Equal(2 * Rounds, *_word);
    }

    /// <summary>Adds one whenever the word's parity is ours. A lost wake would cost twenty seconds a round.</summary>
    private static void Turns(int* word, int parity, WaitCall wait, WakeCall wake)
    {
        for (var round = 0; round < Rounds; round++)
        {
            int seen;
            while (((seen = Volatile.Read(ref *word)) & 1) != parity)
            {
                wait(word, seen, Long);
            }

            Volatile.Write(ref *word, seen + 1);
            wake(word);
        }
    }
}
