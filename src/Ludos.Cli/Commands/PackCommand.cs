using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Cli.Commands;

/// <summary>Packs a module folder into one .gmod file.</summary>
internal static class PackCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("dir") { Description = "Module folder: module.json and what it names." };
        var output = new Option<string?>("--output", "-o") { Description = "File to write; default ID-VERSION.gmod in this folder." };
        var json = CommonOptions.Json();
        var command = new Command("pack", "Pack a module folder into one .gmod.") { folder, output, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(output), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string folder, string? output, bool json)
    {
        if (!ModulePacker.Pack(folder).TryGet(out var bytes, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCode.InputRefused;
        }

        var verified = new ModuleVerifier(allowUnsigned: false).Verify(bytes, ModuleOrigin.CommandLine, folder).Value;
        var manifest = ModulePackage.Open(verified).Value.Manifest;
        var path = output ?? $"{manifest.Id}-{manifest.Version}.gmod";
        WriteWhole(path, bytes);
        var digest = verified.Digest.ToString();
        if (json)
        {
            Json.Print(new { Path = Path.GetFullPath(path), manifest.Id, manifest.Version, SizeBytes = bytes.Length, Digest = digest });
        }
        else
        {
            Console.WriteLine($"Packed {manifest.Id} {manifest.Version} into {path} ({bytes.Length} bytes, sha256 {digest}).");
        }

        return ExitCode.Ok;
    }

    /// <summary>A reader, or a watcher that swaps on change, never sees half a file.</summary>
    private static void WriteWhole(string path, byte[] bytes)
    {
        var partial = path + ".partial";
        try
        {
            File.WriteAllBytes(partial, bytes);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw;
        }
    }
}
