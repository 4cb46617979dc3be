using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Registry.Setup;

/// <summary>The keys that make developers and say whom clients trust. Needed to found a registry, to enrol, to revoke and to rotate; not to serve.</summary>
internal sealed record OfflineKeys(ISigner Root, ISigner Targets, ISigner Issuer)
{
    public const string RootName = "root";
    public const string TargetsName = "targets";
    public const string IssuerName = "issuer";

    private static readonly string[] Names = [RootName, TargetsName, IssuerName];

    public static Fault<RegistryErrorCode>? Create(KeyFolder folder)
    {
        foreach (var name in Names)
        {
            if (folder.Write(name, RandomNumberGenerator.GetBytes(KeyFolder.SecretBytes)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    public static Result<OfflineKeys, RegistryErrorCode> Load(KeyFolder folder)
    {
        if (!folder.Read(RootName).TryGet(out var root, out var fault) || !folder.Read(TargetsName).TryGet(out var targets, out fault) || !folder.Read(IssuerName).TryGet(out var issuer, out fault))
        {
            return fault;
        }

        return new OfflineKeys(new MemorySigner(root), new MemorySigner(targets), new MemorySigner(issuer));
    }
}
