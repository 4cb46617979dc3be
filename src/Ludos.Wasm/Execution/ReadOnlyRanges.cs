namespace Ludos.Wasm.Execution;

/// <summary>Instances of guard-tier code that were shown what they must not write, found by where a fault lies. Asked only when one happened.</summary>
internal static class ReadOnlyRanges
{
    private static readonly Lock Gate = new();
    private static readonly List<WeakReference<InstanceState>> Known = [];

    public static void Add(InstanceState state)
    {
        lock (Gate)
        {
            Known.RemoveAll(weak => !weak.TryGetTarget(out var known) || known.IsDisposed || known == state);
            Known.Add(new WeakReference<InstanceState>(state));
        }
    }

    /// <summary>Whose range an address lies in, and where in its memory; null for any other.</summary>
    public static unsafe (InstanceState State, nuint Address)? Find(nuint address)
    {
        lock (Gate)
        {
            foreach (var weak in Known)
            {
                if (!weak.TryGetTarget(out var state) || state.IsDisposed || state.Memory is not { } memory)
                {
                    continue;
                }

                var offset = address - (nuint)memory.BasePointer;
                if (offset >= state.ReadOnlyStart && offset - state.ReadOnlyStart < state.ReadOnlyLength)
                {
                    return (state, offset);
                }
            }

            return null;
        }
    }
}
