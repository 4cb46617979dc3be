using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Distribution;
using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Installing;

/// <summary>What the commands of distribution work with: the user's data folder, what is installed, and a registry.</summary>
internal sealed class Workplace : IDisposable
{
    private const string AddressVariable = "LUDOS_REGISTRY";
    private static readonly WallClock Calendar = new();

    private KeeperClient? _keeper;

    private Workplace(string folder, InstalledModules installed)
    {
        Folder = folder;
        Installed = installed;
        Http = new BoundedHttp(new MonotonicClock());
        Link = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = System.Net.DecompressionMethods.None }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The user's data folder.</summary>
    public string Folder { get; }

    public InstalledModules Installed { get; }

    public BoundedHttp Http { get; }

    /// <summary>For objects; the downloader watches its time.</summary>
    public HttpClient Link { get; }

    public static DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddTicks(Calendar.NowNs / 100);

    public static Option<string?> RegistryOption() => new("--registry") { Description = "Address of the registry; default the one of the last login, or LUDOS_REGISTRY." };

    public static Option<string[]> MirrorOption() => new("--mirror") { Description = "A mirror's address, or a folder with objects, asked besides the registry; may be repeated." };

    /// <summary>Opens the user's data folder, or tells why not.</summary>
    public static Workplace? Open(out int exitCode)
    {
        exitCode = ExitCode.Ok;
        if (!UserFolders.Data().TryGet(out var folder, out var unsafeFolder))
        {
            Terminal.Error(unsafeFolder.Message);
            Terminal.Hint(unsafeFolder.Mend);
            exitCode = ExitCode.ResourceUnavailable;
            return null;
        }

        if (InstalledModules.Open(folder).TryGet(out var installed, out var fault))
        {
            return new Workplace(folder, installed);
        }

        exitCode = Tell(fault);
        return null;
    }

    /// <summary>The address that is meant: the option's, that of what is installed, the variable's, or that of the last login.</summary>
    public Uri? Address(string? option, string? installedFrom, out int exitCode)
    {
        exitCode = ExitCode.Ok;
        var text = option ?? installedFrom ?? Environment.GetEnvironmentVariable(AddressVariable);
        var address = string.IsNullOrEmpty(text) ? RegistryFolder.Default(Folder) : RegistryApi.AddressOf(text);
        if (address is not null)
        {
            return address;
        }

        Terminal.Error(string.IsNullOrEmpty(text) ? "No registry is chosen." : $"\"{text}\" is not a registry's address.");
        Terminal.Hint("Name one: --registry https://… or ./ludos login https://….");
        exitCode = string.IsNullOrEmpty(text) ? ExitCode.InputRefused : ExitCode.Usage;
        return null;
    }

    /// <summary>A registry that is trusted; at first contact its roots are pinned, and the user is told plainly.</summary>
    public async Task<Result<RegistryClient, InstallErrorCode>> Registry(Uri address, CancellationToken cancellation)
    {
        var known = RegistryClient.Open(Folder, address, Http);
        if (known.Fault is not { Code: InstallErrorCode.NotTrusted })
        {
            return known;
        }

        if (!(await new RegistryApi(Http, address).Roots(cancellation)).TryGet(out var roots, out var fault))
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.Unreachable, fault.Message, fault.Mend);
        }

        var pinned = RegistryClient.Pin(Folder, address, roots, null, Http);
        if (pinned.TryGet(out var client, out _))
        {
            Terminal.Info($"First contact with {address}: its fingerprint is {client.Fingerprint}.");
            Terminal.Info("It is trusted from now on as it showed itself. Compare the fingerprint with what its people publish; ./ludos login ADDRESS --trust FINGERPRINT checks it.");
        }

        return pinned;
    }

    /// <summary>Sources besides the registry.</summary>
    public IObjectSource[] Mirrors(string[]? mirrors) =>
        [.. (mirrors ?? []).Select(mirror => RegistryApi.AddressOf(mirror) is { } address ? (IObjectSource)new HttpObjectSource(Link, address) : new FolderObjectSource(Path.GetFullPath(mirror)))];

    /// <summary>Makes patches from what a registry has.</summary>
    public IReleasePatcher Patcher(RegistryClient client)
    {
        var fetched = new MemorySink();
        return new ReleasePatcher(new Downloader(new ObjectSources([new HttpObjectSource(Link, client.Api.Address)]), fetched, new DownloadOptions { Time = TimeProvider.System }), fetched);
    }

    public Installer Installer(RegistryClient client) => new(Installed, client, Link, new DownloadOptions { Time = TimeProvider.System }, () => Now);

    /// <summary>What opens sealed files of a registry's modules: the keeper, for a receipt that counts now. Without one a module stays sealed.</summary>
    public Func<string, int, Sealer?> KeysOf(RegistryClient client) => (module, generation) =>
    {
        if (!StoreIdentity.Known(client, Now).TryGet(out var store, out _) || store is null)
        {
            return null;
        }

        if (_keeper is null && KeeperClient.OfUser().TryGet(out var keeper, out _))
        {
            _keeper = keeper;
        }

        return _keeper is null ? null : new KeeperSeals(_keeper, store.Id).Of(module, generation);
    };

    public static int Tell(Fault<InstallErrorCode> fault)
    {
        Terminal.Error(fault.Message);
        Terminal.Hint(fault.Mend);
        return fault.Code switch
        {
            InstallErrorCode.Cancelled => ExitCode.Interrupted,
            InstallErrorCode.Unreachable or InstallErrorCode.DiskFull or InstallErrorCode.Busy or InstallErrorCode.Failed => ExitCode.ResourceUnavailable,
            _ => ExitCode.InputRefused,
        };
    }

    public static int Tell(Fault<PublishErrorCode> fault)
    {
        Terminal.Error(fault.Message);
        Terminal.Hint(fault.Mend);
        return fault.Code is PublishErrorCode.Unreachable or PublishErrorCode.Failed ? ExitCode.ResourceUnavailable : ExitCode.InputRefused;
    }

    public void Dispose()
    {
        _keeper?.Dispose();
        Installed.Dispose();
        Http.Dispose();
        Link.Dispose();
    }
}
