using System.Globalization;
using Ludos.Platform.Processes;
using Ludos.Wasm;

namespace Ludos.Bench.Wasm;

/// <summary>
/// A process of its own that compiles one module, so that nothing of the engine or the module is warm; on one core where the system has taskset.
/// Times are the processor's, which on one core and a quiet machine are those of a clock.
/// </summary>
internal sealed record CompileProbe(double DecodeMs, double CompileMs, double InstantiateMs, int Functions, int Unoptimised, long CacheHits)
{
    /// <summary>First argument of the process.</summary>
    public const string Marker = "--compile-probe";

    private const string NoCache = "-";
    private const string OneCore = "0";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>In the process: compiles the file, prints what it took.</summary>
    public static int Run(string file, string cacheFolder, bool instantiate)
    {
        var bytes = File.ReadAllBytes(file);
        using var cache = cacheFolder == NoCache ? null : CodeCache.Open(cacheFolder).Value;
        var start = Environment.CpuUsage.TotalTime;
        var module = WasmModule.Decode(bytes, WasmLimits.Default with { MaxMemoryPages = WasmLimits.PagesIn32Bits }).Value;
        var decoded = Environment.CpuUsage.TotalTime;
        var compiled = module.Compile(new CompileOptions { Mode = CompileMode.Eager, Cache = cache });
        var ready = Environment.CpuUsage.TotalTime;
        using var instance = instantiate ? compiled.Instantiate(new ImportSet()).Value : null;
        var instantiated = Environment.CpuUsage.TotalTime;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(decoded - start).TotalMilliseconds} {(ready - decoded).TotalMilliseconds} {(instantiated - ready).TotalMilliseconds} {compiled.FunctionCount} {compiled.UnoptimisedFunctions.Count} {cache?.Hits ?? 0}"));
        return 0;
    }

    /// <exception cref="BenchmarkException">The process failed.</exception>
    public static CompileProbe Start(string file, string? cacheFolder, bool instantiate = true)
    {
        string[] self = [Environment.ProcessPath!, .. RunsByDotnet() ? [typeof(CompileProbe).Assembly.Location] : Array.Empty<string>(), Marker, file, cacheFolder ?? NoCache, instantiate.ToString()];
        var line = Capture(self).Split(' ');
        return line is [var decode, var compile, var first, var functions, var unoptimised, var hits]
            ? new CompileProbe(Number(decode), Number(compile), Number(first), (int)Number(functions), (int)Number(unoptimised), (long)Number(hits))
            : throw new BenchmarkException($"The compiling process answered '{string.Join(' ', line)}'.");
    }

    /// <summary>Milliseconds of processor time that V8's optimising compiler alone takes for the file, on one core.</summary>
    /// <exception cref="BenchmarkException">Node is missing or failed.</exception>
    public static double V8Ms(string file)
    {
        const string script = "const b=require('fs').readFileSync(process.argv[1]);const t=process.cpuUsage();new WebAssembly.Module(b);const u=process.cpuUsage(t);console.log((u.user+u.system)/1e3)";
        var node = ToolFinder.Find("node") ?? ToolFinder.Find("nodejs") ?? throw new BenchmarkException("node is not on PATH (apt-get install nodejs).");
        return Number(Capture([node, "--no-liftoff", "--no-wasm-lazy-compilation", "-e", script, file]));
    }

    private static bool RunsByDotnet() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";

    private static string Capture(string[] command)
    {
        if (ToolFinder.Find("taskset") is { } taskset)
        {
            command = [taskset, "-c", OneCore, .. command];
        }

        return !ChildProcess.Capture(command[0], command[1..], Limit).TryGet(out var output, out var fault) ? throw new BenchmarkException(fault.ToString())
            : output.ExitCode != 0 ? throw new BenchmarkException($"{command[0]} failed: {output.Error}")
            : output.Output.Trim();
    }

    private static double Number(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new BenchmarkException($"'{text}' is no number.");
}
