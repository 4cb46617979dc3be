using System.Collections.Immutable;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Publishing;
using Ludos.Trust;

namespace Ludos.Registry.Receipts;

/// <summary>Wraps a module's content keys for one buyer. A key lies open in this process for as long as that takes.</summary>
internal sealed class KeyWrapping(ICatalogueReader reader, byte[] sealing)
{
    /// <summary>Why a key could not be wrapped; null when all were.</summary>
    public Fault<RegistryErrorCode>? Fault { get; private set; }

    public ImmutableArray<WrappedContentKey> Wrap(string receiptId, string moduleId, UserIdentity user)
    {
        // A buyer has use for the newest: what is installed is a version that the registry still serves.
        var rows = reader.ContentKeys(moduleId).OrderByDescending(row => row.Generation).Take(EntitlementLimits.MaxContentKeys).OrderBy(row => row.Generation);
        var wrapped = ImmutableArray.CreateBuilder<WrappedContentKey>();
        foreach (var row in rows)
        {
            if (ContentKeys.Open(sealing, moduleId, row.Generation, new HpkeMessage(row.Encapsulated, row.Ciphertext)) is not { } key)
            {
                Fault = new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, $"Content key {row.Generation} of {moduleId} cannot be opened with this registry's key.", "Restore the registry's sealing key.");
                return [];
            }

            var message = Hpke.Seal(user.Sealing.Span, WrappedContentKey.Info, WrappedContentKey.AssociatedData(receiptId, moduleId, row.Generation), key);
            CryptographicOperations.ZeroMemory(key);
            if (!message.TryGet(out var sealedKey, out var fault))
            {
                Fault = new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, $"Nothing can be sealed for the user's key: {fault.Message}");
                return [];
            }

            wrapped.Add(new WrappedContentKey(row.Generation, sealedKey.Encapsulated, sealedKey.Ciphertext));
        }

        return wrapped.DrainToImmutable();
    }
}
