using Ludos.Base;
using Ludos.Cli.Setup;
using Ludos.Platform.Processes;

namespace Ludos.Cli.Layouts;

/// <summary>A program that a command cannot do without.</summary>
internal static class NeededTool
{
    /// <param name="name">As in <see cref="Tool.All"/>.</param>
    /// <returns>Its path, or a fault that says what installs it.</returns>
    public static Result<string, LayoutErrorCode> Find(string name)
    {
        var tool = Tool.All.First(tool => tool.Name == name);
        return tool.Programs.Select(ToolFinder.Find).FirstOrDefault(path => path is not null) is { } found
            ? found
            : new Fault<LayoutErrorCode>(LayoutErrorCode.ToolMissing, $"This needs {name} ({tool.Use}), which is not on PATH.", $"Install it: sudo apt-get install -y {string.Join(' ', tool.Packages)}");
    }
}
