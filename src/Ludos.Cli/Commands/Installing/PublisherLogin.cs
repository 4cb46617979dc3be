using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Opens what a publisher works with: a registry that they are logged in to, and their key in the keeper.</summary>
internal static class PublisherLogin
{
    /// <summary>Runs with both, or tells why not.</summary>
    public static async Task<int> With(string? registry, Func<Workplace, RegistryClient, ModulePublisher, StopSignals, Task<int>> work)
    {
        using var signals = new StopSignals();
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace?.Address(registry, null, out exitCode) is not { } address)
        {
            return exitCode;
        }

        if (!RegistryClient.Open(workplace.Folder, address, workplace.Http).TryGet(out var client, out var fault) || !client.Folder.Login().TryGet(out var kept, out fault))
        {
            return Workplace.Tell(fault);
        }

        if (kept is null || !RegistryLogin.Parse(kept).TryGet(out var login, out _) || login.Expires <= Workplace.Now)
        {
            Terminal.Error(kept is null ? $"Nobody is logged in at {address}." : $"The login at {address} is over.");
            Terminal.Hint($"Log in: ./ludos login {address} --as NAME.");
            return ExitCode.InputRefused;
        }

        if (!KeeperClient.OfUser().TryGet(out var keeper, out var locked))
        {
            return LoginCommand.Tell(locked);
        }

        using (keeper)
        {
            return keeper.Signer(login.KeyName).TryGet(out var signer, out locked)
                ? await work(workplace, client, new ModulePublisher(client, login, signer, new ContentKeyFolder(workplace.Folder, () => Workplace.Now).Of, () => Workplace.Now), signals)
                : LoginCommand.Tell(locked);
        }
    }
}
