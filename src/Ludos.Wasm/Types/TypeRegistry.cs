namespace Ludos.Wasm;

/// <summary>
/// The recursion groups of the whole process, held weakly: once no module, instance, function or object uses a group it is collected,
/// and what is left of it here goes with the next sweep.
/// </summary>
internal static class TypeRegistry
{
    private const int SweepAtLeast = 1024;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, Entry> Known = [];
    private static int s_count;
    private static int s_lastId;
    private static int s_sweepAt = SweepAtLeast;

    /// <summary>Groups that are remembered, those of which nothing but the memory is left included.</summary>
    public static int Count
    {
        get
        {
            lock (Gate)
            {
                return s_count;
            }
        }
    }

    /// <summary>The group that stands for all groups equal to this one: itself when it is the first.</summary>
    /// <exception cref="InvalidOperationException">Two thousand million types were made in this process.</exception>
    public static RecursionGroup Canonical(RecursionGroup group)
    {
        var hash = group.StructuralHash();
        lock (Gate)
        {
            Known.TryGetValue(hash, out var first);
            for (var entry = first; entry is not null; entry = entry.Next)
            {
                if (entry.Group.TryGetTarget(out var known) && known.IsStructurallyEqual(group))
                {
                    return known;
                }
            }

            if (s_count >= s_sweepAt)
            {
                Sweep();
                Known.TryGetValue(hash, out first);
            }

            if (int.MaxValue - s_lastId < group.Types.Length)
            {
                throw new InvalidOperationException("This process has made as many types as there are numbers for them.");
            }

            foreach (var type in group.Types)
            {
                type.Register(++s_lastId);
            }

            Known[hash] = new Entry(new WeakReference<RecursionGroup>(group), first);
            s_count++;
            return group;
        }
    }

    private static void Sweep()
    {
        s_count = 0;
        foreach (var (hash, first) in Known)
        {
            Entry? alive = null;
            for (var entry = first; entry is not null; entry = entry.Next)
            {
                if (entry.Group.TryGetTarget(out _))
                {
                    alive = new Entry(entry.Group, alive);
                    s_count++;
                }
            }

            if (alive is null)
            {
                Known.Remove(hash);
            }
            else
            {
                Known[hash] = alive;
            }
        }

        s_sweepAt = Math.Max(SweepAtLeast, s_count * 2);
    }

    private sealed record Entry(WeakReference<RecursionGroup> Group, Entry? Next);
}
