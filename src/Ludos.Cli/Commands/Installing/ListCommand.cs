using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Distribution;
using Spectre.Console;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Lists what is installed.</summary>
internal static class ListCommand
{
    public static Command Build()
    {
        var name = new Argument<string?>("name") { Description = "Show the modules of this set.", Arity = ArgumentArity.ZeroOrOne };
        var lockPath = new Option<string?>("--lock") { Description = "Write the named set's ludos.lock to this file; 'install --locked' takes it." };
        var json = CommonOptions.Json();
        var command = new Command("list", "List what is installed.") { name, lockPath, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(lockPath) is not null && result.GetValue(name) is null)
            {
                result.AddError("--lock needs the name of a set.");
            }
        });
        command.SetAction(parsed => Run(parsed.GetValue(name), parsed.GetValue(lockPath), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string? name, string? lockPath, bool json)
    {
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null)
        {
            return exitCode;
        }

        if (!UpdateCommand.Sets(workplace, name).TryGet(out var sets, out var fault))
        {
            return Workplace.Tell(fault);
        }

        if (lockPath is not null)
        {
            File.WriteAllBytes(lockPath, Installer.LockOf(sets[0].Current).ToUtf8());
        }

        var quarantine = Quarantine.Open(workplace.Folder).TryGet(out var opened, out _) ? opened : null;
        if (json)
        {
            Json.Print(sets.Select(set => new
            {
                set.Name,
                set.Registry,
                set.Current.InstalledAt,
                Modules = set.Current.Modules.Select(module => new { module.Id, Version = module.Version.ToFullString(), module.Kind, module.Publisher, Digest = module.Module.Digest.ToString(), module.Module.SizeBytes, module.Grants }),
                Previous = set.Previous?.Modules.Select(module => new { module.Id, Version = module.Version.ToFullString() }),
                Quarantined = (quarantine?.Of(set.Name) ?? []).Select(failed => new { failed.Version, failed.Why, failed.At }),
            }));
            return ExitCode.Ok;
        }

        if (sets.IsEmpty)
        {
            Console.WriteLine("Nothing is installed.");
            return ExitCode.Ok;
        }

        var table = new Table { Border = TableBorder.None };
        if (name is null)
        {
            table.AddColumns("NAME", "VERSION", "MODULES", "PREVIOUS", "REGISTRY");
            foreach (var set in sets)
            {
                table.AddRow(Cells(set.Name, $"{set.Current.Find(set.Name)?.Version}", $"{set.Current.Modules.Length}", $"{set.Previous?.Find(set.Name)?.Version}", set.Registry));
            }
        }
        else
        {
            table.AddColumns("MODULE", "VERSION", "KIND", "PUBLISHER", "BYTES", "GRANTS", "PREVIOUS");
            foreach (var module in sets[0].Current.Modules)
            {
                table.AddRow(Cells(module.Id, $"{module.Version}", module.Kind, module.Publisher, $"{module.Module.SizeBytes}", string.Join(' ', module.Grants), $"{sets[0].Previous?.Find(module.Id)?.Version}"));
            }
        }

        Terminal.Answers.Write(table);
        foreach (var failed in sets.SelectMany(set => quarantine?.Of(set.Name) ?? []))
        {
            Console.WriteLine($"In quarantine: {failed.Set} {failed.Version}, {failed.At.UtcDateTime:yyyy-MM-dd}. {failed.Why}");
        }

        return ExitCode.Ok;
    }

    private static Text[] Cells(params string[] cells) => [.. cells.Select(cell => new Text(cell))];
}
