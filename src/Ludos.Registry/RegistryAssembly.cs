using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Accounts;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Catalogue.Postgres;
using Ludos.Registry.Catalogue.Sqlite;
using Ludos.Registry.Log;
using Ludos.Registry.Metadata;
using Ludos.Registry.Objects;
using Ludos.Registry.Pages;
using Ludos.Registry.Publishing;
using Ludos.Registry.Receipts;
using Ludos.Registry.Server;
using Ludos.Registry.Setup;
using Ludos.Trust;

namespace Ludos.Registry;

/// <summary>A registry's parts, put together over its data folder.</summary>
internal sealed class RegistryAssembly : IDisposable
{
    private readonly MetadataFreshener _freshener;
    private readonly ReleaseDesk _releases;

    private RegistryAssembly(RegistryOptions options, IRegistryCatalogue catalogue, IObjectStore objects, OnlineKeys keys, OfflineKeys? offline, RegistryRoots roots, long rootVersion)
    {
        Catalogue = catalogue;
        var clock = new RegistryClock(options.Clock);
        var roles = new RepositoryRoles(keys.Bins, keys.Snapshot, keys.Timestamp, rootVersion);
        var checkpoint = new CheckpointWriter(RegistryFounding.LogOrigin(roots.Name), keys.Log);
        var logins = new Logins(catalogue, new Challenges(keys.Login), roots.Name);
        var gate = new CallGate(catalogue, logins, clock, options.Monotonic);
        var check = new ReleaseCheck(catalogue, objects, keys.Sealing);
        var enrolments = offline is null ? null : new EnrolmentDesk(catalogue, roles, checkpoint, offline.Issuer, roots.Name);
        _releases = new ReleaseDesk(catalogue, objects, check, roles, checkpoint);
        Calls = new RegistryCalls(
            new ObjectCalls(objects, gate),
            new DocumentCalls(new DocumentCache(catalogue)),
            new AccountCalls(catalogue, logins, gate, clock, enrolments),
            new ReleaseCalls(catalogue, _releases, gate, clock),
            new CatalogueCalls(catalogue, gate),
            new LogCalls(catalogue),
            new ReceiptCalls(new ReceiptDesk(catalogue, keys.Receipts, keys.Sealing), gate, clock),
            new PageCalls(catalogue, gate, clock, roots.Name),
            error => options.Log($"{error.GetType().Name}: {error.Message}"));
        _freshener = new MetadataFreshener(catalogue, roles, clock, options.Log);
    }

    public IRegistryCatalogue Catalogue { get; }

    public RegistryCalls Calls { get; }

    public static Result<RegistryAssembly, RegistryErrorCode> Open(RegistryOptions options)
    {
        var layout = new RegistryLayout(options.DataFolder);
        if (!Directory.Exists(layout.OnlineKeys))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, $"'{options.DataFolder}' is not a registry's folder.", "Make one with ./ludos registry init --data FOLDER.");
        }

        if (!LoadKeys(layout, options).TryGet(out var keys, out var fault) || !ObjectFolder.Open(layout.Objects).TryGet(out var objects, out fault) || !OpenCatalogue(options).TryGet(out var catalogue, out fault))
        {
            return fault;
        }

        var read = catalogue.Read<(byte[] Roots, long RootVersion)>(reader => reader.Document(DocumentNames.Roots) is { } json && reader.Role(TufRoles.Root) is { } root
            ? (json, root.Version)
            : new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, "The catalogue holds no registry.", "Make one with ./ludos registry init."));
        if (!read.TryGet(out var found, out fault))
        {
            catalogue.Dispose();
            return fault;
        }

        if (!RegistryRoots.Parse(found.Roots).TryGet(out var roots, out var malformed))
        {
            catalogue.Dispose();
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, malformed.Message, malformed.Mend);
        }

        var assembly = new RegistryAssembly(options, catalogue, objects, keys.Online, keys.Offline, roots, found.RootVersion);
        assembly._freshener.Start();
        return assembly;
    }

    /// <summary>Opens the catalogue that the options name.</summary>
    public static Result<IRegistryCatalogue, RegistryErrorCode> OpenCatalogue(RegistryOptions options) =>
        options.Postgres is { } connection
            ? PostgresCatalogue.Open(connection).TryGet(out var postgres, out var fault) ? postgres : fault
            : SqliteCatalogue.Open(new RegistryLayout(options.DataFolder).Catalogue).TryGet(out var sqlite, out fault) ? sqlite : fault;

    public void Dispose()
    {
        _freshener.Dispose();
        _releases.Dispose();
        Catalogue.Dispose();
    }

    private static Result<(OnlineKeys Online, OfflineKeys? Offline), RegistryErrorCode> LoadKeys(RegistryLayout layout, RegistryOptions options)
    {
        if (!KeyFolder.Open(layout.OnlineKeys).TryGet(out var folder, out var fault))
        {
            return fault;
        }

        using (folder)
        {
            if (!OnlineKeys.Load(folder).TryGet(out var online, out fault))
            {
                return fault;
            }

            if (!options.IsOpen)
            {
                return (online, null);
            }

            return KeyFolder.Open(options.OfflineFolder ?? layout.OfflineKeys).TryGet(out var offlineFolder, out fault) && LoadOffline(offlineFolder).TryGet(out var offline, out fault) ? (online, offline) : fault;
        }
    }

    private static Result<OfflineKeys, RegistryErrorCode> LoadOffline(KeyFolder folder)
    {
        using (folder)
        {
            return OfflineKeys.Load(folder);
        }
    }
}
