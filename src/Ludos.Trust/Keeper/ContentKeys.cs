using Ludos.Base;
using Ludos.Platform.Memory;

namespace Ludos.Trust;

/// <summary>
/// Keys of sealed content that were opened with a user's key, for as long as their entitlement was looked at shortly before. Not thread-safe. Disposing
/// forgets them.
/// </summary>
internal sealed class ContentKeys : IDisposable
{
    /// <summary>Keys that are held at once.</summary>
    internal const int MaxKeys = 64;

    /// <summary>How long a key is used before its entitlement is looked at again.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Store, string Module, int Generation), (SecretMemory Key, DateTimeOffset Looked)> _keys = [];

    /// <summary>The cipher key, if it was looked at not long ago.</summary>
    internal SecretMemory? Find(string store, string module, int generation, DateTimeOffset now) =>
        _keys.TryGetValue((store, module, generation), out var held) && now - held.Looked < LookEvery && now >= held.Looked ? held.Key : null;

    /// <summary>Opens a wrapped key and holds it.</summary>
    /// <param name="secret">The user's X25519 secret.</param>
    internal Result<SecretMemory, KeyErrorCode> Open(string store, Receipt receipt, WrappedContentKey wrapped, ReadOnlySpan<byte> secret, DateTimeOffset now)
    {
        var associated = WrappedContentKey.AssociatedData(receipt.Id, receipt.ModuleId, wrapped.Generation);
        if (!Hpke.Open(secret, new HpkeMessage(wrapped.Encapsulated, wrapped.Ciphertext), WrappedContentKey.Info, associated).TryGet(out var contentKey, out var fault)
            || contentKey.Length != SealedContent.ContentKeyBytes)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.NotAuthentic, $"The content key in receipt {receipt.Id} does not open: {fault?.Message ?? "it has another length."}", "Run ./ludos receipts refresh.");
        }

        if (_keys.Count >= MaxKeys)
        {
            Clear();
        }

        var key = new SecretMemory(SealedContent.CipherKeyBytes);
        SealedContent.CipherKey(contentKey, key.Span);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(contentKey);
        var name = (store, receipt.ModuleId, wrapped.Generation);
        if (_keys.Remove(name, out var before))
        {
            before.Key.Dispose();
        }

        _keys[name] = (key, now);
        return key;
    }

    internal void Clear()
    {
        foreach (var (key, _) in _keys.Values)
        {
            key.Dispose();
        }

        _keys.Clear();
    }

    public void Dispose() => Clear();
}
