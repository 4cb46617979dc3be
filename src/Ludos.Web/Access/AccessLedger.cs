using System.Security.Cryptography;
using System.Text;

namespace Ludos.Web.Access;

/// <summary>
/// Who is let in: tokens that open the page once, and the secrets of browsers that used one. Only hashes are kept, and they
/// are compared in constant time. Thread-safe.
/// </summary>
internal sealed class AccessLedger
{
    private const int SecretBytes = 32;

    /// <summary>Base64url of <see cref="SecretBytes"/> without padding.</summary>
    private const int SecretLength = 43;

    private readonly Lock _lock = new();
    private readonly List<byte[]> _tokens = [];
    private readonly List<byte[]> _browsers = [];

    /// <summary>A new token of 256 random bits.</summary>
    public string IssueToken() => Issue(_tokens, WebLimits.MaxUnusedTokens);

    /// <summary>Uses a token up and gives the browser its secret; null when the token is unknown or was used.</summary>
    public string? Redeem(string token)
    {
        if (token.Length != SecretLength)
        {
            return null;
        }

        var hash = Hash(token);
        lock (_lock)
        {
            var index = IndexOf(_tokens, hash);
            if (index < 0)
            {
                return null;
            }

            _tokens.RemoveAt(index);
        }

        return Issue(_browsers, WebLimits.MaxBrowsers);
    }

    public bool Knows(string? browserSecret)
    {
        if (browserSecret is not { Length: SecretLength })
        {
            return false;
        }

        var hash = Hash(browserSecret);
        lock (_lock)
        {
            return IndexOf(_browsers, hash) >= 0;
        }
    }

    private string Issue(List<byte[]> into, int limit)
    {
        var secret = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        lock (_lock)
        {
            if (into.Count == limit)
            {
                into.RemoveAt(0);
            }

            into.Add(Hash(secret));
        }

        return secret;
    }

    private static int IndexOf(List<byte[]> known, byte[] hash)
    {
        var found = -1;
        for (var i = 0; i < known.Count; i++)
        {
            if (CryptographicOperations.FixedTimeEquals(known[i], hash))
            {
                found = i;
            }
        }

        return found;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
