using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Distribution;
using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>TUF's client workflow by hand, in the shape that the public conformance suite drives clients in.</summary>
internal static class TufClientCommand
{
    private const int NanosecondsPerTick = 100;

    public static Command Build()
    {
        var metadata = new Option<string>("--metadata-dir") { Description = "Folder of trusted metadata.", Required = true, Recursive = true };
        var metadataUrl = Address("--metadata-url", "Address that the repository's metadata lies below.");
        var names = new Option<string[]>("--target-name") { Description = "Path of a target; may be repeated.", Recursive = true, DefaultValueFactory = _ => [] };
        var targets = new Option<string>("--target-dir") { Description = "Folder that verified targets are put into.", Recursive = true };
        var targetUrl = Address("--target-base-url", "Address that targets lie below.");
        var json = CommonOptions.Json();
        json.Recursive = true;

        var root = new Argument<FileInfo>("root") { Description = "The repository's root.json, from a source that you trust." };
        var init = new Command("init", "Begin to trust a repository.") { root };
        init.SetAction(parsed => Init(parsed.GetRequiredValue(metadata), parsed.GetRequiredValue(root), parsed.GetValue(json)));
        var refresh = new Command("refresh", "Bring root, timestamp, snapshot and targets up to date.");
        refresh.SetAction((parsed, stop) => With(parsed.GetRequiredValue(metadata), parsed.GetValue(metadataUrl), client => Refresh(client, parsed.GetValue(json), stop)));
        var download = new Command("download", "Refresh, then fetch and verify targets, in order.");
        download.SetAction((parsed, stop) => With(parsed.GetRequiredValue(metadata), parsed.GetValue(metadataUrl), client => parsed.GetValue(targets) is { } folder && parsed.GetValue(targetUrl) is { } address
            ? Download(client, new TargetDownloads(folder, address), parsed.GetRequiredValue(names), parsed.GetValue(json), stop)
            : Task.FromResult(Missing("--target-dir and --target-base-url"))));
        return new Command("tuf-client", "Follow a TUF repository by hand.") { init, refresh, download, metadata, metadataUrl, names, targets, targetUrl, json };
    }

    private static Option<Uri?> Address(string name, string description) => new(name)
    {
        Description = description,
        Recursive = true,
        CustomParser = given =>
        {
            if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            {
                return address;
            }

            given.AddError($"{name} takes an address that begins with http:// or https://.");
            return null;
        },
    };

    private static int Init(string folder, FileInfo root, bool json)
    {
        if (!root.Exists || root.Length > TufLimits.Default.MaxRootBytes)
        {
            Terminal.Error(root.Exists ? $"{root} has more than {TufLimits.Default.MaxRootBytes} bytes." : $"There is no file {root}.");
            return ExitCode.Failed;
        }

        if (!TufClient.Open(folder, new NoSource(), File.ReadAllBytes(root.FullName)).TryGet(out var client, out var fault))
        {
            return Fail(fault);
        }

        using (client)
        {
            Tell(json, new { client.Root.Version, client.Root.Expires }, $"Root version {client.Root.Version} is trusted in {folder}.");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> With(string folder, Uri? address, Func<TufClient, Task<int>> work)
    {
        if (address is null)
        {
            return Missing("--metadata-url");
        }

        using var http = new BoundedHttp(new MonotonicClock());
        if (!TufClient.Open(folder, new HttpMetadataSource(http, address)).TryGet(out var client, out var fault))
        {
            return Fail(fault);
        }

        using (client)
        {
            return await work(client).ConfigureAwait(false);
        }
    }

    private static async Task<int> Refresh(TufClient client, bool json, CancellationToken stop)
    {
        if (!(await client.Refresh(Now(), stop).ConfigureAwait(false)).TryGet(out var refreshed, out var fault))
        {
            return Fail(fault);
        }

        Tell(json, refreshed, $"root {refreshed.RootVersion}, timestamp {refreshed.TimestampVersion}, snapshot {refreshed.SnapshotVersion}, targets {refreshed.TargetsVersion}; {refreshed.Fetched} new");
        return ExitCode.Ok;
    }

    private static async Task<int> Download(TufClient client, TargetDownloads downloads, string[] names, bool json, CancellationToken stop)
    {
        if (names.Length == 0)
        {
            return Missing("--target-name");
        }

        if (!(await client.Refresh(Now(), stop).ConfigureAwait(false)).TryGet(out _, out var fault))
        {
            return Fail(fault);
        }

        var got = new List<DownloadedTarget>();
        foreach (var name in names)
        {
            if (!(await client.Find(name, stop).ConfigureAwait(false)).TryGet(out var target, out fault) || !(await downloads.Get(target, stop).ConfigureAwait(false)).TryGet(out var file, out fault))
            {
                return Fail(fault);
            }

            got.Add(file);
            if (!json)
            {
                Console.WriteLine($"{file.Target}: {file.Path}{(file.WasThere ? " (was there)" : "")}");
            }
        }

        if (json)
        {
            Json.Print(got);
        }

        return ExitCode.Ok;
    }

    private static DateTimeOffset Now() => DateTimeOffset.UnixEpoch.AddTicks(new WallClock().NowNs / NanosecondsPerTick);

    private static void Tell<T>(bool json, T answer, string line)
    {
        if (json)
        {
            Json.Print(answer);
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    private static int Missing(string what)
    {
        Terminal.Error($"{what} is needed for this.");
        return ExitCode.Usage;
    }

    private static int Fail(Fault<TufErrorCode> fault)
    {
        Terminal.Error($"{fault.Code}: {fault.Message}");
        Terminal.Hint(fault.Mend);
        return ExitCode.Failed;
    }

    /// <summary>For what must not ask anybody.</summary>
    private sealed class NoSource : IMetadataSource
    {
        public ValueTask<Result<byte[], TufErrorCode>> Fetch(string name, int maxBytes, CancellationToken cancellation) =>
            throw new InvalidOperationException("Nothing is fetched to begin with.");
    }
}
