namespace Ludos.Trust;

/// <summary>Signatures about which implementations of Ed25519 are known to differ, and what Ludos says of each.</summary>
internal static class EdgeVerdicts
{
    private const string MixedKey = "ad4523553396ddd7eba8bf5bc85e8440d501fe8638aad2c73b1bb6d5ddacf31b";

    internal delegate bool Verifier(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    /// <summary>A key that is a sum of a usual one and a point of order 8: the equation holds with the cofactor only, then both with it and without; then a key and an R of small order, which satisfy it for any message.</summary>
    private static readonly (string Key, string Message, string Signature, bool IsValid)[] Cases =
    [
        (MixedKey, "cofactor 0", "13fbdf0f259ef75263f8d883b4a089534a14a7754dc41eea5f525553898e5f3c20b0e9180ad8fd9bd98a6baede5ed1d13338acca6e4876d651bfce13df1aea04", false),
        (MixedKey, "cofactor 1", "bf418a69274f6e19264cfcbfc8ddca67f52c62aa6d551e598518e9ef979d82d161e99d1275630254f5f943a7053220dc1807c6161c86ff53560577d7c87d150f", true),
        ("0100000000000000000000000000000000000000000000000000000000000000", "any", "01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", false),
    ];

    internal static bool Hold(Verifier verifier)
    {
        foreach (var (key, message, signature, isValid) in Cases)
        {
            if (verifier(Convert.FromHexString(key), System.Text.Encoding.ASCII.GetBytes(message), Convert.FromHexString(signature)) != isValid)
            {
                return false;
            }
        }

        return true;
    }
}
