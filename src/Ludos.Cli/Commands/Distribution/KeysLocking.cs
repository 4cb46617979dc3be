using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>Locks, unlocks, and changes the passphrase.</summary>
internal static class KeysLocking
{
    public static Command BuildUnlock()
    {
        var passphraseFile = KeysOpening.PassphraseFile();
        var json = CommonOptions.Json();
        var command = new Command("unlock", "Unlock your keys until they are locked or were not used for a while.") { passphraseFile, json };
        command.SetAction(parsed => KeysCommand.With(KeysOpening.Open(parsed.GetValue(passphraseFile)), client => PrintStatus(client, parsed.GetValue(json))));
        return command;
    }

    public static Command BuildLock()
    {
        var json = CommonOptions.Json();
        var command = new Command("lock", "Make the keeper forget your keys until you unlock them.") { json };
        command.SetAction(parsed => KeysCommand.With(KeeperClient.OfUser(), client => client.Lock() ?? PrintStatus(client, parsed.GetValue(json))));
        return command;
    }

    public static Command BuildPassphrase()
    {
        var fresh = new Option<FileInfo?>("--new-passphrase-file") { Description = "File that holds the new passphrase; else you are asked." };
        var unprotected = new Option<bool>("--no-passphrase") { Description = "None from now on: only the file's mode guards your keys." };
        var passphraseFile = KeysOpening.PassphraseFile();
        var json = CommonOptions.Json();
        var command = new Command("passphrase", "Change the passphrase of your keys.") { fresh, unprotected, passphraseFile, json };
        command.SetAction(parsed => KeysCommand.With(KeeperClient.OfUser(), client =>
            Change(client, parsed.GetValue(passphraseFile), parsed.GetValue(fresh), parsed.GetValue(unprotected)) ?? PrintStatus(client, parsed.GetValue(json))));
        return command;
    }

    private static Fault<KeyErrorCode>? Change(KeeperClient client, FileInfo? passphraseFile, FileInfo? freshFile, bool isUnprotected)
    {
        if (!client.Status().TryGet(out var status, out var fault))
        {
            return fault;
        }

        byte[]? current = [];
        if (status.IsProtected && !Passphrases.OfStore(passphraseFile, isNew: false).TryGet(out current, out var none))
        {
            return none;
        }

        if (isUnprotected)
        {
            return client.ChangePassphrase(current, null);
        }

        var fresh = freshFile is null ? Passphrases.OfNew() : Passphrases.OfFile(freshFile.FullName);
        return fresh.TryGet(out var passphrase, out var refused) ? client.ChangePassphrase(current, passphrase) : refused;
    }

    private static Fault<KeyErrorCode>? PrintStatus(KeeperClient client, bool json)
    {
        if (!client.Status().TryGet(out var status, out var fault))
        {
            return fault;
        }

        if (json)
        {
            Json.Print(status);
            return null;
        }

        Console.WriteLine(!status.HasStore ? "There are no keys yet."
            : !status.IsProtected ? "The keys have no passphrase: only the file's mode guards them."
            : status.IsUnlocked ? $"The keys are unlocked in process {status.ProcessId}."
            : "The keys are locked.");
        if (status is { IsUnlocked: true, IsMemoryLocked: false })
        {
            Terminal.Hint("The system does not promise to keep the keys out of swap; raise the limit of locked memory (ulimit -l).");
        }

        return null;
    }
}
