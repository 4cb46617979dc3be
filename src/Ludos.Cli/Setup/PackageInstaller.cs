using Ludos.Cli.Output;
using Ludos.Platform.Processes;

namespace Ludos.Cli.Setup;

/// <summary>Installs Debian/Ubuntu packages when root or password-less sudo is at hand, after saying which and why; otherwise prints the command.</summary>
internal static class PackageInstaller
{
    private static readonly TimeSpan SudoTimeout = TimeSpan.FromSeconds(10);

    /// <returns>The tools that are still missing.</returns>
    public static IReadOnlyList<Tool> Ensure(IEnumerable<Tool> tools)
    {
        var missing = Missing(tools);
        if (missing.Count == 0)
        {
            return missing;
        }

        var packages = missing.SelectMany(tool => tool.Packages).Distinct().ToArray();
        foreach (var tool in missing)
        {
            Terminal.Info($"{tool.Name} is missing: {tool.Use}.");
        }

        if (ToolFinder.Find("apt-get") is null || Elevation() is not { } elevation)
        {
            Terminal.Hint($"Install with: sudo apt-get install -y {string.Join(' ', packages)}");
            return missing;
        }

        Terminal.Info($"Installing with apt: {string.Join(' ', packages)}");
        Apt(elevation, ["update", "-qq"]);
        Apt(elevation, ["install", "-y", "-qq", "--no-install-recommends", .. packages]);
        return Missing(missing);
    }

    private static List<Tool> Missing(IEnumerable<Tool> tools) =>
        [.. tools.Where(tool => tool.Find() is null)];

    private static string[]? Elevation()
    {
        if (Environment.UserName == "root")
        {
            return [];
        }

        var sudo = ToolFinder.Find("sudo") is null ? default : ChildProcess.Capture("sudo", ["-n", "true"], SudoTimeout);
        return sudo is { IsOk: true, Value.ExitCode: 0 } ? ["sudo", "-n"] : null;
    }

    private static void Apt(string[] elevation, string[] arguments)
    {
        string[] line = [.. elevation, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", .. arguments];
        if (ChildProcess.Start(line[0], line[1..]).TryGet(out var child, out var fault))
        {
            using (child)
            {
                child.WaitForExit();
            }
        }
        else
        {
            Terminal.Error(fault.ToString());
        }
    }
}
