namespace Ludos.Wasm.Execution;

/// <summary>
/// A function type's process-wide identity: one number, compared by indirect calls across modules.
/// Lives as long as something uses the type, so loading many modules leaves nothing behind.
/// </summary>
internal sealed class Signature
{
    private const int SweepAtLeast = 1024;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<FunctionType, WeakReference<Signature>> Known = [];
    private static int s_lastId;
    private static int s_sweepAt = SweepAtLeast;

    private Signature(FunctionType type, int id)
    {
        Type = type;
        Id = id;
    }

    public FunctionType Type { get; }

    /// <summary>Never 0, never used again for another type.</summary>
    public int Id { get; }

    public static Signature Of(FunctionType type)
    {
        lock (Gate)
        {
            if (Known.TryGetValue(type, out var weak) && weak.TryGetTarget(out var known))
            {
                return known;
            }

            if (Known.Count >= s_sweepAt)
            {
                Sweep();
            }

            var made = new Signature(type, checked(++s_lastId));
            Known[type] = new WeakReference<Signature>(made);
            return made;
        }
    }

    private static void Sweep()
    {
        foreach (var (type, weak) in Known)
        {
            if (!weak.TryGetTarget(out _))
            {
                Known.Remove(type);
            }
        }

        s_sweepAt = Math.Max(SweepAtLeast, Known.Count * 2);
    }
}
