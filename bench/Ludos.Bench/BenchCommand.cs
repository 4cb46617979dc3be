using System.Globalization;
using System.Text.Json;

namespace Ludos.Bench;

/// <summary>Picks benchmarks by name, runs them one after another, prints what they measured.</summary>
internal static class BenchCommand
{
    private const int ExitMissedBound = 1;
    private const int ExitUsage = 2;
    private const string RowOption = "--row";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static int Run(string[] args)
    {
        var benchmarks = BenchList.All;
        var rows = RowsIn(ref args);
        var names = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToArray();
        if (names.Length == 0 || args.Contains("--help"))
        {
            Console.WriteLine("usage: ludos bench NAME... [--json] [--quick] [--row ROW,ROW]");
            foreach (var benchmark in benchmarks)
            {
                Console.WriteLine($"  {benchmark.Name,-8} {benchmark.Summary}");
            }

            return names.Length == 0 && !args.Contains("--help") ? ExitUsage : 0;
        }

        var json = args.Contains("--json");
        var options = new BenchOptions(FindRoot(), args.Contains("--quick"), line => Console.Error.WriteLine(line), rows);
        var reports = new List<BenchReport>();
        foreach (var name in names)
        {
            if (benchmarks.FirstOrDefault(candidate => candidate.Name == name) is not { } benchmark)
            {
                Console.Error.WriteLine($"No benchmark named '{name}'. Known: {string.Join(", ", benchmarks.Select(known => known.Name))}.");
                return ExitUsage;
            }

            var report = benchmark.Run(options);
            reports.Add(report);
            if (!json)
            {
                Print(report);
            }
        }

        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(reports, Json));
        }

        return options.Quick ? (reports.All(report => report.Checks.All(check => check.Passed)) ? 0 : ExitMissedBound)
            : reports.All(report => report.Passed) ? 0 : ExitMissedBound;
    }

    /// <summary>Takes `--row A,B` out of the arguments.</summary>
    private static string[] RowsIn(ref string[] args)
    {
        var at = Array.IndexOf(args, RowOption);
        if (at < 0 || at + 1 >= args.Length)
        {
            return [];
        }

        var rows = args[at + 1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        args = [.. args[..at], .. args[(at + 2)..]];
        return rows;
    }

    private static void Print(BenchReport report)
    {
        Console.WriteLine($"{report.Name}: {(report.Passed ? "every bound met" : "BOUND MISSED")}");
        foreach (var figure in report.Figures)
        {
            var bound = figure.AtMost is { } most ? $"  (bound <= {Number(most)})" : figure.AtLeast is { } least ? $"  (bound >= {Number(least)})" : "";
            var spread = figure.Spread.Length == 0 ? "" : $"  [{figure.Spread}]";
            Console.WriteLine($"  {(figure.Met ? "ok  " : "MISS")} {figure.Name}: {Number(figure.Value)} {figure.Unit}{spread}{bound}");
        }

        foreach (var check in report.Checks)
        {
            Console.WriteLine($"  {(check.Passed ? "ok  " : "FAIL")} {check.Name}{(check.Detail.Length == 0 ? "" : ": " + check.Detail)}");
        }
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The benchmarks read games/ and bench/ of a checkout; no Ludos.slnx lies above this program.");
    }
}
