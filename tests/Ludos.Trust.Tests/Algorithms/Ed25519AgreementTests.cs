using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using Ludos.Platform.Engines;
using Xunit;

namespace Ludos.Trust.Tests.Algorithms;

/// <summary>The managed Ed25519 and libsodium's give the same bytes and the same verdicts: on random inputs, on damaged ones, and on every pair of edge-case points.</summary>
public class Ed25519AgreementTests
{
    private const int RandomRounds = 2_000;
    private const int DamagedRounds = 4_000;

    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Points of small order, non-canonical forms of them and of others, the base point, values that are no point; with both signs.</summary>
    private static readonly string[] EdgePoints =
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0200000000000000000000000000000000000000000000000000000000000000",
        "0300000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "efffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "5866666666666666666666666666666666666666666666666666666666666666",
        "ad4523553396ddd7eba8bf5bc85e8440d501fe8638aad2c73b1bb6d5ddacf31b",
        "13fbdf0f259ef75263f8d883b4a089534a14a7754dc41eea5f525553898e5f3c",
    ];

    public Ed25519AgreementTests() => Assert.True(Sodium.IsPresent, "libsodium is not installed; the tests need it.");

    [Fact]
    public void Keys_and_signatures_are_the_same_bytes()
    {
        var draw = new Draw(0x5EED);
        for (var round = 0; round < RandomRounds; round++)
        {
            var (seed, message) = (draw.Bytes(Ed25519.SeedBytes), draw.Bytes(draw.Below(200)));
            if (round < 4)
            {
                seed.AsSpan().Fill((byte)(round % 2 == 0 ? 0 : 255));
            }

            var (ours, theirs) = (new byte[32], new byte[32]);
            Ed25519Managed.PublicKey(seed, ours);
            Sodium.PublicKey(seed, theirs);
            Assert.Equal(theirs, ours);
            var (ourSignature, theirSignature) = (new byte[64], new byte[64]);
            Ed25519Managed.Sign(seed, message, ourSignature);
            Sodium.Sign(seed, message, theirSignature);
            Assert.Equal(theirSignature, ourSignature);
            Assert.True(Ed25519Managed.Verify(ours, message, ourSignature));
        }
    }

    [Fact]
    public void Verdicts_on_damaged_signatures_are_the_same()
    {
        var draw = new Draw(0xDA4A6E);
        var accepted = 0;
        for (var round = 0; round < DamagedRounds; round++)
        {
            var (seed, message) = (draw.Bytes(Ed25519.SeedBytes), draw.Bytes(40));
            var key = Ed25519.PublicKeyOf(seed);
            var signature = Ed25519.Sign(seed, message);
            Damage(draw, round % 8, key, message, signature);
            accepted += Agree(key, message, signature) ? 1 : 0;
        }

        Assert.InRange(accepted, 1, DamagedRounds / 4);
    }

    [Fact]
    public void Verdicts_on_every_pair_of_edge_case_points_are_the_same()
    {
        var draw = new Draw(7);
        byte[][] points = [.. EdgePoints.SelectMany(text => new[] { Convert.FromHexString(text), Signed(Convert.FromHexString(text)) })];
        byte[][] scalars = [new byte[32], Little(BigInteger.One), Little(Order - 1), Little(Order), Little(Order + 1), Little(2 * Order), Little((BigInteger.One << 253) - 1), Little((BigInteger.One << 256) - 1), draw.Bytes(32)];
        foreach (var key in points)
        {
            foreach (var r in points)
            {
                foreach (var s in scalars)
                {
                    _ = Agree(key, "edge"u8.ToArray(), [.. r, .. s]);
                }
            }
        }
    }

    /// <summary>A valid signature whose S has L added is the same equation, and must not be a second signature.</summary>
    [Fact]
    public void A_signature_has_one_form()
    {
        var draw = new Draw(11);
        for (var round = 0; round < 100; round++)
        {
            var (seed, message) = (draw.Bytes(32), draw.Bytes(20));
            var signature = Ed25519.Sign(seed, message);
            var other = Little(new BigInteger(signature.AsSpan(32), isUnsigned: true) + Order);
            Assert.False(Agree(Ed25519.PublicKeyOf(seed), message, [.. signature[..32], .. other]));
        }
    }

    [Fact]
    public void Both_give_the_verdicts_that_are_demanded_of_a_library()
    {
        Assert.True(EdgeVerdicts.Hold(Ed25519Managed.Verify));
        Assert.True(EdgeVerdicts.Hold(Sodium.Verify));
        Assert.False(EdgeVerdicts.Hold((_, _, _) => true));
        Assert.False(EdgeVerdicts.Hold((_, _, _) => false));
    }

    /// <summary>Keys of mixed order: valid only where the challenge is a multiple of eight, so both verdicts occur.</summary>
    [Fact]
    public void Verdicts_on_keys_of_mixed_order_are_the_same()
    {
        var draw = new Draw(13);
        var mixed = Convert.FromHexString("ad4523553396ddd7eba8bf5bc85e8440d501fe8638aad2c73b1bb6d5ddacf31b");

        // The usual part of that key; see EdgeVerdicts.
        var scalar = new BigInteger(SHA512.HashData(SHA256.HashData("ludos mixed order"u8)).AsSpan(0, 32), isUnsigned: true) % Order;
        var accepted = 0;
        const int rounds = 200;
        for (var round = 0; round < rounds; round++)
        {
            var message = draw.Bytes(16);
            var nonce = new BigInteger(draw.Bytes(64), isUnsigned: true) % Order;
            var r = new byte[32];
            BaseTable.Multiply(Little(nonce)).Encode(r);
            var challenge = new BigInteger(SHA512.HashData([.. r, .. mixed, .. message]), isUnsigned: true) % Order;
            var s = Little((nonce + (challenge * scalar)) % Order);
            accepted += Agree(mixed, message, [.. r, .. s]) ? 1 : 0;
        }

        Assert.InRange(accepted, 1, rounds / 2);
    }

    [Fact]
    public void Scalars_are_reduced_as_big_integers_are()
    {
        var draw = new Draw(17);
        for (var round = 0; round < 2_000; round++)
        {
            var wide = round switch { 0 => new byte[64], 1 => Enumerable.Repeat((byte)255, 64).ToArray(), _ => draw.Bytes(64) };
            var reduced = new byte[32];
            Scalar.Reduce(wide, reduced);
            Assert.Equal(new BigInteger(wide, isUnsigned: true) % Order, new BigInteger(reduced, isUnsigned: true));
            var (a, b, c) = (draw.Bytes(32), draw.Bytes(32), draw.Bytes(32));
            b[31] &= 0x7f;
            c[31] &= 0x7f;
            Scalar.MultiplyAdd(a, b, c, reduced);
            Assert.Equal(((new BigInteger(a, isUnsigned: true) * new BigInteger(b, isUnsigned: true)) + new BigInteger(c, isUnsigned: true)) % Order, new BigInteger(reduced, isUnsigned: true));
        }
    }

    private static bool Agree(byte[] key, byte[] message, byte[] signature)
    {
        var ours = Ed25519Managed.Verify(key, message, signature);
        Assert.True(ours == Sodium.Verify(key, message, signature), $"key {Convert.ToHexStringLower(key)}, signature {Convert.ToHexStringLower(signature)}: managed says {ours}.");
        return ours;
    }

    private static void Damage(Draw draw, int kind, byte[] key, byte[] message, byte[] signature)
    {
        switch (kind)
        {
            case 0: break;
            case 1: key[draw.Below(32)] ^= (byte)(1 << draw.Below(8)); break;
            case 2: message[draw.Below(message.Length)] ^= (byte)(1 << draw.Below(8)); break;
            case 3: signature[draw.Below(32)] ^= (byte)(1 << draw.Below(8)); break;
            case 4: signature[32 + draw.Below(32)] ^= (byte)(1 << draw.Below(8)); break;
            case 5: draw.Bytes(32).CopyTo(key, 0); break;
            case 6: signature[63] |= (byte)(0xE0 & draw.Below(256)); break;
            default: Convert.FromHexString(EdgePoints[draw.Below(EdgePoints.Length)]).CopyTo(draw.Below(2) == 0 ? key : signature, 0); break;
        }
    }

    private static byte[] Signed(byte[] point)
    {
        point[31] |= 0x80;
        return point;
    }

    private static byte[] Little(BigInteger value)
    {
        var bytes = new byte[32];
        Assert.True(value.TryWriteBytes(bytes, out _, isUnsigned: true));
        return bytes;
    }

    /// <summary>Numbers that are the same in every run: hashes of a counter.</summary>
    private sealed class Draw(ulong seed)
    {
        private ulong _next = seed << 32;

        public byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            for (var at = 0; at < count; at += 32)
            {
                var counter = new byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(counter, _next++);
                SHA256.HashData(counter).AsSpan(0, Math.Min(32, count - at)).CopyTo(bytes.AsSpan(at));
            }

            return bytes;
        }

        public int Below(int limit) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)) % (uint)limit);
    }
}
