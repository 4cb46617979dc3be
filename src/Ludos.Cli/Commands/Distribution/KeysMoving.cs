using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Platform.Files;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>Keys into sealed files and out of them.</summary>
internal static class KeysMoving
{
    public static Command BuildExport()
    {
        var name = KeysCommand.NameArgument();
        var output = new Option<FileInfo?>("--output", "-o") { Description = "The file to write; default NAME.ludos-key. One that is there is not replaced." };
        var publicOnly = new Option<bool>("--public") { Description = "Print the public key only, as base64." };
        var filePassphrase = FilePassphrase();
        var passphraseFile = KeysOpening.PassphraseFile();
        var json = CommonOptions.Json();
        var command = new Command("export", "Write a key into a file of its own, sealed under a passphrase of its own.") { name, output, publicOnly, filePassphrase, passphraseFile, json };
        command.SetAction(parsed => KeysCommand.With(KeysOpening.Open(parsed.GetValue(passphraseFile)), client => parsed.GetValue(publicOnly)
            ? PrintPublic(client, parsed.GetValue(name)!, parsed.GetValue(json))
            : Export(client, parsed.GetValue(name)!, parsed.GetValue(output), parsed.GetValue(filePassphrase), parsed.GetValue(json))));
        return command;
    }

    public static Command BuildImport()
    {
        var file = new Argument<FileInfo>("file") { Description = "A file that 'keys export' wrote." };
        var name = new Option<string?>("--name") { Description = "What to call it here; default: what it was called." };
        var unprotected = new Option<bool>("--no-passphrase") { Description = "With the first key: keep all keys in a file without passphrase, which only its mode guards." };
        var filePassphrase = FilePassphrase();
        var passphraseFile = KeysOpening.PassphraseFile();
        var json = CommonOptions.Json();
        var command = new Command("import", "Take a key from an exported file.") { file, name, unprotected, filePassphrase, passphraseFile, json };
        command.SetAction(parsed => Import(parsed.GetValue(file)!, parsed.GetValue(name), parsed.GetValue(filePassphrase), parsed.GetValue(passphraseFile), parsed.GetValue(unprotected), parsed.GetValue(json)));
        return command;
    }

    private static Option<FileInfo?> FilePassphrase() => new("--file-passphrase") { Description = "File that holds the passphrase of the exported file; else you are asked." };

    private static Fault<KeyErrorCode>? PrintPublic(KeeperClient client, string name, bool json)
    {
        if (!client.Key(name).TryGet(out var key, out var fault))
        {
            return fault;
        }

        if (json)
        {
            Json.Print(new { key.Name, key.Algorithm, Public = Convert.ToBase64String(key.PublicBytes.Span) });
        }
        else
        {
            Console.WriteLine(Convert.ToBase64String(key.PublicBytes.Span));
        }

        return null;
    }

    private static Fault<KeyErrorCode>? Export(KeeperClient client, string name, FileInfo? output, FileInfo? filePassphrase, bool json)
    {
        if (!client.Key(name).TryGet(out _, out var unknown))
        {
            return unknown;
        }

        var path = output?.FullName ?? Path.GetFullPath($"{name}.ludos-key");
        if (File.Exists(path))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Exists, $"{path} is there already.", "Name another file with -o.");
        }

        if (!Passphrases.OfExport(filePassphrase, isNew: true).TryGet(out var passphrase, out var none))
        {
            return none;
        }

        if (!client.Export(name, passphrase).TryGet(out var sealedKey, out var fault))
        {
            return fault;
        }

        if (Write(path, sealedKey) is { } unwritten)
        {
            return new Fault<KeyErrorCode>(unwritten.Code == FileErrorCode.Exists ? KeyErrorCode.Exists : KeyErrorCode.Storage, unwritten.Message, unwritten.Mend);
        }

        if (json)
        {
            Json.Print(new { Exported = name, File = path });
        }
        else
        {
            Console.WriteLine($"Wrote {path}.");
        }

        return null;
    }

    private static Fault<FileErrorCode>? Write(string path, byte[] sealedKey)
    {
        if (!AppendFile.Create(path, replace: false).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            return file.Append(sealedKey) ?? file.Sync();
        }
    }

    private static int Import(FileInfo file, string? name, FileInfo? filePassphrase, FileInfo? passphraseFile, bool isUnprotected, bool json)
    {
        if (!file.Exists || file.Length > KeyLimits.MaxFileBytes)
        {
            Terminal.Error(file.Exists ? $"{file.FullName} has {file.Length} bytes; a key file has at most {KeyLimits.MaxFileBytes}." : $"There is no file {file.FullName}.");
            return ExitCode.InputRefused;
        }

        var sealedKey = File.ReadAllBytes(file.FullName);
        return KeysCommand.With(KeysOpening.OpenOrMake(passphraseFile, isUnprotected), client =>
        {
            if (!Passphrases.OfExport(filePassphrase, isNew: false).TryGet(out var passphrase, out var none))
            {
                return none;
            }

            if (!client.Import(sealedKey, passphrase, name).TryGet(out var key, out var fault))
            {
                return fault;
            }

            KeysCommand.PrintKey(key, json);
            return null;
        });
    }
}
