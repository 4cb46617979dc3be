using System.Globalization;
using Ludos.Base;
using Ludos.Platform;
using Ludos.Wasm;
using Ludos.Wasm.Text;

namespace Ludos.Bench.Wasm;

/// <summary>The two crossings: a typed call from C# into wasm, and a call out of wasm into a C# method; each counted over millions, loop included.</summary>
internal sealed class CallRow : IWasmRow
{
    private const double MostNsIn = 3;
    private const double MostNsOut = 2;
    private const int Rounds = 31;
    private const int QuickRounds = 7;
    private const int Calls = 1_000_000;
    private const long WarmUpNs = 500_000_000;
    private const long AmpleFuel = long.MaxValue / 2;

    private const string Source = """
        (module
          (import "host" "add" (func $host (param i32 i32) (result i32)))
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "out") (param $n i32) (result i32) (local $sum i32)
            (loop $again
              (local.set $sum (call $host (local.get $sum) (local.get $n)))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum)))
        """;

    private readonly MonotonicClock _clock = new();

    public string Name => "calls";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        foreach (var fuel in (bool[])[false, true])
        {
            using var instance = Instance(fuel);
            var (into, intoSum) = Into(instance, context.Quick ? QuickRounds : Rounds, SumInScope);
            var (alone, aloneSum) = Into(instance, context.Quick ? QuickRounds : Rounds, SumByCalls);
            var (outOf, outSum) = OutOf(instance, context.Quick ? QuickRounds : Rounds);
            var kind = fuel ? ", fuel counted" : "";
            tally.Add(Figure($"host to wasm, in a scope{kind}", into, fuel ? null : MostNsIn));
            tally.Add(Figure($"host to wasm, each by itself{kind}", alone, fuel ? null : MostNsIn));
            tally.Add(Figure($"wasm to host{kind}", outOf, fuel ? null : MostNsOut));
            tally.Add(new Check($"sums as reckoned{kind}", intoSum == Expected && aloneSum == Expected && outSum == Expected, string.Create(CultureInfo.InvariantCulture, $"{Calls} calls a round")));
        }
    }

    private static int Expected => unchecked((int)((long)Calls * (Calls + 1) / 2));

    private static Figure Figure(string name, double[] sorted, double? most) => new(name, Spread.Median(sorted), "ns a call", most, Spread: Spread.Ends(sorted));

    private (double[] Ns, int Sum) Into(WasmInstance instance, int rounds, Func<TypedFunction<int, int, int>, int> sumOf)
    {
        var add = Must(Must(instance.Function("add")).Typed<int, int, int>());
        WarmUp(() => sumOf(add));
        var nanoseconds = new double[rounds];
        var sum = 0;
        for (var round = 0; round < rounds; round++)
        {
            var start = _clock.NowNs;
            sum = sumOf(add);
            nanoseconds[round] = (double)(_clock.NowNs - start) / Calls;
        }

        Array.Sort(nanoseconds);
        return (nanoseconds, sum);
    }

    private static int SumByCalls(TypedFunction<int, int, int> add)
    {
        var sum = 0;
        for (var n = Calls; n > 0; n--)
        {
            if (!add.Call(sum, n, out sum).IsOk)
            {
                throw new BenchmarkException("add trapped.");
            }
        }

        return sum;
    }

    private static int SumInScope(TypedFunction<int, int, int> add)
    {
        var sum = 0;
        if (!add.TryOpen(out var scope))
        {
            throw new BenchmarkException("Too little stack is left.");
        }

        using (scope)
        {
            for (var n = Calls; n > 0; n--)
            {
                if (!scope.Call(sum, n, out sum).IsOk)
                {
                    throw new BenchmarkException("add trapped.");
                }
            }
        }

        return sum;
    }

    /// <summary>Until the just-in-time compiler has made its best of the host's side, which it does in the background.</summary>
    private void WarmUp(Action round)
    {
        for (var start = _clock.NowNs; _clock.NowNs - start < WarmUpNs;)
        {
            round();
        }
    }

    private (double[] Ns, int Sum) OutOf(WasmInstance instance, int rounds)
    {
        var loop = Must(Must(instance.Function("out")).Typed<int, int>());
        WarmUp(() => loop.Call(Calls, out _));
        var nanoseconds = new double[rounds];
        var sum = 0;
        for (var round = 0; round < rounds; round++)
        {
            var start = _clock.NowNs;
            var outcome = loop.Call(Calls, out sum);
            nanoseconds[round] = outcome.IsOk ? (double)(_clock.NowNs - start) / Calls : throw new BenchmarkException(outcome.Detail ?? "out trapped.");
        }

        Array.Sort(nanoseconds);
        return (nanoseconds, sum);
    }

    private static WasmInstance Instance(bool fuel)
    {
        var bytes = WasmText.Assemble(Source).Value;
        var module = Must(WasmModule.Decode(bytes)).Compile(new CompileOptions { Fuel = fuel, Mode = CompileMode.Eager });
        var instance = Must(module.Instantiate(new ImportSet().Function("host", "add", (int left, int right) => left + right)));
        instance.Fuel = AmpleFuel;
        return instance;
    }

    private static T Must<T>(Result<T, WasmErrorCode> result) =>
        result.TryGet(out var value, out var fault) ? value : throw new BenchmarkException(fault.ToString());
}
