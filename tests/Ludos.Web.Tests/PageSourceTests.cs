using System.Diagnostics;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests;

/// <summary>Holds the committed page to its source in web/. One after the other: both use one folder of packages.</summary>
public sealed class PageSourceTests
{
    [NodeFact]
    public async Task The_logic_s_tests_pass_and_the_committed_page_is_what_its_source_builds()
    {
        await RunAsync("test.sh");
        await RunAsync("build.sh", "--check");
    }

    private static async Task RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("web", script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"web/{script} ended with {process.ExitCode}:\n{await output}\n{await errors}");
    }
}
