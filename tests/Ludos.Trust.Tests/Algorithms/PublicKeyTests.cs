using System.Security.Cryptography;
using Xunit;

namespace Ludos.Trust.Tests.Algorithms;

public class PublicKeyTests
{
    private static readonly byte[] Message = "what was signed"u8.ToArray();

    /// <summary>Made once: drawing an RSA key takes long.</summary>
    private static readonly List<(PublicKey Key, byte[] Signature)> All = Make();

    [Fact]
    public void Each_algorithm_verifies_its_own_signatures_and_no_altered_ones()
    {
        foreach (var (key, signature) in Samples())
        {
            Assert.True(key.Verify(Message, signature), key.Algorithm);
            Assert.False(key.Verify("something else"u8, signature), key.Algorithm);
            Assert.False(key.Verify(Message, signature.AsSpan(1)), key.Algorithm);
            Assert.False(key.Verify(Message, []), key.Algorithm);
            signature[^1] ^= 1;
            Assert.False(key.Verify(Message, signature), key.Algorithm);
        }
    }

    [Fact]
    public void A_key_is_read_back_from_algorithm_and_bytes_and_is_equal()
    {
        foreach (var (key, _) in Samples())
        {
            Assert.True(PublicKey.TryCreate(key.Algorithm, key.Bytes.Span, out var again));
            Assert.Equal(key, again);
            Assert.Equal(64, again.Id.Length);
        }
    }

    [Fact]
    public void A_key_of_one_algorithm_is_none_of_another()
    {
        var keys = Samples().Select(sample => sample.Key).ToList();
        foreach (var key in keys)
        {
            foreach (var other in keys.Where(other => other.Algorithm != key.Algorithm))
            {
                Assert.False(PublicKey.TryCreate(other.Algorithm, key.Bytes.Span, out _), $"{key.Algorithm} as {other.Algorithm}");
            }

            Assert.False(PublicKey.TryCreate("ed448", key.Bytes.Span, out _));
            Assert.False(PublicKey.TryCreate(key.Algorithm, [.. key.Bytes.Span, 0], out _));
            Assert.False(PublicKey.TryCreate(key.Algorithm, key.Bytes.Span[1..], out _));
            Assert.False(PublicKey.TryCreate(key.Algorithm, [], out _));
        }
    }

    [Fact]
    public void Pem_is_read_and_nothing_may_stand_around_it()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = curve.ExportSubjectPublicKeyInfoPem();
        Assert.True(PublicKey.TryCreateFromPem(SignatureAlgorithm.EcdsaP256, pem + "\n", out var key));
        Assert.Equal(curve.ExportSubjectPublicKeyInfo(), key.Bytes.ToArray());
        Assert.False(PublicKey.TryCreateFromPem(SignatureAlgorithm.EcdsaP384, pem, out _));
        Assert.False(PublicKey.TryCreateFromPem(SignatureAlgorithm.EcdsaP256, "x" + pem, out _));
        Assert.False(PublicKey.TryCreateFromPem(SignatureAlgorithm.EcdsaP256, pem + pem, out _));
        Assert.False(PublicKey.TryCreateFromPem(SignatureAlgorithm.EcdsaP256, curve.ExportPkcs8PrivateKeyPem(), out _));
        Assert.False(PublicKey.TryCreateFromPem(SignatureAlgorithm.EcdsaP256, "", out _));
    }

    [Fact]
    public void Short_rsa_keys_are_refused()
    {
        using var rsa = RSA.Create(1024);
        Assert.False(PublicKey.TryCreate(SignatureAlgorithm.RsaPssSha256, rsa.ExportSubjectPublicKeyInfo(), out _));
    }

    [Fact]
    public void A_signer_refuses_what_has_not_the_form_of_its_context()
    {
        var signer = MemorySigner.Generate();
        var envelope = "DSSEv1 1 a 1 b"u8.ToArray();
        Assert.True(signer.PublicKey.Verify(envelope, signer.Sign(SigningContext.Envelope, envelope).Value));
        Assert.Equal(SignErrorCode.WrongForm, signer.Sign(SigningContext.TufMetadata, envelope).Fault!.Code);
        Assert.Equal(SignErrorCode.WrongForm, signer.Sign(SigningContext.Checkpoint, envelope).Fault!.Code);
        Assert.Equal(SignErrorCode.WrongForm, signer.Sign(SigningContext.Envelope, "{}"u8.ToArray()).Fault!.Code);
    }

    private static IEnumerable<(PublicKey Key, byte[] Signature)> Samples() => All.Select(sample => (sample.Key, sample.Signature.ToArray()));

    private static List<(PublicKey Key, byte[] Signature)> Make()
    {
        var seed = RandomNumberGenerator.GetBytes(32);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        return
        [
            (PublicKey.Ed25519(Ed25519.PublicKeyOf(seed)), Ed25519.Sign(seed, Message)),
            (Create(SignatureAlgorithm.EcdsaP256, p256.ExportSubjectPublicKeyInfo()), p256.SignData(Message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            (Create(SignatureAlgorithm.EcdsaP384, p384.ExportSubjectPublicKeyInfo()), p384.SignData(Message, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence)),
            (Create(SignatureAlgorithm.RsaPssSha256, rsa.ExportSubjectPublicKeyInfo()), rsa.SignData(Message, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        ];
    }

    private static PublicKey Create(string algorithm, byte[] bytes) => PublicKey.TryCreate(algorithm, bytes, out var key) ? key : throw new InvalidOperationException(algorithm);
}
