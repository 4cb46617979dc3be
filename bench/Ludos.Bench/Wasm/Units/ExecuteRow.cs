using System.Globalization;
using Ludos.Units;

namespace Ludos.Bench.Wasm.Units;

/// <summary>What `execute(library, method, input, parameters)` costs when the method does nothing.</summary>
internal sealed class ExecuteRow : IWasmRow
{
    private const double MostNs = 50;
    private const int Calls = 1_000_000;
    private const int QuickCalls = 100_000;
    private const int Rounds = 21;
    private const int QuickRounds = 5;

    public string Name => "execute";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        var catalog = Probe.Catalog(context);
        using var dispatcher = new Dispatcher(catalog, RestartBudget.Default, Probe.Clock);
        var wasm = catalog.Resolve("probe", "nothing").Value;
        var native = catalog.Resolve("native", "nothing").Value;
        var calls = context.Quick ? QuickCalls : Calls;
        var output = new byte[8];
        var failed = 0L;
        double Round(Func<ExecuteOutcome> call)
        {
            var began = Probe.Clock.NowNs;
            for (var i = 0; i < calls; i++)
            {
                failed += call().IsOk ? 0 : 1;
            }

            return (double)(Probe.Clock.NowNs - began) / calls;
        }

        var ways = new (string Name, Func<ExecuteOutcome> Call, double? AtMost)[]
        {
            ("wasm method that does nothing", () => dispatcher.Execute(wasm, default, default, output), MostNs),
            ("native method that does nothing", () => dispatcher.Execute(native, default, default, output), MostNs),
            ("wasm method, found by its names each time", () => dispatcher.Execute("probe", "nothing", default, default, output), null),
        };
        var rounds = Enumerable.Range(0, context.Quick ? QuickRounds : Rounds).Select(_ => Array.ConvertAll(ways, way => Round(way.Call))).Skip(1).ToArray();
        for (var i = 0; i < ways.Length; i++)
        {
            var sorted = rounds.Select(round => round[i]).Order().ToArray();
            tally.Add(new Figure(ways[i].Name, Spread.Median(sorted), "ns", ways[i].AtMost, Spread: string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0.0} to {sorted[^1]:0.0}")));
        }

        tally.Add(new Check("every call ended with Ok", failed == 0));
        var codes = Failures.Select(failure => (failure.Method, failure.Code, Got: dispatcher.Execute("probe", failure.Method, default, default, output).Code)).ToArray();
        tally.Add(new Check("every way to fail has its code", codes.All(code => code.Code == code.Got), string.Join(", ", codes.Select(code => $"{code.Method} {code.Got}"))));
    }

    private static IReadOnlyList<(string Method, ExecuteCode Code)> Failures { get; } =
    [
        ("missing", ExecuteCode.NoSuchMethod), ("fault", ExecuteCode.ReturnedFault), ("boast", ExecuteCode.BadReply), ("crash", ExecuteCode.Trapped), ("deep", ExecuteCode.StackExhausted),
    ];
}
