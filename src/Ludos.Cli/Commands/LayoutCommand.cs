using System.CommandLine;
using Ludos.Cli.Layouts;
using Ludos.Cli.Output;

namespace Ludos.Cli.Commands;

/// <summary>The bytes that processes and languages share: written from protocols/, and proved.</summary>
internal static class LayoutCommand
{
    public static Command Build() => new("layout", "Write and prove what follows from the schemas in protocols/.") { BuildGenerate() };

    private static Command BuildGenerate()
    {
        var json = CommonOptions.Json();
        var command = new Command("generate", "Write the C#, C and TypeScript that follow from protocols/.") { json };
        command.SetAction(parsed => Generate(parsed.GetValue(json)));
        return command;
    }

    private static int Generate(bool json)
    {
        if (!Checkout.Root().TryGet(out var root, out var noCheckout))
        {
            Terminal.Error(noCheckout.Message);
            Terminal.Hint(noCheckout.Mend);
            return ExitCode.ResourceUnavailable;
        }

        if (!GeneratedSources.All(root).TryGet(out var files, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return fault.Code == LayoutErrorCode.ToolMissing ? ExitCode.ResourceUnavailable : ExitCode.Failed;
        }

        var touched = GeneratedSources.Write(root, files);
        if (json)
        {
            Json.Print(new { Files = files.Length, Touched = touched });
        }
        else
        {
            Console.WriteLine(touched.Count == 0 ? $"{files.Length} files, all current." : string.Join('\n', touched));
        }

        return ExitCode.Ok;
    }
}
