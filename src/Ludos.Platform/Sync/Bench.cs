namespace Ludos.Platform.Sync;

/// <summary>Waiters of this process on several words, counted and woken in the order in which they came: for kernels that cannot do it.</summary>
internal static unsafe class Bench
{
    private static readonly object Gate = new();
    private static readonly LinkedList<Sitter> Sitters = [];

    public static FutexOutcome Wait(ReadOnlySpan<FutexWord> words, Deadline deadline)
    {
        lock (Gate)
        {
            foreach (var word in words)
            {
                if (!word.IsUnchanged)
                {
                    return FutexOutcome.Changed;
                }
            }

            var sitter = Sitters.AddLast(new Sitter((nint)words[0].Word, (nint)words[^1].Word));
            while (!sitter.Value.IsWoken)
            {
                if (deadline.IsPast)
                {
                    Sitters.Remove(sitter);
                    return FutexOutcome.TimedOut;
                }

                Monitor.Wait(Gate, deadline.Left(TimeSpan.FromHours(1)) is var left && left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left);
            }

            return FutexOutcome.Woken;
        }
    }

    public static int Wake(int* word, int most)
    {
        lock (Gate)
        {
            var woken = 0;
            for (var node = Sitters.First; node is not null && woken < most;)
            {
                var next = node.Next;
                if (node.Value.First == (nint)word || node.Value.Last == (nint)word)
                {
                    node.Value.IsWoken = true;
                    Sitters.Remove(node);
                    woken++;
                }

                node = next;
            }

            Monitor.PulseAll(Gate);
            return woken;
        }
    }

    private sealed class Sitter(nint first, nint last)
    {
        public nint First => first;

        public nint Last => last;

        public bool IsWoken { get; set; }
    }
}
