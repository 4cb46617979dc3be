using System.Globalization;
using System.Text;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Registry.Publishing;

/// <summary>Keys of sealed content, as publishers seal them for the registry.</summary>
internal static class ContentKeys
{
    /// <summary>The key; null when it was not sealed for this registry, module and generation.</summary>
    public static byte[]? Open(byte[] secret, string moduleId, int generation, HpkeMessage message) =>
        Hpke.Open(secret, message, WrappedContentKey.Info, Associated(moduleId, generation)).TryGet(out var key, out _) && key.Length == Sealer.KeyBytes ? key : null;

    private static byte[] Associated(string moduleId, int generation) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{moduleId}/{generation}"));
}
