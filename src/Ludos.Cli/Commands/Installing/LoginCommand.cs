using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Trusts a registry, and logs a publisher in.</summary>
internal static class LoginCommand
{
    private static readonly Argument<string> Address = new("registry") { Description = "Address of the registry." };
    private static readonly Option<string?> As = new("--as") { Description = "Publisher's name. Without it the registry is only trusted and chosen." };
    private static readonly Option<string?> Key = new("--key") { Description = "Name of the key in the keeper; default the publisher's name." };
    private static readonly Option<string?> Trust = new("--trust") { Description = "Fingerprint that the registry must have: 64 hexadecimal digits." };
    private static readonly Option<string?> Root = new("--root") { Description = "File with the registry's roots that came another way, instead of asking the registry." };
    private static readonly Option<bool> Enrol = new("--enrol") { Description = "Ask an open registry for the name." };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Build()
    {
        var command = new Command("login", "Trust a registry, choose it, and log in to publish.") { Address, As, Key, Trust, Root, Enrol, Json };
        command.SetAction((parsed, cancellation) => Run(parsed));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        if (RegistryApi.AddressOf(parsed.GetRequiredValue(Address)) is not { } address)
        {
            Terminal.Error($"\"{parsed.GetRequiredValue(Address)}\" is not a registry's address.");
            Terminal.Hint("Give one such as https://registry.example.");
            return ExitCode.Usage;
        }

        Digest? expected = null;
        if (parsed.GetValue(Trust) is { } text)
        {
            if (!Digest.TryParse(text.ToLowerInvariant(), out var fingerprint))
            {
                Terminal.Error("--trust takes a fingerprint of 64 hexadecimal digits.");
                return ExitCode.Usage;
            }

            expected = fingerprint;
        }

        using var signals = new StopSignals();
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null)
        {
            return exitCode;
        }

        if (!(await Trusted(workplace, address, parsed.GetValue(Root), expected, signals.Token)).TryGet(out var client, out var fault))
        {
            return Workplace.Tell(fault);
        }

        if (RegistryFolder.SetDefault(workplace.Folder, address) is { } unkept)
        {
            return Workplace.Tell(unkept);
        }

        if (parsed.GetValue(As) is not { } publisher)
        {
            return Say(parsed, client, null);
        }

        return await LogIn(parsed, client, publisher, signals.Token);
    }

    private static async Task<Result<RegistryClient, InstallErrorCode>> Trusted(Workplace workplace, Uri address, string? rootFile, Digest? expected, CancellationToken cancellation)
    {
        if (rootFile is null && expected is null)
        {
            return await workplace.Registry(address, cancellation);
        }

        byte[]? roots;
        if (rootFile is not null)
        {
            roots = await File.ReadAllBytesAsync(rootFile, cancellation);
            expected ??= Digest.Of(roots);
        }
        else if (!(await new RegistryApi(workplace.Http, address).Roots(cancellation)).TryGet(out roots, out var fault))
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.Unreachable, fault.Message, fault.Mend);
        }

        return RegistryClient.Pin(workplace.Folder, address, roots, expected, workplace.Http);
    }

    private static async Task<int> LogIn(ParseResult parsed, RegistryClient client, string publisher, CancellationToken cancellation)
    {
        if (!PublisherName.IsName(publisher))
        {
            Terminal.Error($"\"{publisher}\" is not a publisher's name.");
            Terminal.Hint("Use lower-case letters, digits and dashes.");
            return ExitCode.Usage;
        }

        if (!KeeperClient.OfUser().TryGet(out var keeper, out var fault))
        {
            return Tell(fault);
        }

        using (keeper)
        {
            var keyName = parsed.GetValue(Key) ?? publisher;
            if (!keeper.Signer(keyName).TryGet(out var signer, out fault))
            {
                return Tell(fault);
            }

            if (parsed.GetValue(Enrol) && await RegistryLogin.Enrol(client, publisher, signer, cancellation) is { } unenrolled)
            {
                return Workplace.Tell(unenrolled);
            }

            if (!(await RegistryLogin.LogIn(client, publisher, keyName, signer, cancellation)).TryGet(out var login, out var refused))
            {
                return Workplace.Tell(refused);
            }

            return client.Folder.KeepLogin(login.Write()) is { } unkept ? Workplace.Tell(unkept) : Say(parsed, client, login);
        }
    }

    private static int Say(ParseResult parsed, RegistryClient client, RegistryLogin? login)
    {
        if (parsed.GetValue(Json))
        {
            Output.Json.Print(new { Registry = client.Api.Address.AbsoluteUri, Name = client.Roots.Name, Fingerprint = client.Fingerprint.ToString(), login?.Publisher, Expires = login?.Expires });
        }
        else
        {
            Console.WriteLine($"{client.Api.Address} is {client.Roots.Name}, fingerprint {client.Fingerprint}.");
            if (login is not null)
            {
                Console.WriteLine($"Logged in as {login.Publisher} until {login.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
            }
        }

        return ExitCode.Ok;
    }

    internal static int Tell(Fault<KeyErrorCode> fault)
    {
        Terminal.Error(fault.Message);
        Terminal.Hint(fault.Mend);
        return ExitCode.InputRefused;
    }
}
