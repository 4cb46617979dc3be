using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Cli.Setup;
using Ludos.Trust;
using Ludos.Wasm;
using Spectre.Console;

namespace Ludos.Cli.Commands;

/// <summary>Lists every optional engine: found or missing, version, what works without it, what installs it.</summary>
internal static class DoctorCommand
{
    private const double BytesPerMiB = 1 << 20;

    public static Command Build()
    {
        var json = CommonOptions.Json();
        var command = new Command("doctor", "List optional engines: found or missing, what works without them, what installs them.") { json };
        command.SetAction(parsed =>
        {
            List<DoctorEntry> entries = [.. Tool.All.Select(ToolStatus.Probe).Select(Entry), CacheEntry(), GuardEntry(), SignatureEntry()];
            if (parsed.GetValue(json))
            {
                Json.Print(entries);
            }
            else
            {
                Print(entries);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static DoctorEntry Entry(ToolStatus status) =>
        new(status.Tool.Name, status.IsFound, status.Version, status.Path, status.Tool.Use, status.Tool.Without, status.IsFound ? null : status.InstallCommand);

    private static DoctorEntry CacheEntry()
    {
        const string use = "Keeps compiled wasm between runs";
        const string without = "every module is compiled anew when a game starts";
        if (!UserCodeCache.Open().TryGet(out var cache, out var fault))
        {
            return new DoctorEntry(UserCodeCache.Name, false, null, null, use, $"{without} ({fault.Message.TrimEnd('.')})", fault.Mend);
        }

        using (cache)
        {
            var held = cache.Measure();
            return new DoctorEntry(UserCodeCache.Name, true, $"{cache.Folder}: {held.Files} files, {held.Bytes / BytesPerMiB:F1} of {held.QuotaBytes / BytesPerMiB:F0} MiB", cache.Folder, use, without, null);
        }
    }

    private static DoctorEntry GuardEntry()
    {
        const string name = "wasm guard pages";
        const string use = "Let the processor check wasm's memory accesses";
        return GuardTier.IsAvailable
            ? new DoctorEntry(name, true, "tier guard: tried, works", null, use, "accesses are compared", null)
            : new DoctorEntry(name, false, null, null, use, $"tier explicit, accesses are compared ({GuardTier.UnavailableBecause!.TrimEnd('.')})", null);
    }

    private static DoctorEntry SignatureEntry() =>
        new("signatures", true, SignatureEngine.Description, null, "Signs and verifies by Ed25519", "nothing is verified, so nothing runs", null);

    private static void Print(List<DoctorEntry> statuses)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false }.AddColumns("", "", "");
        foreach (var status in statuses)
        {
            table.AddRow(
                status.Found ? "[green]found[/]" : "[yellow]missing[/]",
                Markup.Escape(status.Name),
                Markup.Escape(status.Found ? status.Version ?? status.Path! : $"{status.Use}. Without it: {status.Without}.{(status.Install is null ? "" : $" Install: {status.Install}")}"));
        }

        Terminal.Answers.Write(table);
    }

    private sealed record DoctorEntry(string Name, bool Found, string? Version, string? Path, string Use, string Without, string? Install);
}
