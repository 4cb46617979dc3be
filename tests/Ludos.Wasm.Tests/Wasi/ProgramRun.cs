using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ludos.Platform.Processes;
using Ludos.Wasm.Wasi;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>What a program did: in this engine, or in Node.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error, double CompileMs, double RunMs, int Functions, int Unoptimised)
{
    private const int StackBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>On a thread of its own, with much stack. Its memory, folder and output are the caller's to look at.</summary>
    public static ProgramRun Here(byte[] wasm, WasiOptions options, string input = "", CompileOptions? compile = null)
    {
        ProgramRun? run = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                run = Inside(wasm, options, input, compile);
            }
            catch (Exception error)
            {
                failure = error;
            }
        }, StackBytes);
        thread.Start();
        thread.Join();
        return run ?? throw new InvalidOperationException("The run failed.", failure);
    }

    /// <summary>The folder is called /data.</summary>
    public static ProgramRun InNode(string wasm, string folder, IReadOnlyList<string> arguments)
    {
        var run = ChildProcess.Capture("node", ["--no-warnings", Path.Combine(CProgram.Folder, "run.mjs"), wasm, folder, .. arguments], Timeout);
        Xunit.Assert.True(run.IsOk, run.Fault?.ToString());
        var lines = run.Value.Error.TrimEnd('\n').Split('\n');
        var times = lines[^1].Split(' ');
        Xunit.Assert.True(times is ["times", _, _], run.Value.Error);
        double Ms(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        return new ProgramRun(run.Value.ExitCode, run.Value.Output, string.Concat(lines[..^1].Select(line => line + '\n')), Ms(times[1]), Ms(times[2]), 0, 0);
    }

    private static ProgramRun Inside(byte[] wasm, WasiOptions options, string input, CompileOptions? compile)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var granted = options with
        {
            Input = new WasiStream(new MemoryStream(Encoding.UTF8.GetBytes(input))),
            Output = new WasiStream(output),
            Error = new WasiStream(error),
        };
        var watch = Stopwatch.StartNew();
        var code = WasmModule.Decode(wasm).Value.Compile((compile ?? new CompileOptions()) with { MaxStackBytes = StackBytes / 2 });
        var compiledMs = watch.Elapsed.TotalMilliseconds;
        var exit = WasiProgram.Run(code, granted);
        Xunit.Assert.True(exit.IsOk, exit.Fault?.ToString());
        Xunit.Assert.True(exit.Value.HasExited, exit.Value.Outcome.Detail + Encoding.UTF8.GetString(error.ToArray()));
        return new ProgramRun(
            exit.Value.Code,
            Encoding.UTF8.GetString(output.ToArray()),
            Encoding.UTF8.GetString(error.ToArray()),
            compiledMs,
            watch.Elapsed.TotalMilliseconds - compiledMs,
            code.FunctionCount,
            code.UnoptimisedFunctions.Count);
    }
}
