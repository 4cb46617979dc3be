namespace Ludos.Wasm.Compilation;

/// <summary>A value that is a wasm local's, plus a constant, wrapping in its type; or exclusive-or one.</summary>
/// <param name="Stamp">Of the local when the sum was made: it holds while that is still the local's.</param>
internal readonly record struct LocalSum(int Local, long Constant, bool IsXor, int Stamp);

/// <summary>What is known of wasm locals at the present place of a function. Forgotten where control flow joins.</summary>
/// <param name="always">By local: the largest value that any assignment anywhere gives it, read as unsigned.</param>
internal sealed class LocalFacts(ulong[] always)
{
    private readonly Dictionary<int, ulong> _most = [];
    private readonly Dictionary<int, LocalSum> _sums = [];
    private readonly int[] _stamps = new int[always.Length];
    private int _forgotten;
    private int _lastStamp;

    /// <summary>The largest value, read as unsigned, that it can have here.</summary>
    public ulong MostOf(int local) => _most.TryGetValue(local, out var most) ? Math.Min(most, always[local]) : always[local];

    public LocalSum Sum(int local, long addend) => new(local, addend, false, StampOf(local));

    public LocalSum Xor(int local, long constant) => new(local, constant, true, StampOf(local));

    public bool Holds(LocalSum sum) => sum.Stamp == StampOf(sum.Local);

    /// <summary>What the local equals, if that is known and still so.</summary>
    public LocalSum? SumOf(int local) => _sums.TryGetValue(local, out var sum) && Holds(sum) ? sum : null;

    public void Assigned(int local, ulong most, LocalSum? equals)
    {
        _stamps[local] = ++_lastStamp;
        if (most < ulong.MaxValue)
        {
            _most[local] = most;
        }
        else
        {
            _most.Remove(local);
        }

        if (equals is { } sum && sum.Local != local && Holds(sum))
        {
            _sums[local] = sum;
        }
        else
        {
            _sums.Remove(local);
        }
    }

    public void Forget()
    {
        _most.Clear();
        _sums.Clear();
        _forgotten = ++_lastStamp;
    }

    private int StampOf(int local) => Math.Max(_stamps[local], _forgotten);
}
