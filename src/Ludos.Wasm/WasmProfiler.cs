using Ludos.Base;

namespace Ludos.Wasm;

/// <summary>What one function cost, over all its calls.</summary>
/// <param name="Function">Its index.</param>
/// <param name="Calls">How often it was entered.</param>
/// <param name="SelfNs">Nanoseconds in it, without what it called; the host's functions count as their caller's.</param>
/// <param name="TotalNs">With what it called; of a function that calls itself, the outermost calls alone.</param>
/// <param name="SelfFuel">Units of fuel that it used itself; 0 when fuel is not counted.</param>
public readonly record struct FunctionProfile(int Function, long Calls, long SelfNs, long TotalNs, long SelfFuel);

/// <summary>
/// Counts and times every call of an instance whose code was compiled with <see cref="CompileOptions.Profile"/>. Looking at the clock twice a call costs more than a
/// short function does, so shares are truer than sums. Used by the thread that runs the instance.
/// </summary>
public sealed class WasmProfiler(IClock clock)
{
    private readonly Dictionary<int, Tally> _tallies = [];
    private readonly Stack<Frame> _frames = [];

    /// <summary>Functions that were called, the one with the most time of its own first.</summary>
    public IReadOnlyList<FunctionProfile> Functions =>
        [.. _tallies.Select(pair => new FunctionProfile(pair.Key, pair.Value.Calls, pair.Value.SelfNs, pair.Value.TotalNs, pair.Value.SelfFuel)).OrderByDescending(profile => profile.SelfNs).ThenBy(profile => profile.Function)];

    internal void Enter(int function, long fuelUsed)
    {
        if (!_tallies.TryGetValue(function, out var tally))
        {
            _tallies[function] = tally = new Tally();
        }

        tally.Calls++;
        tally.Open++;
        _frames.Push(new Frame(tally, clock.NowNs, fuelUsed));
    }

    internal void Leave(long fuelUsed)
    {
        var frame = _frames.Pop();
        var ns = clock.NowNs - frame.StartNs;
        var fuel = Math.Max(0, fuelUsed - frame.StartFuel);
        frame.Tally.SelfNs += ns - frame.InnerNs;
        frame.Tally.SelfFuel += Math.Max(0, fuel - frame.InnerFuel);
        frame.Tally.TotalNs += --frame.Tally.Open == 0 ? ns : 0;
        if (_frames.TryPeek(out var outer))
        {
            outer.InnerNs += ns;
            outer.InnerFuel += fuel;
        }
    }

    private sealed class Tally
    {
        public long Calls;
        public long SelfNs;
        public long TotalNs;
        public long SelfFuel;
        public int Open;
    }

    private sealed class Frame(Tally tally, long startNs, long startFuel)
    {
        public Tally Tally => tally;

        public long StartNs => startNs;

        public long StartFuel => startFuel;

        public long InnerNs;
        public long InnerFuel;
    }
}
