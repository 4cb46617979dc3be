using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Cli.Trusting;
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
        var sign = new Option<string?>("--sign") { Description = "Sign with this key of the keeper's, and write the bundle beside the package." };
        var certificates = new Option<string?>("--certificates") { Description = "With --sign: the key's certificates, as the registry gave them." };
        var json = CommonOptions.Json();
        var command = new Command("pack", "Pack a module folder into one .gmod.") { folder, output, sign, certificates, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(sign) is null != result.GetValue(certificates) is null)
            {
                result.AddError("--sign and --certificates go together.");
            }
        });
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(output), parsed.GetValue(sign), parsed.GetValue(certificates), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string folder, string? output, string? keyName, string? certificates, bool json)
    {
        if (!ModulePacker.Pack(folder).TryGet(out var bytes, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCode.InputRefused;
        }

        var verified = new ModuleVerifier(allowUnsigned: false).Verify(bytes, ModuleOrigin.CommandLine, folder).Value;
        var package = ModulePackage.Open(verified).Value;
        var manifest = package.Manifest;
        var path = output ?? $"{manifest.Id}-{manifest.Version}.gmod";
        Bundle? bundle = null;
        if (keyName is not null && !PackageSigning.Sign(package, keyName, certificates!, TimeProvider.System.GetUtcNow()).TryGet(out bundle, out var unsigned))
        {
            Terminal.Error(unsigned.Message);
            Terminal.Hint(unsigned.Mend);
            return ExitCode.InputRefused;
        }

        WriteWhole(path, bytes);
        if (bundle is not null)
        {
            WriteWhole(path + Bundle.FileSuffix, bundle.ToJson());
        }

        var digest = verified.Digest.ToString();
        if (json)
        {
            Json.Print(new { Path = Path.GetFullPath(path), manifest.Id, manifest.Version, SizeBytes = bytes.Length, Digest = digest, Bundle = bundle is null ? null : Path.GetFullPath(path + Bundle.FileSuffix) });
        }
        else
        {
            Console.WriteLine($"Packed {manifest.Id} {manifest.Version} into {path} ({bytes.Length} bytes, digest {digest}{(bundle is null ? "" : $"; signed by {bundle.Certificates[0].Terms.Publisher}")}).");
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
