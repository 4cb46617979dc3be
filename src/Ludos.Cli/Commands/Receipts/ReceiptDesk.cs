using Ludos.Base;
using Ludos.Cli.Commands.Distribution;
using Ludos.Cli.Commands.Installing;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Receipts;

/// <summary>Opens what the commands about receipts work with: a registry that is trusted, and the keeper.</summary>
internal static class ReceiptDesk
{
    /// <summary>Runs with both, or tells why not.</summary>
    public static async Task<int> With(string? registry, Func<RegistryClient, KeeperClient, CancellationToken, Task<int>> work)
    {
        using var signals = new StopSignals();
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null || workplace.Address(registry, null, out exitCode) is not { } address)
        {
            return exitCode;
        }

        if (!(await workplace.Registry(address, signals.Token)).TryGet(out var client, out var fault))
        {
            return Workplace.Tell(fault);
        }

        if (!KeeperClient.OfUser().TryGet(out var keeper, out var locked))
        {
            return KeyFaults.Tell(locked);
        }

        using (keeper)
        {
            return await work(client, keeper, signals.Token);
        }
    }

    public static int Tell(Fault<ReceiptErrorCode> fault)
    {
        Terminal.Error(fault.Message);
        Terminal.Hint(fault.Mend);
        return fault.Code switch
        {
            ReceiptErrorCode.Unreachable or ReceiptErrorCode.Storage => ExitCode.ResourceUnavailable,
            ReceiptErrorCode.NotTrusted => ExitCode.InputRefused,
            _ => ExitCode.Failed,
        };
    }

    /// <summary>A user from a file, as `receipts identity` wrote it; null after telling why not.</summary>
    public static UserIdentity? UserOf(string path)
    {
        const int maxBytes = 4096;
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > maxBytes)
        {
            Terminal.Error($"{path} is not a user's file.");
            Terminal.Hint("They make one with ./ludos receipts identity > me.json.");
            return null;
        }

        if (DocumentFields.TryRead(File.ReadAllBytes(path), maxBytes, UserIdentity.Fields, UserIdentity.Read, out var user, out var problem))
        {
            return user;
        }

        Terminal.Error($"{path} is not a user's file: {problem}.");
        Terminal.Hint("They make one with ./ludos receipts identity > me.json.");
        return null;
    }
}
