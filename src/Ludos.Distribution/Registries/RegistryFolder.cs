using System.Text;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Distribution;

/// <summary>What this machine keeps of one registry: its pinned roots, its metadata, the newest revocations, a login. Files appear whole or not at all.</summary>
public sealed class RegistryFolder
{
    private const string RegistriesName = "registries";
    private const string RootsName = "roots.json";
    private const string RevocationsName = "revocations.json";
    private const string CheckpointName = "checkpoint";
    private const string TokenName = "login.json";
    private const string AcceptedName = "accepted.json";
    private const string StoreName = "store.json";
    private const string DefaultName = "default";
    private const int KeyLength = 16;
    private const int MaxFileBytes = 16 * 1024 * 1024;

    private readonly string _path;

    private RegistryFolder(string path) => _path = path;

    /// <summary>Where the metadata client keeps what it trusts.</summary>
    public string MetadataPath => Path.Combine(_path, "tuf");

    /// <summary>A lock's path: one process at a time refreshes metadata and remembers what was accepted.</summary>
    public string LockPath => Path.Combine(_path, "lock");

    /// <summary>The folder of a registry; made where there is none.</summary>
    public static Result<RegistryFolder, InstallErrorCode> Open(string dataFolder, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var key = Digest.Of(Encoding.UTF8.GetBytes(address.AbsoluteUri)).ToString()[..KeyLength];
        return Make(Path.Combine(dataFolder, RegistriesName, key)).TryGet(out var path, out var fault) ? new RegistryFolder(path) : fault;
    }

    /// <summary>The folders of all registries that this machine knows, in ordinal order of their names on the disk.</summary>
    public static IReadOnlyList<RegistryFolder> All(string dataFolder)
    {
        var path = Path.Combine(dataFolder, RegistriesName);
        return Directory.Exists(path) ? [.. Directory.GetDirectories(path).Order(StringComparer.Ordinal).Select(folder => new RegistryFolder(folder))] : [];
    }

    /// <summary>The address that is used where none is named; null = none was chosen.</summary>
    public static Uri? Default(string dataFolder)
    {
        try
        {
            return RegistryApi.AddressOf(File.ReadAllText(Path.Combine(dataFolder, RegistriesName, DefaultName)).Trim());
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static Fault<InstallErrorCode>? SetDefault(string dataFolder, Uri address) =>
        !Make(Path.Combine(dataFolder, RegistriesName)).TryGet(out var path, out var fault) ? fault : Write(path, DefaultName, Encoding.UTF8.GetBytes(address.AbsoluteUri));

    /// <summary>The roots that were pinned; null = this registry was never trusted here.</summary>
    public Result<byte[]?, InstallErrorCode> Roots() => Read(RootsName);

    public Fault<InstallErrorCode>? PinRoots(byte[] roots) => Write(_path, RootsName, roots);

    public Result<byte[]?, InstallErrorCode> Revocations() => Read(RevocationsName);

    public Fault<InstallErrorCode>? KeepRevocations(byte[] list) => Write(_path, RevocationsName, list);

    /// <summary>The transparency log's checkpoint that was taken last, as a signed note; null = none yet.</summary>
    public Result<byte[]?, InstallErrorCode> Checkpoint() => Read(CheckpointName);

    public Fault<InstallErrorCode>? KeepCheckpoint(byte[] note) => Write(_path, CheckpointName, note);

    public Result<byte[]?, InstallErrorCode> Login() => Read(TokenName);

    public Fault<InstallErrorCode>? KeepLogin(byte[] login) => Write(_path, TokenName, login);

    /// <summary>The certificate of the key that signs the registry's receipts.</summary>
    public Result<byte[]?, InstallErrorCode> StoreCertificate() => Read(StoreName);

    public Fault<InstallErrorCode>? KeepStoreCertificate(byte[] certificate) => Write(_path, StoreName, certificate);

    /// <summary>Which signed modules were accepted.</summary>
    public Result<byte[]?, InstallErrorCode> Accepted() => Read(AcceptedName);

    public Fault<InstallErrorCode>? KeepAccepted(byte[] accepted) => Write(_path, AcceptedName, accepted);

    private static Result<string, InstallErrorCode> Make(string path)
    {
        if (SharedFolder.Open(Path.GetDirectoryName(path)!).TryGet(out var parent, out var fault) && SharedFolder.Open(path).TryGet(out var folder, out fault))
        {
            parent.Dispose();
            using (folder)
            {
                return folder.Path;
            }
        }

        return InstallFaults.Of(fault);
    }

    private static Fault<InstallErrorCode>? Write(string path, string name, ReadOnlySpan<byte> bytes)
    {
        if (!SharedFolder.Open(path).TryGet(out var folder, out var fault))
        {
            return InstallFaults.Of(fault);
        }

        using (folder)
        {
            return WholeFile.Write(folder, name, bytes) is { } failed ? InstallFaults.Of(failed) : null;
        }
    }

    private Result<byte[]?, InstallErrorCode> Read(string name)
    {
        if (!SharedFolder.Open(_path).TryGet(out var folder, out var fault))
        {
            return InstallFaults.Of(fault);
        }

        using (folder)
        {
            return WholeFile.Read(folder, name, MaxFileBytes).TryGet(out var bytes, out fault) ? bytes : InstallFaults.Of(fault);
        }
    }
}
