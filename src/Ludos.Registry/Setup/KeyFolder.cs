using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Registry.Setup;

/// <summary>Secrets of a registry as files of 32 bytes that its user alone can read. Offline keys lie in a folder of their own, which need not be there while the registry is served.</summary>
internal sealed class KeyFolder : IDisposable
{
    public const int SecretBytes = 32;

    private const string Extension = ".key";

    private readonly PrivateFolder _folder;

    private KeyFolder(PrivateFolder folder) => _folder = folder;

    public string Path => _folder.Path;

    public static Result<KeyFolder, RegistryErrorCode> Open(string path) =>
        PrivateFolder.Open(path).TryGet(out var folder, out var fault) ? new KeyFolder(folder) : new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, fault.Message, fault.Mend);

    /// <summary>Whether there is a folder of keys at a path.</summary>
    public static bool IsThere(string path) => Directory.Exists(path) && Directory.EnumerateFiles(path, "*" + Extension).Any();

    public Result<byte[], RegistryErrorCode> Read(string name)
    {
        if (!_folder.Read(name + Extension, SecretBytes).TryGet(out var secret, out var fault))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, $"The registry's {name} key cannot be read: {fault.Message}", "Name the folder that holds it with --offline, or make a registry with ./ludos registry init.");
        }

        return secret.Length == SecretBytes ? secret : new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, $"{System.IO.Path.Combine(Path, name + Extension)} is not a key of {SecretBytes} bytes.", "Restore it from a backup.");
    }

    /// <summary>Writes a new secret; one that is there is never replaced.</summary>
    public Fault<RegistryErrorCode>? Write(string name, byte[] secret) =>
        _folder.WriteNew(name + Extension, secret) is { } fault ? new Fault<RegistryErrorCode>(fault.Code == FileErrorCode.DiskFull ? RegistryErrorCode.StorageFull : RegistryErrorCode.NotARegistry, fault.Message, fault.Mend) : null;

    /// <summary>Puts a new secret in the place of an old one.</summary>
    public Fault<RegistryErrorCode>? Replace(string name, byte[] secret) =>
        _folder.Write(name + Extension, secret) is { } fault ? new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, fault.Message, fault.Mend) : null;

    public void Dispose() => _folder.Dispose();
}
