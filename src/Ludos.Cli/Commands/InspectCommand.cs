using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Cli.Trusting;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Cli.Commands;

/// <summary>Shows what a .gmod, a .wasm or a module folder is, without running any of it.</summary>
internal static class InspectCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "A .gmod, a .wasm, or a module folder (shown as it would be packed)." };
        var trust = new Option<string?>("--trust") { Description = "A file of roots to hold the bundle against, besides those that you trust already." };
        var json = CommonOptions.Json();
        var command = new Command("inspect", "Show manifest, files, digests, imports, exports, and who signed it.") { file, trust, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(trust), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string path, string? rootsPath, bool json)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Terminal.Error($"Nothing lies at {path}.");
            return ExitCode.InputRefused;
        }

        if (File.Exists(path) && new FileInfo(path).Length > TrustLimits.MaxModuleBytes)
        {
            Terminal.Error($"{path} has {new FileInfo(path).Length} bytes; a module may have {TrustLimits.MaxModuleBytes}.");
            return ExitCode.InputRefused;
        }

        var bytes = Directory.Exists(path) ? ModulePacker.Pack(path) : File.ReadAllBytes(path);
        if (!bytes.TryGet(out var content, out var fault) || !ModuleInspection.Of(content, path).TryGet(out var inspection, out fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCode.InputRefused;
        }

        if (!SignatureText.Of(path, content, rootsPath, TimeProvider.System.GetUtcNow()).TryGet(out var signature, out var unread))
        {
            Terminal.Error(unread.Message);
            Terminal.Hint(unread.Mend);
            return ExitCode.InputRefused;
        }

        if (json)
        {
            Print(inspection, signature);
        }
        else
        {
            foreach (var line in inspection.Lines().Concat(signature?.Lines() ?? []))
            {
                Console.WriteLine(line);
            }
        }

        return ExitCode.Ok;
    }

    private static void Print(ModuleInspection inspection, SignatureText? signature) => Json.Print(new
    {
        inspection.Name,
        Digest = inspection.Digest.ToString(),
        SizeBytes = inspection.TotalBytes,
        inspection.Manifest?.Id,
        Version = inspection.Manifest?.Version.ToString(),
        Kind = inspection.Manifest?.Kind.ToString().ToLowerInvariant(),
        inspection.Manifest?.Grants,
        Signature = signature?.Document,
        Regions = inspection.Manifest?.Regions.Select(region => new { region.Schema.Name, region.Schema.Capacity, region.Schema.SizeBytes }),
        Units = inspection.Manifest?.Units.Select(unit => new { unit.Name, unit.Entry, unit.Reads, unit.ReadsPrevious, unit.Writes, unit.FuelPerTick }),
        Files = inspection.Files.Select(file => new { file.Path, SizeBytes = file.Bytes.Length, Digest = file.Digest.ToString() }),
        Imports = inspection.Imports.Select(import => new { import.Module, import.Name, Kind = import.Kind.ToString(), Type = import.Function?.ToString() }),
        Exports = inspection.Exports.Select(export => new { export.Name, Kind = export.Kind.ToString(), Type = export.Function?.ToString() }),
    });
}
