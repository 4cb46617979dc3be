using System.Runtime.InteropServices;

namespace Ludos.Bench.State;

/// <summary>
/// One list of allocations and frees for both sides: sizes from 64 B to 256 KB, each doubling as likely; seven in ten blocks live for some dozens of operations, a quarter for
/// hundreds, the rest for tens of thousands. An entry is a place and a size; size 0 frees what lies there. Everything is freed at the end.
/// </summary>
internal static class HeapTrace
{
    private const int SmallestBits = 6;
    private const int Doublings = 12;
    private const int LongestLife = 65_536;
    private const ulong Seed = 0x9E37_79B9_7F4A_7C15;

    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Entry(int Place, int Bytes);

    internal static Entry[] Make(int allocations, out int places)
    {
        var entries = new List<Entry>(allocations * 2);
        var dying = new List<int>?[LongestLife + 1];
        var free = new Stack<int>();
        var state = Seed;
        places = 0;
        var made = 0;
        for (var now = 0; made < allocations || entries.Count < 2 * allocations; now++)
        {
            ref var dead = ref dying[now % dying.Length];
            foreach (var place in dead ?? [])
            {
                entries.Add(new Entry(place, 0));
                free.Push(place);
            }

            dead = null;
            if (made == allocations)
            {
                continue;
            }

            made++;
            var taken = free.TryPop(out var known) ? known : places++;
            entries.Add(new Entry(taken, Size(ref state)));
            (dying[(now + Life(ref state)) % dying.Length] ??= []).Add(taken);
        }

        return [.. entries];
    }

    private static int Size(ref ulong state)
    {
        var low = 1 << (SmallestBits + (int)(Next(ref state) % Doublings));
        return low + (int)(Next(ref state) % (ulong)low) + 1;
    }

    private static int Life(ref ulong state)
    {
        const int shortLife = 64;
        const int middleLife = 1024;
        var kind = Next(ref state) % 100;
        return 1 + (int)(Next(ref state) % (kind < 70 ? shortLife : kind < 95 ? middleLife : (ulong)LongestLife - 1));
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state >> 11;
    }
}
