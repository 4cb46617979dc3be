using Ludos.Platform.Processes;

namespace Ludos.Cli.Setup;

/// <summary>Whether a tool is on this machine, and which version.</summary>
internal sealed record ToolStatus(Tool Tool, string? Path, string? Version)
{
    private static readonly TimeSpan VersionTimeout = TimeSpan.FromSeconds(10);

    public bool IsFound => Path is not null;

    public string InstallCommand => $"sudo apt-get install -y {string.Join(' ', Tool.Packages)}";

    public static ToolStatus Probe(Tool tool)
    {
        var path = tool.Find();
        if (path is null)
        {
            return new ToolStatus(tool, null, null);
        }

        if (tool.File is not null)
        {
            return new ToolStatus(tool, path, null);
        }

        var captured = ChildProcess.Capture(path, [tool.VersionArgument], VersionTimeout);
        var firstLine = captured.IsOk ? (captured.Value.Output.Length > 0 ? captured.Value.Output : captured.Value.Error).Split('\n')[0].Trim() : null;
        return new ToolStatus(tool, path, firstLine);
    }
}
