using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Registry.Setup;

/// <summary>The keys that a registry signs with while it is served. None of them can make a developer or change whom the root trusts.</summary>
/// <param name="Sealing">X25519, 32 bytes: opens content keys.</param>
/// <param name="Login">Under it challenges are drawn.</param>
/// <param name="Receipts">Signs receipts and entitlement snapshots.</param>
internal sealed record OnlineKeys(ISigner Snapshot, ISigner Timestamp, ISigner Bins, ISigner Log, ISigner Receipts, byte[] Sealing, byte[] Login)
{
    public const string SnapshotName = "snapshot";
    public const string TimestampName = "timestamp";
    public const string BinsName = "bins";
    public const string LogName = "log";
    public const string ReceiptsName = "receipts";
    public const string SealingName = "sealing";
    public const string LoginName = "login";

    private static readonly string[] Names = [SnapshotName, TimestampName, BinsName, LogName, ReceiptsName, SealingName, LoginName];

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

    public static Result<OnlineKeys, RegistryErrorCode> Load(KeyFolder folder)
    {
        var secrets = new byte[Names.Length][];
        for (var index = 0; index < Names.Length; index++)
        {
            if (!folder.Read(Names[index]).TryGet(out var secret, out var fault))
            {
                return fault;
            }

            secrets[index] = secret;
        }

        return new OnlineKeys(Signer(0), Signer(1), Signer(2), Signer(3), Signer(4), secrets[5], secrets[6]);

        MemorySigner Signer(int index) => new(secrets[index]);
    }
}
