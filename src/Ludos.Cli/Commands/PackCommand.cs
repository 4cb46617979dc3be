using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Cli.Trusting;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Cli.Commands;

/// <summary>Packs a module folder into one .gmod file, or a game folder into one for the game and each of its modules.</summary>
internal static class PackCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("dir") { Description = "Module folder: module.json and what it names. Game folder: game.json too, and its modules' folders." };
        var output = new Option<string?>("--output", "-o") { Description = "File to write, for a game the folder to write to; default ID-VERSION.gmod in this folder." };
        var sign = new Option<string?>("--sign") { Description = "Sign with this key of the keeper's, and write the bundle beside the package." };
        var certificates = new Option<string?>("--certificates") { Description = "With --sign: the key's certificates, as the registry gave them." };
        var json = CommonOptions.Json();
        var command = new Command("pack", "Pack a module folder, or a game with all its modules, into .gmod files.") { folder, output, sign, certificates, json };
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
        if (!Pack(folder, output).TryGet(out var packed, out var fault))
        {
            return Refused(fault.Message, fault.Mend);
        }

        var bundles = new List<Bundle?>();
        foreach (var module in packed)
        {
            Bundle? bundle = null;
            if (keyName is not null && !PackageSigning.Sign(module.Manifest.Id, module.Manifest.Version, module.Digest, keyName, certificates!, TimeProvider.System.GetUtcNow()).TryGet(out bundle, out var unsigned))
            {
                return Refused(unsigned.Message, unsigned.Mend);
            }

            if (bundle is not null)
            {
                WriteWhole(module.Path + Bundle.FileSuffix, bundle.ToJson());
            }

            bundles.Add(bundle);
        }

        Tell(packed, bundles, json);
        return ExitCode.Ok;
    }

    private static Result<IReadOnlyList<PackedModule>, ModuleErrorCode> Pack(string folder, string? output)
    {
        if (!GamePacker.IsGame(folder))
        {
            return ModulePacker.PackTo(folder, manifest => output ?? ModulePacker.FileName(manifest)).TryGet(out var one, out var fault) ? new[] { one } : fault;
        }

        var target = output ?? ".";
        if (!Directory.Exists(target))
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.Unreadable, $"{target} is not a folder; a game is packed into several files.", "Name a folder that exists with -o.");
        }

        return GamePacker.PackTo(folder, target).TryGet(out var all, out var bad) ? all.ToArray() : bad;
    }

    private static void Tell(IReadOnlyList<PackedModule> packed, List<Bundle?> bundles, bool json)
    {
        if (!json)
        {
            foreach (var (module, bundle) in packed.Zip(bundles))
            {
                Console.WriteLine($"Packed {module.Manifest.Id} {module.Manifest.Version} into {module.Path} ({module.SizeBytes} bytes, digest {module.Digest}{(bundle is null ? "" : $"; signed by {bundle.Certificates[0].Terms.Publisher}")}).");
            }

            return;
        }

        var entries = packed.Zip(bundles).Select(pair => new
        {
            Path = Path.GetFullPath(pair.First.Path),
            pair.First.Manifest.Id,
            Version = pair.First.Manifest.Version.ToFullString(),
            pair.First.SizeBytes,
            Digest = pair.First.Digest.ToString(),
            Bundle = pair.Second is null ? null : Path.GetFullPath(pair.First.Path + Bundle.FileSuffix),
        }).ToList();
        if (entries.Count == 1)
        {
            Json.Print(entries[0]);
        }
        else
        {
            Json.Print(entries);
        }
    }

    private static int Refused(string message, string mend)
    {
        Terminal.Error(message);
        Terminal.Hint(mend);
        return ExitCode.InputRefused;
    }

    /// <summary>A reader never sees half a file.</summary>
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
