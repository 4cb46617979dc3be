using System.Security.Cryptography;
using Ludos.Base;
using Xunit;

namespace Ludos.Trust.Tests.Keys;

public class KeyRingTests
{
    private static readonly byte[] Passphrase = "correct horse"u8.ToArray();
    private static readonly DateTimeOffset Created = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_written_is_read_back(bool isProtected)
    {
        var passphrase = isProtected ? Passphrase : [];
        using var ring = Sample(passphrase);
        using var again = KeyRing.Open(ring.Write(), passphrase).Value;
        Assert.Equal(ring.Keys.Count, again.Keys.Count);
        foreach (var (before, after) in ring.Keys.Zip(again.Keys))
        {
            Assert.Equal(before.Key with { PublicBytes = default }, after.Key with { PublicBytes = default });
            Assert.Equal(before.Key.PublicBytes.ToArray(), after.Key.PublicBytes.ToArray());
            Assert.True(before.Secret.SequenceEqual(after.Secret));
        }
    }

    [Fact]
    public void No_secret_stands_in_a_sealed_file_and_no_two_writes_are_alike()
    {
        using var ring = Sample(Passphrase);
        var (file, other) = (ring.Write(), ring.Write());
        foreach (var key in ring.Keys)
        {
            Assert.Equal(-1, file.AsSpan().IndexOf(key.Secret));
            Assert.Equal(-1, file.AsSpan().IndexOf(key.Secret[..8]));
            Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(key.Key.Name)));
        }

        Assert.NotEqual(file[KeyFileHead.Bytes..(KeyFileHead.Bytes + 16)], other[KeyFileHead.Bytes..(KeyFileHead.Bytes + 16)]);
    }

    [Fact]
    public void A_wrong_passphrase_is_told_from_damage()
    {
        using var ring = Sample(Passphrase);
        var file = ring.Write();
        Assert.Equal(KeyErrorCode.WrongPassphrase, KeyRing.Open(file, "another"u8).Fault!.Code);
        Assert.Equal(KeyErrorCode.WrongPassphrase, KeyRing.Open(file, []).Fault!.Code);
        for (var at = 0; at < file.Length; at += 7)
        {
            file[at] ^= 0x40;
            Assert.Equal(KeyErrorCode.Damaged, KeyRing.Open(file, Passphrase).Fault!.Code);
            file[at] ^= 0x40;
        }

        for (var length = 0; length < file.Length; length += 11)
        {
            Assert.Equal(KeyErrorCode.Damaged, KeyRing.Open(file.AsSpan(0, length), Passphrase).Fault!.Code);
        }

        Assert.Equal(KeyErrorCode.Damaged, KeyRing.Open([.. file, 0], Passphrase).Fault!.Code);
        using var whole = KeyRing.Open(file, Passphrase).Value;
    }

    /// <summary>Who changes bytes and puts the right digest behind them is found out by the seal.</summary>
    [Fact]
    public void Deliberate_change_is_refused_as_well()
    {
        using var ring = Sample(Passphrase);
        var file = ring.Write();
        file[^(Digest.SizeBytes + 1)] ^= 1;
        Redigest(file);
        var fault = KeyRing.Open(file, Passphrase).Fault!;
        Assert.Equal(KeyErrorCode.Damaged, fault.Code);
        Assert.Contains("on purpose", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>A file cannot make this program work for longer or with more memory than its bounds; refused before anything is derived.</summary>
    [Theory]
    [InlineData(1, KeyLimits.MaxArgonPasses + 1, KeyLimits.ArgonMemoryKiB)]
    [InlineData(1, 1, KeyLimits.MaxArgonMemoryKiB + 1)]
    [InlineData(1, 1, int.MaxValue)]
    [InlineData(1, int.MaxValue, int.MaxValue)]
    [InlineData(1, -1, KeyLimits.ArgonMemoryKiB)]
    [InlineData(1, 1, KeyLimits.MinArgonMemoryKiB - 1)]
    [InlineData(2, KeyLimits.MaxPbkdfPasses + 1, 0)]
    [InlineData(2, KeyLimits.MinPbkdfPasses - 1, 0)]
    [InlineData(2, KeyLimits.PbkdfPasses, 1)]
    public void Costly_parameters_are_refused(int kind, int passes, int memoryKiB)
    {
        using var ring = Sample(Passphrase);
        var file = ring.Write();
        file[10] = (byte)kind;
        BitConverter.TryWriteBytes(file.AsSpan(16), passes);
        BitConverter.TryWriteBytes(file.AsSpan(20), memoryKiB);
        Redigest(file);
        Assert.Equal(KeyErrorCode.TooCostly, KeyRing.Open(file, Passphrase).Fault!.Code);
    }

    [Theory]
    [InlineData(8, 2)]
    [InlineData(10, 3)]
    [InlineData(12, 2)]
    public void What_a_later_version_writes_is_named_so(int offset, int value)
    {
        using var ring = Sample(Passphrase);
        var file = ring.Write();
        file[offset] = (byte)value;
        Redigest(file);
        Assert.Equal(KeyErrorCode.Unsupported, KeyRing.Open(file, Passphrase).Fault!.Code);
    }

    /// <summary>PBKDF2 is what a machine without libsodium writes: such a file opens everywhere.</summary>
    [Fact]
    public void Pbkdf2_gives_the_key_of_the_platform()
    {
        var salt = RandomNumberGenerator.GetBytes(KeyDerivation.SaltBytes);
        var derivation = new KeyDerivation(KeyDerivationKind.Pbkdf2Sha512, KeyLimits.MinPbkdfPasses, 0, salt);
        var key = new byte[KeyDerivation.KeyBytes];
        Assert.Null(derivation.Check());
        Assert.Null(derivation.Derive(Passphrase, key));
        Assert.Equal(Rfc2898DeriveBytes.Pbkdf2(Passphrase, salt, KeyLimits.MinPbkdfPasses, HashAlgorithmName.SHA512, key.Length), key);
    }

    [Fact]
    public void Argon2id_depends_on_everything_that_it_is_given()
    {
        var salt = new byte[KeyDerivation.SaltBytes];
        var first = Derive(new KeyDerivation(KeyDerivationKind.Argon2id, 1, KeyLimits.MinArgonMemoryKiB, salt), Passphrase);
        Assert.Equal(first, Derive(new KeyDerivation(KeyDerivationKind.Argon2id, 1, KeyLimits.MinArgonMemoryKiB, salt), Passphrase));
        Assert.NotEqual(first, Derive(new KeyDerivation(KeyDerivationKind.Argon2id, 2, KeyLimits.MinArgonMemoryKiB, salt), Passphrase));
        Assert.NotEqual(first, Derive(new KeyDerivation(KeyDerivationKind.Argon2id, 1, KeyLimits.MinArgonMemoryKiB * 2, salt), Passphrase));
        Assert.NotEqual(first, Derive(new KeyDerivation(KeyDerivationKind.Argon2id, 1, KeyLimits.MinArgonMemoryKiB, salt), "other"u8));
        salt[3] = 1;
        Assert.NotEqual(first, Derive(new KeyDerivation(KeyDerivationKind.Argon2id, 1, KeyLimits.MinArgonMemoryKiB, salt), Passphrase));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("Upper")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("ü")]
    public void Names_that_are_none_are_refused(string name)
    {
        using var ring = KeyRing.Make([]).Value;
        using var key = KeptSecret.Generate(name, KeyAlgorithm.X25519, KeyPurposes.Receive, Created);
        Assert.Equal(KeyErrorCode.BadName, ring.Add(key)!.Code);
    }

    [Fact]
    public void A_ring_has_each_name_once_and_an_end()
    {
        using var ring = KeyRing.Make([]).Value;
        for (var index = 0; index < KeyLimits.MaxKeys; index++)
        {
            Assert.Null(ring.Add(KeptSecret.Generate($"key-{index}", KeyAlgorithm.X25519, KeyPurposes.Receive, Created)));
        }

        using var again = KeptSecret.Generate("key-1", KeyAlgorithm.X25519, KeyPurposes.Receive, Created);
        Assert.Equal(KeyErrorCode.TooMany, ring.Add(again)!.Code);
        ring.Take("key-2")!.Dispose();
        Assert.Equal(KeyErrorCode.Exists, ring.Add(again)!.Code);
        Assert.InRange(ring.Write().Length, 1, KeyLimits.MaxFileBytes);
    }

    internal static KeyRing Sample(byte[] passphrase)
    {
        var ring = KeyRing.Make(passphrase).Value;
        Assert.Null(ring.Add(KeptSecret.Generate("shoal-studio", KeyAlgorithm.Ed25519, KeyPurposes.SignModules | KeyPurposes.SignMetadata, Created)));
        Assert.Null(ring.Add(KeptSecret.Generate("player", KeyAlgorithm.Ed25519, KeyPurposes.Identify, Created)));
        Assert.Null(ring.Add(KeptSecret.Generate("player-receive", KeyAlgorithm.X25519, KeyPurposes.Receive, Created)));
        return ring;
    }

    internal static void Redigest(byte[] file) => Digest.Of(file.AsSpan(..^Digest.SizeBytes)).Span.CopyTo(file.AsSpan(file.Length - Digest.SizeBytes));

    private static byte[] Derive(KeyDerivation derivation, ReadOnlySpan<byte> passphrase)
    {
        var key = new byte[KeyDerivation.KeyBytes];
        Assert.Null(derivation.Derive(passphrase, key));
        return key;
    }
}
