using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Log;
using Ludos.Registry.Metadata;
using Ludos.Registry.Setup;
using Ludos.Trust;

namespace Ludos.Registry;

/// <summary>A registry's catalogue with all its keys, the offline ones too.</summary>
internal sealed class AdministrationParts : IDisposable
{
    private AdministrationParts(IRegistryCatalogue catalogue, OnlineKeys online, OfflineKeys offline, RegistryRoots? roots, long rootVersion, DateTimeOffset now)
    {
        Catalogue = catalogue;
        Online = online;
        Offline = offline;
        Roots = roots;
        Roles = new RepositoryRoles(online.Bins, online.Snapshot, online.Timestamp, rootVersion);
        Now = now;
    }

    public IRegistryCatalogue Catalogue { get; }

    public OnlineKeys Online { get; }

    public OfflineKeys Offline { get; }

    /// <summary>Null before the registry is founded.</summary>
    public RegistryRoots? Roots { get; }

    public DateTimeOffset Now { get; }

    public RepositoryRoles Roles { get; }

    public static Result<AdministrationParts, RegistryErrorCode> Open(RegistryOptions options)
    {
        var layout = new RegistryLayout(options.DataFolder);
        if (!Load(layout.OnlineKeys, OnlineKeys.Load).TryGet(out var online, out var fault) || !Load(options.OfflineFolder ?? layout.OfflineKeys, OfflineKeys.Load).TryGet(out var offline, out fault)
            || !RegistryAssembly.OpenCatalogue(options).TryGet(out var catalogue, out fault))
        {
            return fault;
        }

        var state = catalogue.Read<(byte[]? Roots, long RootVersion)>(reader => (reader.Document(DocumentNames.Roots), reader.Role(TufRoles.Root)?.Version ?? 0));
        var roots = state is { IsOk: true, Value.Roots: { } bytes } && RegistryRoots.Parse(bytes).TryGet(out var parsed, out _) ? parsed : null;
        return new AdministrationParts(catalogue, online, offline, roots, state.IsOk ? state.Value.RootVersion : 0, new RegistryClock(options.Clock).Now);
    }

    public CheckpointWriter Checkpoint(string registry) => new(RegistryFounding.LogOrigin(registry), Online.Log);

    public void Dispose() => Catalogue.Dispose();

    private static Result<T, RegistryErrorCode> Load<T>(string path, Func<KeyFolder, Result<T, RegistryErrorCode>> load)
    {
        if (!KeyFolder.Open(path).TryGet(out var folder, out var fault))
        {
            return fault;
        }

        using (folder)
        {
            return load(folder);
        }
    }
}
