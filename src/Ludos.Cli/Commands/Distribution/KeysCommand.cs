using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Trust;
using Spectre.Console;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>The user's keys: made, listed, moved and locked. Secrets stay in the keeper.</summary>
internal static class KeysCommand
{
    public static Command Build() => new("keys", "Your signing keys: make, list, export, import, lock.")
    {
        BuildNew(),
        BuildList(),
        BuildShow(),
        BuildRemove(),
        KeysMoving.BuildExport(),
        KeysMoving.BuildImport(),
        KeysLocking.BuildUnlock(),
        KeysLocking.BuildLock(),
        KeysLocking.BuildPassphrase(),
    };

    public static Argument<string> NameArgument() => new("name") { Description = $"Of the key: up to {KeyLimits.MaxNameLength} of a-z, 0-9, '-', '_' and '.'." };

    public static void PrintKey(KeptKey key, bool json)
    {
        if (json)
        {
            Json.Print(Row(key));
            return;
        }

        Console.WriteLine($"{key.Name}: {key.Algorithm}, for {string.Join(", ", KeyPurposeNames.Of(key.Purposes))}, made {key.Created:yyyy-MM-dd}");
        Console.WriteLine($"public: {Convert.ToBase64String(key.PublicBytes.Span)}");
        if (key.PublicKey is { } publicKey)
        {
            Console.WriteLine($"id: {publicKey.Id}");
        }
    }

    private static object Row(KeptKey key) => new
    {
        key.Name,
        key.Algorithm,
        Purposes = KeyPurposeNames.Of(key.Purposes),
        Created = key.Created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        Public = Convert.ToBase64String(key.PublicBytes.Span),
        key.PublicKey?.Id,
    };

    private static Command BuildNew()
    {
        var name = NameArgument();
        var purposes = new Option<string[]>("--for")
        {
            Description = $"What it may sign; several may be named. Of {string.Join(", ", KeyPurposeNames.All)}. Default: sign-modules sign-metadata identify. A key for 'receive' is of x25519 and does nothing else.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. KeyPurposeNames.Of(KeyPurposes.SignModules | KeyPurposes.SignMetadata | KeyPurposes.Identify)],
        };
        var unprotected = new Option<bool>("--no-passphrase") { Description = "With the first key: keep all keys in a file without passphrase, which only its mode guards." };
        var passphraseFile = KeysOpening.PassphraseFile();
        var json = CommonOptions.Json();
        var command = new Command("new", "Make a key.") { name, purposes, unprotected, passphraseFile, json };
        command.SetAction(parsed => New(parsed.GetValue(name)!, parsed.GetValue(purposes)!, KeysOpening.OpenOrMake(parsed.GetValue(passphraseFile), parsed.GetValue(unprotected)), parsed.GetValue(json)));
        return command;
    }

    private static Command BuildList()
    {
        var passphraseFile = KeysOpening.PassphraseFile();
        var json = CommonOptions.Json();
        var command = new Command("list", "List your keys.") { passphraseFile, json };
        command.SetAction(parsed => With(KeysOpening.Open(parsed.GetValue(passphraseFile)), client => List(client, parsed.GetValue(json))));
        return command;
    }

    private static Command BuildShow()
    {
        var name = NameArgument();
        var passphraseFile = KeysOpening.PassphraseFile();
        var json = CommonOptions.Json();
        var command = new Command("show", "Show a key's public part, which others need to verify.") { name, passphraseFile, json };
        command.SetAction(parsed => With(KeysOpening.Open(parsed.GetValue(passphraseFile)), client =>
        {
            if (!client.Key(parsed.GetValue(name)!).TryGet(out var key, out var fault))
            {
                return fault;
            }

            PrintKey(key, parsed.GetValue(json));
            return null;
        }));
        return command;
    }

    private static Command BuildRemove()
    {
        var name = NameArgument();
        var sure = new Option<bool>("--yes") { Description = "Remove without asking. What only this key could do can then be done by nobody." };
        var passphraseFile = KeysOpening.PassphraseFile();
        var json = CommonOptions.Json();
        var command = new Command("remove", "Remove a key for good.") { name, sure, passphraseFile, json };
        command.SetAction(parsed => With(KeysOpening.Open(parsed.GetValue(passphraseFile)), client => Remove(client, parsed.GetValue(name)!, parsed.GetValue(sure), parsed.GetValue(json))));
        return command;
    }

    /// <summary>Runs with an unlocked client, and says what did not work.</summary>
    public static int With(Result<KeeperClient, KeyErrorCode> opened, Func<KeeperClient, Fault<KeyErrorCode>?> work)
    {
        if (!opened.TryGet(out var client, out var fault))
        {
            return KeyFaults.Tell(fault);
        }

        using (client)
        {
            return work(client) is { } failed ? KeyFaults.Tell(failed) : ExitCode.Ok;
        }
    }

    private static int New(string name, string[] purposeNames, Result<KeeperClient, KeyErrorCode> opened, bool json) => With(opened, client =>
    {
        if (!KeyPurposeNames.TryParse(purposeNames, out var purposes, out var unknown))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"'{unknown}' is no purpose.", $"Known are {string.Join(", ", KeyPurposeNames.All)}.");
        }

        if (!client.Create(name, purposes == KeyPurposes.Receive ? KeyAlgorithm.X25519 : KeyAlgorithm.Ed25519, purposes).TryGet(out var key, out var fault))
        {
            return fault;
        }

        PrintKey(key, json);
        return null;
    });

    private static Fault<KeyErrorCode>? List(KeeperClient client, bool json)
    {
        if (!client.Keys().TryGet(out var keys, out var fault))
        {
            return fault;
        }

        if (json)
        {
            Json.Print(keys.Select(Row));
            return null;
        }

        var table = new Table { Border = TableBorder.None };
        table.AddColumns("NAME", "ALGORITHM", "FOR", "MADE", "ID");
        foreach (var key in keys)
        {
            table.AddRow([.. new[] { key.Name, key.Algorithm, string.Join(", ", KeyPurposeNames.Of(key.Purposes)), $"{key.Created:yyyy-MM-dd}", key.PublicKey?.Id[..16] ?? "" }.Select(cell => new Text(cell))]);
        }

        Terminal.Answers.Write(table);
        return null;
    }

    private static Fault<KeyErrorCode>? Remove(KeeperClient client, string name, bool isSure, bool json)
    {
        if (!client.Key(name).TryGet(out var key, out var fault))
        {
            return fault;
        }

        if (!isSure && !Confirmed(key))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"Key '{name}' was not removed: that must be said.", "Add --yes; export the key before if it may be needed again.");
        }

        if (client.Remove(name) is { } failed)
        {
            return failed;
        }

        if (json)
        {
            Json.Print(new { Removed = name });
        }
        else
        {
            Console.WriteLine($"Removed {name}.");
        }

        return null;
    }

    private static bool Confirmed(KeptKey key)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return false;
        }

        Console.Error.Write($"Remove '{key.Name}' ({string.Join(", ", KeyPurposeNames.Of(key.Purposes))}) for good? Type its name: ");
        return Console.ReadLine() == key.Name;
    }
}
