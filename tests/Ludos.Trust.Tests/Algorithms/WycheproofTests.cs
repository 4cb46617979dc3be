using System.Security.Cryptography;
using Ludos.Platform.Engines;
using Xunit;

namespace Ludos.Trust.Tests.Algorithms;

/// <summary>Every vector of the public suites is judged; each test counts what it judged.</summary>
public class WycheproofTests
{
    private const int Ed25519Count = 151;
    private const int X25519Count = 518;
    private const int ChaChaCount = 325;
    private const int AesGcmCount = 316;
    private const int HkdfCount = 86;

    [WycheproofFact("ed25519_test.json", Ed25519Count)]
    public void Ed25519_managed() => JudgeSignatures(Ed25519Managed.Verify);

    [WycheproofFact("ed25519_test.json", Ed25519Count)]
    public void Ed25519_by_libsodium()
    {
        Assert.True(Sodium.IsPresent, "libsodium is not installed; the tests need it.");
        JudgeSignatures(Sodium.Verify);
    }

    [WycheproofFact("x25519_test.json", X25519Count)]
    public void X25519_agrees_and_tells_results_that_are_no_secret()
    {
        var (judged, zero) = (0, 0);
        foreach (var (_, test) in Wycheproof.Read("x25519_test.json"))
        {
            var shared = new byte[X25519.KeyBytes];
            var isSecret = X25519.TryAgree(test.Hex("private"), test.Hex("public"), shared);
            Assert.True(test.Hex("shared").AsSpan().SequenceEqual(shared), test.Name());
            Assert.True(isSecret == shared.Any(value => value != 0), test.Name());
            judged++;
            zero += isSecret ? 0 : 1;
        }

        Assert.Equal(X25519Count, judged);
        Assert.InRange(zero, 1, X25519Count);
    }

    [WycheproofFact("chacha20_poly1305_test.json", ChaChaCount)]
    public void ChaCha20Poly1305_seals_and_opens()
    {
        var judged = 0;
        foreach (var (_, test) in Wycheproof.Read("chacha20_poly1305_test.json"))
        {
            judged++;
            var (key, nonce, associated, message) = (test.Hex("key"), test.Hex("iv"), test.Hex("aad"), test.Hex("msg"));
            byte[] given = [.. test.Hex("ct"), .. test.Hex("tag")];
            var opened = new byte[Math.Max(0, given.Length - ChaCha20Poly1305Aead.TagBytes)];
            if (nonce.Length != ChaCha20Poly1305Aead.NonceBytes)
            {
                Assert.False(test.IsValid(), test.Name());
                _ = Assert.Throws<ArgumentException>(() => ChaCha20Poly1305Aead.TryOpen(key, nonce, associated, given, opened));
                continue;
            }

            Assert.True(ChaCha20Poly1305Aead.TryOpen(key, nonce, associated, given, opened) == test.IsValid(), test.Name());
            Assert.True(Sodium.TryOpen(key, nonce, associated, given, opened) == test.IsValid(), test.Name());
            if (test.IsValid())
            {
                var bySodium = new byte[given.Length];
                Sodium.Seal(key, nonce, associated, message, bySodium);
                Assert.True(message.AsSpan().SequenceEqual(opened), test.Name());
                Assert.True(given.AsSpan().SequenceEqual(ChaCha20Poly1305Aead.Seal(key, nonce, associated, message)), test.Name());
                Assert.True(given.AsSpan().SequenceEqual(bySodium), test.Name());
            }
        }

        Assert.Equal(ChaChaCount, judged);
    }

    [WycheproofFact("aes_gcm_test.json", AesGcmCount)]
    public void AesGcm_of_the_platform_seals_and_opens()
    {
        var (judged, otherNonce) = (0, 0);
        foreach (var (group, test) in Wycheproof.Read("aes_gcm_test.json"))
        {
            judged++;
            var (key, nonce, associated, message) = (test.Hex("key"), test.Hex("iv"), test.Hex("aad"), test.Hex("msg"));
            var (ciphertext, tag) = (test.Hex("ct"), test.Hex("tag"));
            using var cipher = new AesGcm(key, group.GetProperty("tagSize").GetInt32() / 8);
            var opened = new byte[ciphertext.Length];
            if (!AesGcm.NonceByteSizes.MinSize.Equals(nonce.Length))
            {
                otherNonce++;
                _ = Assert.Throws<ArgumentException>(() => cipher.Decrypt(nonce, ciphertext, tag, opened, associated));
                continue;
            }

            Assert.True(Opens(cipher, nonce, ciphertext, tag, opened, associated) == test.IsValid(), test.Name());
            Assert.True(!test.IsValid() || message.AsSpan().SequenceEqual(opened), test.Name());
        }

        Assert.Equal(AesGcmCount, judged);
        Assert.InRange(otherNonce, 1, AesGcmCount / 2);
    }

    [WycheproofFact("hkdf_sha256_test.json", HkdfCount)]
    public void HkdfSha256_derives()
    {
        var judged = 0;
        foreach (var (_, test) in Wycheproof.Read("hkdf_sha256_test.json"))
        {
            judged++;
            var output = new byte[test.GetProperty("size").GetInt32()];
            if (!test.IsValid())
            {
                _ = Assert.Throws<ArgumentOutOfRangeException>(() => HkdfSha256.Derive(test.Hex("ikm"), test.Hex("salt"), test.Hex("info"), output));
                continue;
            }

            HkdfSha256.Derive(test.Hex("ikm"), test.Hex("salt"), test.Hex("info"), output);
            Assert.True(test.Hex("okm").AsSpan().SequenceEqual(output), test.Name());
        }

        Assert.Equal(HkdfCount, judged);
    }

    private static void JudgeSignatures(EdgeVerdicts.Verifier verifier)
    {
        var judged = 0;
        foreach (var (group, test) in Wycheproof.Read("ed25519_test.json"))
        {
            judged++;
            var signature = test.Hex("sig");
            var verdict = signature.Length == Ed25519.SignatureBytes && verifier(group.GetProperty("publicKey").Hex("pk"), test.Hex("msg"), signature);
            Assert.True(verdict == test.IsValid(), test.Name());
            Assert.True(verdict == Ed25519.Verify(group.GetProperty("publicKey").Hex("pk"), test.Hex("msg"), signature), test.Name());
        }

        Assert.Equal(Ed25519Count, judged);
    }

    private static bool Opens(AesGcm cipher, byte[] nonce, byte[] ciphertext, byte[] tag, byte[] opened, byte[] associated)
    {
        try
        {
            cipher.Decrypt(nonce, ciphertext, tag, opened, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
