using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using Ludos.Cli.Output;

namespace Ludos.Cli.Commands;

/// <summary>`new game NAME`: a small C game from templates/game that plays and swaps at once.</summary>
internal static partial class NewCommand
{
    private const string NameToken = "__NAME__";
    private const int MaxNameLength = 32;

    public static Command Build()
    {
        var kind = new Argument<string>("kind") { Description = "What to make: game." };
        kind.AcceptOnlyFromAmong("game");
        var name = new Argument<string>("name") { Description = "Lower-case name; also the folder." };
        var command = new Command("new", "Make a new game from the template.") { kind, name };
        command.SetAction(parsed => Create(parsed.GetRequiredValue(name)));
        return command;
    }

    private static int Create(string target)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(target));
        if (name.Length > MaxNameLength || !NamePattern().IsMatch(name))
        {
            Terminal.Error($"'{name}' is not a name: it takes 1 to {MaxNameLength} of a-z, 0-9 and '-', a letter first.");
            return ExitCode.Usage;
        }

        var folder = Path.GetFullPath(target);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Terminal.Error($"{folder} exists and is not empty; nothing was written.");
            Terminal.Hint("Choose another name, or remove the folder first.");
            return ExitCode.InputRefused;
        }

        if (!Checkout.Root().TryGet(out var root, out var fault))
        {
            Terminal.Error(fault.ToString());
            return ExitCode.ResourceUnavailable;
        }

        var template = Path.Combine(root, "templates", "game");
        foreach (var source in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            Copy(source, Path.Combine(folder, Path.GetRelativePath(template, source).Replace(NameToken, name, StringComparison.Ordinal)), name);
        }

        // The game carries what its build needs, so that it can be moved away from the checkout.
        foreach (var source in Directory.EnumerateFiles(Path.Combine(root, "sdk", "c")).Where(IsForModules))
        {
            Copy(source, Path.Combine(folder, "sdk", Path.GetFileName(source)), name);
        }

        Console.WriteLine($"Made {folder}.");
        Console.WriteLine($"  ./ludos play {target} --watch     play it; saving a source file rebuilds and swaps it while it runs");
        return ExitCode.Ok;
    }

    private static bool IsForModules(string sdkFile) => Path.GetFileName(sdkFile) is "ludos_unit.h" or "ludos_math.h" or "module.flags";

    private static void Copy(string source, string destination, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
        if (Path.GetExtension(source) is ".wasm" or ".bin" or ".png")
        {
            File.Copy(source, destination);
            return;
        }

        File.WriteAllText(destination, File.ReadAllText(source).Replace(NameToken, name, StringComparison.Ordinal), new UTF8Encoding(false));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(destination, File.GetUnixFileMode(source));
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$")]
    private static partial Regex NamePattern();
}
