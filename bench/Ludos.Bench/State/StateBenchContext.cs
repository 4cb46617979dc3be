using System.Globalization;
using Ludos.Platform.Processes;

namespace Ludos.Bench.State;

/// <summary>What a row gets: sizes, a folder that goes when the benchmark ends, C references, and this program again in another process.</summary>
internal sealed class StateBenchContext(BenchOptions options, DirectoryInfo scratch)
{
    private static readonly TimeSpan CompileTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Smaller counts, the same checks.</summary>
    public bool Quick => options.Quick;

    public string RepositoryRoot => options.RepositoryRoot;

    public DirectoryInfo Scratch => scratch;

    public void Progress(string line) => options.Progress(line);

    /// <summary>Builds bench/state/NAME.c with the system's C compiler, in this run, and returns the program's path.</summary>
    /// <exception cref="BenchmarkSetupException">There is no compiler, or it refused the source.</exception>
    public string Reference(string name, params string[] moreArguments)
    {
        var source = Path.Combine(RepositoryRoot, "bench", "state", name + ".c");
        var program = Path.Combine(scratch.FullName, name);
        if (File.Exists(program))
        {
            return program;
        }

        string[] arguments = ["-O2", "-march=native", "-pthread", "-Wall", "-Wextra", "-I", Path.Combine(RepositoryRoot, "sdk", "c"), "-o", program, source, .. moreArguments];
        return ChildProcess.Capture("cc", arguments, CompileTimeout).TryGet(out var output, out var fault) && output.ExitCode == 0
            ? program
            : throw new BenchmarkSetupException($"The reference {name}.c could not be built: {(fault is null ? output!.Error : fault + " (apt install gcc)")}");
    }

    /// <summary>Runs a reference to its end and returns what it printed.</summary>
    /// <exception cref="BenchmarkSetupException">It failed or hung.</exception>
    public static string RunReference(string program, TimeSpan timeout, params string[] arguments) =>
        ChildProcess.Capture(program, arguments, timeout).TryGet(out var output, out var fault) && output.ExitCode == 0
            ? output.Output
            : throw new BenchmarkSetupException($"{Path.GetFileName(program)} failed: {fault?.ToString() ?? string.Create(CultureInfo.InvariantCulture, $"exit {output!.ExitCode}: {output.Error}")}");

    /// <summary>This program in another process, in a role of <see cref="StateRoles"/>, its streams piped.</summary>
    public static ChildProcess StartRole(string role, params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        string[] command = [StateRoles.Marker, role, .. arguments];
        return ChildProcess.Start(program, Path.GetFileNameWithoutExtension(program) == "dotnet" ? ["exec", typeof(StateBenchContext).Assembly.Location, .. command] : command, ChildStreams.Piped).Value;
    }
}
