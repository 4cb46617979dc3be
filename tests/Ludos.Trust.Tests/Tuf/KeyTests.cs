using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ludos.Trust.Tests.Tuf.Simulation;
using Xunit;

namespace Ludos.Trust.Tests.Tuf;

/// <summary>Keys of other repositories: every type that TUF names, unknown ones, and unknown fields beside them.</summary>
public sealed class KeyTests
{
    private static readonly byte[] Message = "{\"_type\":\"root\"}"u8.ToArray();

    [Theory]
    [InlineData("ecdsa", "ecdsa-sha2-nistp256")]
    [InlineData("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256")]
    [InlineData("ecdsa", "ecdsa-sha2-nistp384")]
    public void Ecdsa_signatures_verify(string type, string scheme)
    {
        var is256 = scheme.EndsWith("256", StringComparison.Ordinal);
        using var pair = ECDsa.Create(is256 ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384);
        var key = Read(type, scheme, pair.ExportSubjectPublicKeyInfoPem());
        var signature = pair.SignData(Message, is256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence);

        Assert.True(key.Key!.Verify(Message, signature));
        signature[^1] ^= 1;
        Assert.False(key.Key.Verify(Message, signature));
        Assert.False(key.Key.Verify(Message, []));
        Assert.Equal(key.Key, Read(type, scheme, pair.ExportSubjectPublicKeyInfoPem().ReplaceLineEndings("\n\n").Replace("\n\n", "\r\n", StringComparison.Ordinal) + "\n").Key);
    }

    [Fact]
    public void Rsa_pss_signatures_verify()
    {
        using var pair = RSA.Create(2048);
        var key = Read("rsa", "rsassa-pss-sha256", pair.ExportSubjectPublicKeyInfoPem());
        var signature = pair.SignData(Message, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

        Assert.True(key.Key!.Verify(Message, signature));
        Assert.False(key.Key.Verify(Message, pair.SignData(Message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    [Theory]
    [InlineData("ed25519", "ecdsa-sha2-nistp256", "00")]
    [InlineData("ed25519", "ed25519", "00")]
    [InlineData("ed25519", "ed25519", "zz")]
    [InlineData("ecdsa", "ecdsa-sha2-nistp256", "no pem")]
    [InlineData("rsa", "rsa-pkcs1v15-sha256", "no pem")]
    [InlineData("gpg", "pgp+rsa-pkcsv1.5", "x")]
    public void A_key_that_nobody_knows_is_kept_and_verifies_nothing(string type, string scheme, string text)
    {
        var key = Read(type, scheme, text);

        Assert.Null(key.Key);
        Assert.Equal((type, scheme, text), (key.KeyType, key.Scheme, key.Public));
    }

    [Fact]
    public void An_identifier_is_the_digest_of_the_keys_canonical_json()
    {
        var key = TufKey.Of(SimulatedRepository.Key(1).PublicKey);
        using var document = JsonDocument.Parse($$$"""{"scheme":"ed25519","keytype":"ed25519","keyval":{"public":"{{{key.Public}}}"}}""");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(document.RootElement))), key.Id);
    }

    /// <summary>Fields that are not known are covered by the signature and otherwise let be, at every place where the specification says so.</summary>
    [Fact]
    public async Task Unknown_fields_are_signed_and_let_be()
    {
        var repository = new SimulatedRepository();
        var root = repository.PublishRoot();
        repository.TamperAndSign(root.FileName, [("\"_type\":", "\"future\":{\"a\":[1,\"é\"]},\"_type\":"), ("\"keyval\":", "\"keyid_hash_algorithms\":\"md5\",\"keyval\":"), ("\"threshold\":", "\"another\":null,\"threshold\":")], [.. repository.RootKeys]);
        using var client = repository.Client();

        Assert.Equal(2, (await client.Refresh(SimulatedRepository.Now)).Value.RootVersion);
    }

    [Fact]
    public async Task Unknown_fields_that_are_not_signed_change_nothing()
    {
        var repository = new SimulatedRepository();
        repository.Tamper("timestamp.json", "{\"signatures\"", "{\"elsewhere\":7,\"signatures\"");
        repository.Tamper("timestamp.json", "\"sig\":", "\"method\":\"new\",\"sig\":");
        repository.Tamper("timestamp.json", "],\"signed\"", ",{\"keyid\":\"other\",\"sig\":\"\"}],\"signed\"");
        using var client = repository.Client();

        Assert.True((await client.Refresh(SimulatedRepository.Now)).IsOk);
    }

    private static TufKey Read(string type, string scheme, string text)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { keytype = type, scheme, keyval = new { @public = text } })));
        return TufKey.Read("id", new TufNode(document.RootElement, "key"));
    }
}
