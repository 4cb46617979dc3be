using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>A client of the keeper with the keys unlocked, whatever that takes: a passphrase is asked for where one is needed.</summary>
internal static class KeysOpening
{
    public static Option<FileInfo?> PassphraseFile() => new("--passphrase-file") { Description = $"File that holds the passphrase of your keys; else the one that {Passphrases.Variable} names, else you are asked." };

    /// <summary>The caller disposes the client.</summary>
    public static Result<KeeperClient, KeyErrorCode> Open(FileInfo? passphraseFile)
    {
        if (!KeeperClient.OfUser().TryGet(out var client, out var fault))
        {
            return fault;
        }

        if (Unlock(client, passphraseFile) is not { } locked)
        {
            return client;
        }

        client.Dispose();
        return locked;
    }

    /// <summary>As <see cref="Open"/>; where there is no key store yet, it is made.</summary>
    /// <param name="isUnprotected">Made without a passphrase, because the user said so.</param>
    public static Result<KeeperClient, KeyErrorCode> OpenOrMake(FileInfo? passphraseFile, bool isUnprotected)
    {
        if (!KeeperClient.OfUser().TryGet(out var client, out var fault))
        {
            return fault;
        }

        var closed = client.Status().TryGet(out var status, out var unknown)
            ? status.HasStore ? Unlock(client, passphraseFile) : Make(client, passphraseFile, isUnprotected)
            : unknown;
        if (closed is null)
        {
            return client;
        }

        client.Dispose();
        return closed;
    }

    private static Fault<KeyErrorCode>? Make(KeeperClient client, FileInfo? passphraseFile, bool isUnprotected)
    {
        if (!isUnprotected)
        {
            return Passphrases.OfStore(passphraseFile, isNew: true).TryGet(out var passphrase, out var fault) ? client.MakeStore(passphrase) : fault;
        }

        Terminal.Info("Your keys will lie on the disk without a passphrase: only the file's mode (0600) guards them. Whoever can read your files, a backup of them or the disk has your keys.");
        return client.MakeStore(null);
    }

    private static Fault<KeyErrorCode>? Unlock(KeeperClient client, FileInfo? passphraseFile)
    {
        if (!client.Status().TryGet(out var status, out var fault))
        {
            return fault;
        }

        if (!status.HasStore || status.IsUnlocked)
        {
            return null;
        }

        return Passphrases.OfStore(passphraseFile, isNew: false).TryGet(out var passphrase, out var none) ? client.Unlock(passphrase) : none;
    }
}
