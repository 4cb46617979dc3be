using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Layouts;
using Ludos.Cli.Output;

namespace Ludos.Cli.Commands;

/// <summary>The bytes that processes and languages share: written from protocols/, and proved.</summary>
internal static class LayoutCommand
{
    public static Command Build() => new("layout", "Write and prove what follows from the schemas in protocols/.") { BuildCheck(), BuildGenerate() };

    private static Command BuildGenerate()
    {
        var json = CommonOptions.Json();
        var command = new Command("generate", "Write the C#, C and TypeScript that follow from protocols/.") { json };
        command.SetAction(parsed => Generate(parsed.GetValue(json)));
        return command;
    }

    private static Command BuildCheck()
    {
        var json = CommonOptions.Json();
        var command = new Command("check", "Prove that nothing overlaps and that C#, C and TypeScript agree byte for byte; exit 1 when they do not.") { json };
        command.SetAction(parsed => Check(parsed.GetValue(json)));
        return command;
    }

    private static int Check(bool json)
    {
        if (!Checkout.Root().TryGet(out var root, out var noCheckout))
        {
            return Fail(noCheckout.Message, noCheckout.Mend, ExitCode.ResourceUnavailable);
        }

        if (!LayoutProof.Run(root).TryGet(out var report, out var fault))
        {
            return Fail(fault);
        }

        if (json)
        {
            Json.Print(report);
        }
        else
        {
            report.Problems.ToList().ForEach(Terminal.Error);
            Console.WriteLine($"{report.Files} schemas: {report.Placements} placements without overlap, {report.Structs} structs with {report.Fields} fields.");
            Console.WriteLine(report.Problems.Count == 0 ? $"C#, C and TypeScript agree on all {report.Bytes} bytes." : $"{report.Problems.Count} problems.");
        }

        return report.Problems.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static int Generate(bool json)
    {
        if (!Checkout.Root().TryGet(out var root, out var noCheckout))
        {
            return Fail(noCheckout.Message, noCheckout.Mend, ExitCode.ResourceUnavailable);
        }

        if (!GeneratedSources.All(root).TryGet(out var files, out var fault))
        {
            return Fail(fault);
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

    private static int Fail(Fault<LayoutErrorCode> fault) =>
        Fail(fault.Message, fault.Mend, fault.Code == LayoutErrorCode.ToolMissing ? ExitCode.ResourceUnavailable : ExitCode.Failed);

    private static int Fail(string message, string mend, int exitCode)
    {
        Terminal.Error(message);
        Terminal.Hint(mend);
        return exitCode;
    }
}
