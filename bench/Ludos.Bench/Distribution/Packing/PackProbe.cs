using System.Diagnostics;
using System.Globalization;
using Ludos.Bench.Wasm;
using Ludos.Modules;
using Ludos.Platform;

namespace Ludos.Bench.Distribution;

/// <summary>A process of its own that packs one folder, so that nothing is warm but the page cache; what it took of memory is its own.</summary>
/// <param name="ElapsedMs">From before its start to after its end.</param>
/// <param name="PeakBytes">The most memory that it held, the runtime's included.</param>
/// <param name="AllocatedBytes">On its managed heap, in all.</param>
internal sealed record PackProbe(double ElapsedMs, long PeakBytes, long AllocatedBytes)
{
    /// <summary>First argument of the process.</summary>
    public const string Marker = "--pack-probe";

    /// <summary>In the process: packs, prints what it took of memory.</summary>
    public static int Run(string folder, string target)
    {
        if (!ModulePacker.PackTo(folder, _ => target).TryGet(out _, out var fault))
        {
            Console.Error.WriteLine(fault);
            return 1;
        }

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64} {GC.GetTotalAllocatedBytes()}"));
        return 0;
    }

    /// <exception cref="BenchmarkException">The process failed.</exception>
    public static PackProbe Start(string folder, string target)
    {
        var clock = new MonotonicClock();
        var isByDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] arguments = [.. isByDotnet ? [typeof(PackProbe).Assembly.Location] : Array.Empty<string>(), Marker, folder, target];
        var start = clock.NowNs;
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsedMs = (clock.NowNs - start) / 1e6;
        return process.ExitCode == 0 && line.Split(' ') is [var peak, var allocated]
            ? new PackProbe(elapsedMs, long.Parse(peak, CultureInfo.InvariantCulture), long.Parse(allocated, CultureInfo.InvariantCulture))
            : throw new BenchmarkException($"The packing process ended with {process.ExitCode}: {process.StandardError.ReadToEnd()}");
    }
}
