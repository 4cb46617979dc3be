using System.Collections.Immutable;
using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Distribution;
using Ludos.Runtime.Loading;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Publishes a module, or a game with its modules.</summary>
internal static class PublishCommand
{
    private static readonly Argument<string> Source = new("path") { Description = "Module folder, game folder, or .gmod." };
    private static readonly Option<string?> Registry = Workplace.RegistryOption();
    private static readonly Option<string?> Bundles = new("--bundles") { Description = "Folder for the bundles; default beside a .gmod, else none is written." };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Build()
    {
        var command = new Command("publish", "Publish a module, or a game and its modules, in the order in which they need each other.") { Source, Registry, Bundles, Json };
        command.SetAction((parsed, cancellation) => Run(parsed));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(Source);
        if (!PackedModule.At(path, PartsOf).TryGet(out var modules, out var unpacked))
        {
            return Workplace.Tell(unpacked);
        }

        return await PublisherLogin.With(parsed.GetValue(Registry), (workplace, client, publisher, signals) => Publish(parsed, workplace, publisher, client, modules, signals));
    }

    private static async Task<int> Publish(ParseResult parsed, Workplace workplace, ModulePublisher publisher, RegistryClient client, ImmutableArray<PackedModule> modules, StopSignals signals)
    {
        var reports = new List<PublishReport>();
        foreach (var module in modules)
        {
            var bar = new TransferBar();
            var progress = new UploadBar(bar);
            bar.Set($"Publishing {module.Name}", 0, 1);
            Result<PublishReport, PublishErrorCode> published;
            try
            {
                published = await bar.Run(publisher.Publish(module, workplace.Patcher(client), progress, signals.Token));
            }
            catch (OperationCanceledException)
            {
                Terminal.Hint("What was uploaded stays there: publish again to go on.");
                return ExitCode.Interrupted;
            }

            if (!published.TryGet(out var report, out var fault))
            {
                return Workplace.Tell(fault);
            }

            reports.Add(report);
            Keep(parsed, module, report);
            if (!parsed.GetValue(Json))
            {
                Console.WriteLine(report.WasPublished
                    ? $"{report.Module} was published before; nothing changed."
                    : $"Published {report.Module} ({report.UploadedObjects} parts, {report.UploadedBytes} bytes sent, module {report.Digest.ToString()[..16]}).");
            }
        }

        if (parsed.GetValue(Json))
        {
            Output.Json.Print(new
            {
                Registry = client.Api.Address.AbsoluteUri,
                Modules = reports.Select(report => new { report.Module, Digest = report.Digest.ToString(), report.WasPublished, report.UploadedObjects, report.UploadedBytes }),
            });
        }

        return ExitCode.Ok;
    }

    private static void Keep(ParseResult parsed, PackedModule module, PublishReport report)
    {
        var folder = parsed.GetValue(Bundles);
        var path = folder is not null ? Path.Combine(folder, $"{module.Manifest.Id}-{module.Manifest.Version}.gmod{Bundle.FileSuffix}")
            : File.Exists(module.Origin) ? module.Origin + Bundle.FileSuffix
            : null;
        if (path is null)
        {
            return;
        }

        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllBytes(path + ".partial", report.Bundle);
        File.Move(path + ".partial", path, overwrite: true);
    }

    /// <summary>The folders and files that a game.json names.</summary>
    private static Result<ImmutableArray<string>, PublishErrorCode> PartsOf(string folder)
    {
        return GameParts.Of(folder).TryGet(out var parts, out var fault) ? parts : new Fault<PublishErrorCode>(PublishErrorCode.NotAModule, fault.Message, fault.Mend);
    }
}
