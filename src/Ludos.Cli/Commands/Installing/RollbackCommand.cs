using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Distribution;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Goes back to the set before.</summary>
internal static class RollbackCommand
{
    public static Command Build()
    {
        var name = new Argument<string>("name") { Description = "What to take back." };
        var json = CommonOptions.Json();
        var command = new Command("rollback", "Go back to what was installed before the last change.") { name, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(name), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string name, bool json)
    {
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null)
        {
            return exitCode;
        }

        if (!workplace.Installed.Find(name).TryGet(out var record, out var fault)
            || !RegistryClient.Open(workplace.Folder, new Uri(record.Registry), workplace.Http).TryGet(out var client, out fault)
            || !workplace.Installer(client).Rollback(name, workplace.KeysOf(client)).TryGet(out record, out fault))
        {
            return Workplace.Tell(fault);
        }

        if (json)
        {
            Json.Print(new { record.Name, Modules = record.Current.Modules.Select(module => new { module.Id, Version = module.Version.ToFullString(), Was = record.Previous?.Find(module.Id)?.Version.ToFullString() }) });
            return ExitCode.Ok;
        }

        Console.WriteLine($"{name} is {record.Current.Find(name)?.Version} again; it was {record.Previous?.Find(name)?.Version}. 'ludos rollback {name}' undoes this.");
        return ExitCode.Ok;
    }
}
