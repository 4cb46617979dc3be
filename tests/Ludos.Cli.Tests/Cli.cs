using System.Diagnostics;

namespace Ludos.Cli.Tests;

/// <summary>Runs the built program as a user's shell would, with a data and runtime folder of its own.</summary>
internal static class Cli
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static string Root { get; } = FindRoot();

    public static string Program { get; } = Path.Combine(Root, "artifacts", "bin", "Ludos.Cli", "release", "ludos.dll");

    public static CliResult Run(params string[] arguments) => RunIn(Root, null, arguments);

    public static CliResult RunIn(string workingFolder, string? home, params string[] arguments)
    {
        using var process = Start(workingFolder, home, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"ludos {string.Join(' ', arguments)} did not end within {Timeout.TotalSeconds} s.");
        }

        return new CliResult(process.ExitCode, output.Result, error.Result);
    }

    public static Process Start(string workingFolder, string? home, params string[] arguments)
    {
        // A test run in the background inherits an ignored Ctrl+C, which no terminal would hand to the program.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Program, .. arguments])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LUDOS_ROOT"] = Root;
        if (home is not null)
        {
            start.Environment["LUDOS_HOME"] = home;
        }

        return Process.Start(start)!;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No Ludos.slnx above the test's output folder.");
    }
}
