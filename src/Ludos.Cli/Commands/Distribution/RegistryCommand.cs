using System.CommandLine;
using System.Net;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Registry;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>Runs a registry: makes it, serves it, enrols developers, takes certificates back, replaces keys, looks whether all is well.</summary>
internal static class RegistryCommand
{
    private const int DefaultPort = 7878;

    private static readonly Option<string> Data = new("--data") { Description = "The registry's folder.", Recursive = true, DefaultValueFactory = _ => "registry" };
    private static readonly Option<string?> Postgres = new("--postgres") { Description = "PostgreSQL's connection string (Host=…;Database=…;Username=…); without it the catalogue is a SQLite file in the folder.", Recursive = true };
    private static readonly Option<string?> Offline = new("--offline") { Description = "Folder of the root, targets and issuer keys; default keys/offline in the registry's folder. Keep it on a medium of its own.", Recursive = true };

    public static Command Build() => new("registry", "Run a registry of modules.")
    {
        BuildInit(),
        BuildServe(),
        BuildEnrol(),
        BuildRevoke(),
        BuildRotate(),
        BuildCheck(),
        Data,
        Postgres,
        Offline,
    };

    private static RegistryOptions Options(ParseResult parsed) => new(Path.GetFullPath(parsed.GetRequiredValue(Data)), new WallClock(), new MonotonicClock())
    {
        Postgres = parsed.GetValue(Postgres),
        OfflineFolder = parsed.GetValue(Offline) is { } folder ? Path.GetFullPath(folder) : null,
    };

    private static Command BuildInit()
    {
        var name = new Argument<string>("name") { Description = "The registry's name and its issuer's: lower-case letters, digits and dashes." };
        var command = new Command("init", "Make a new registry: keys, first metadata, catalogue.") { name };
        command.SetAction(parsed => Done(RegistryAdministration.Init(Options(parsed), parsed.GetRequiredValue(name)), $"Registry {parsed.GetValue(name)} is in {parsed.GetValue(Data)}. Move its keys/offline to a medium of its own."));
        return command;
    }

    private static Command BuildServe()
    {
        var listen = new Option<IPEndPoint>("--listen")
        {
            Description = $"Address and port; default 127.0.0.1:{DefaultPort}. It speaks plain HTTP: to the world, put a proxy with TLS in front.",
            DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, DefaultPort),
            CustomParser = given =>
            {
                if (IPEndPoint.TryParse(given.Tokens[0].Value, out var end))
                {
                    return end;
                }

                given.AddError("--listen takes an address and a port, such as 127.0.0.1:7878.");
                return null;
            },
        };
        var open = new Option<bool>("--open") { Description = "Whoever asks first gets a free name over the network. Needs the offline keys; for one's own machine and small circles." };
        var command = new Command("serve", "Serve a registry until Ctrl+C.") { listen, open };
        command.SetAction(parsed => RegistryServing.Run(Options(parsed) with { Listen = parsed.GetRequiredValue(listen), IsOpen = parsed.GetValue(open) }));
        return command;
    }

    private static Command BuildEnrol()
    {
        var name = new Argument<string>("name") { Description = "The publisher's name." };
        var key = new Option<string>("--key") { Description = "Their public key in base64, as './ludos keys show' prints it.", Required = true };
        var modules = new Option<string[]>("--modules") { Description = "Patterns of module ids (shoal, shoal.*); default the name and all below it.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var days = new Option<int>("--days") { Description = "How long the certificate is valid; default 365.", DefaultValueFactory = _ => 365 };
        var extend = new Option<bool>("--another-key") { Description = "The name exists: its holder gets another key." };
        var store = new Option<bool>("--store") { Description = "The key may issue receipts for these modules too." };
        var json = CommonOptions.Json();
        var command = new Command("enrol", "Certify a developer's key and give it a name.") { name, key, modules, days, extend, store, json };
        command.SetAction(parsed =>
        {
            var bytes = new byte[Ed25519.PublicKeyBytes];
            if (!Convert.TryFromBase64String(parsed.GetRequiredValue(key), bytes, out var length) || length != bytes.Length || parsed.GetValue(days) is < 1 or > 3650)
            {
                Terminal.Error($"--key takes {Ed25519.PublicKeyBytes} bytes in base64, --days 1 to 3650.");
                return ExitCode.Usage;
            }

            var purposes = RegistryAdministration.DeveloperPurposes | (parsed.GetValue(store) ? CertificatePurposes.IssueReceipts : CertificatePurposes.None);
            var enrolled = RegistryAdministration.Enrol(Options(parsed), parsed.GetRequiredValue(name), PublicKey.Ed25519(bytes), parsed.GetRequiredValue(modules), purposes, TimeSpan.FromDays(parsed.GetValue(days)), parsed.GetValue(extend));
            if (!enrolled.TryGet(out var certificate, out var fault))
            {
                return Done(fault, "");
            }

            if (parsed.GetValue(json))
            {
                Json.Print(new { certificate.Terms.Serial, Name = certificate.Terms.Publisher, certificate.Terms.Modules, certificate.Terms.NotAfter });
                return ExitCode.Ok;
            }

            return Done(null, $"{certificate.Terms.Publisher} may publish {string.Join(", ", certificate.Terms.Modules)} until {certificate.Terms.NotAfter:yyyy-MM-dd}. Certificate {certificate.Terms.Serial}.");
        });
        return command;
    }

    private static Command BuildRevoke()
    {
        var serial = new Argument<string?>("serial") { Description = "The certificate's serial; 'registry check' lists all.", Arity = ArgumentArity.ZeroOrOne };
        var renew = new Option<bool>("--renew") { Description = "Take nothing back; sign the list anew before it expires." };
        var command = new Command("revoke", "Take a certificate back for ever.") { serial, renew };
        command.SetAction(parsed => (parsed.GetValue(serial), parsed.GetValue(renew)) switch
        {
            ({ } one, false) => Done(RegistryAdministration.Revoke(Options(parsed), one), $"Certificate {one} is revoked."),
            (null, true) => Done(RegistryAdministration.RenewRevocations(Options(parsed)), "The revocation list is signed anew."),
            _ => Misused("Give either a serial or --renew."),
        });
        return command;
    }

    private static Command BuildRotate()
    {
        var command = new Command("rotate", "Replace the online keys of the metadata. Start 'registry serve' again afterwards.");
        command.SetAction(parsed => Done(RegistryAdministration.Rotate(Options(parsed)), "The metadata is signed with new keys. Start 'registry serve' again where it runs."));
        return command;
    }

    private static Command BuildCheck()
    {
        var json = CommonOptions.Json();
        var command = new Command("check", "Hold all that a registry keeps against itself; exit 1 where something is wrong.") { json };
        command.SetAction(parsed => RegistryChecking.Run(Options(parsed), parsed.GetValue(json)));
        return command;
    }

    internal static int Done(Fault<RegistryErrorCode>? fault, string line)
    {
        if (fault is null)
        {
            Console.WriteLine(line);
            return ExitCode.Ok;
        }

        Terminal.Error(fault.Message);
        Terminal.Hint(fault.Mend);
        return fault.Code is RegistryErrorCode.StorageFull or RegistryErrorCode.Unavailable or RegistryErrorCode.NotStarted ? ExitCode.ResourceUnavailable : ExitCode.InputRefused;
    }

    private static int Misused(string message)
    {
        Terminal.Error(message);
        return ExitCode.Usage;
    }
}
