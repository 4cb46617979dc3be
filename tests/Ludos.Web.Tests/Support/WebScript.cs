using System.Diagnostics;

namespace Ludos.Web.Tests.Support;

/// <summary>A script of web/, run to its end. They share one folder of packages: tests that run them belong to one collection.</summary>
internal static class WebScript
{
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("web", script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"web/{script} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        return await output;
    }
}
