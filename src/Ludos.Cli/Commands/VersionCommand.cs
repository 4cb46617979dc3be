using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Ludos.Cli.Output;

namespace Ludos.Cli.Commands;

internal static class VersionCommand
{
    public static Command Build()
    {
        var json = CommonOptions.Json();
        var command = new Command("version", "Print the version of Ludos and of what it runs on.") { json };
        command.SetAction(parsed =>
        {
            var version = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            if (parsed.GetValue(json))
            {
                Json.Print(new { Version = version, Runtime = RuntimeInformation.FrameworkDescription, Platform = RuntimeInformation.RuntimeIdentifier });
            }
            else
            {
                Console.WriteLine($"ludos {version} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
