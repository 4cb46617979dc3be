using Xunit;

namespace Ludos.Trust.Tests.Algorithms;

/// <summary>The values of RFC 9180, appendix A.2.1 (base mode, X25519, HKDF-SHA256, ChaCha20-Poly1305), and what must not open.</summary>
public class HpkeTests
{
    private static readonly byte[] Info = Hex("4f6465206f6e2061204772656369616e2055726e");
    private static readonly byte[] EphemeralSecret = Hex("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600");
    private static readonly byte[] EphemeralPublic = Hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
    private static readonly byte[] ReceiverSecret = Hex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    private static readonly byte[] ReceiverPublic = Hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
    private static readonly byte[] Plaintext = Hex("4265617574792069732074727574682c20747275746820626561757479");
    private static readonly byte[] Ciphertext = Hex("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28");
    private static readonly byte[] Associated = "Count-0"u8.ToArray();

    [Fact]
    public void Public_keys_are_those_of_the_appendix()
    {
        Assert.Equal(EphemeralPublic, X25519.PublicKeyOf(EphemeralSecret));
        Assert.Equal(ReceiverPublic, X25519.PublicKeyOf(ReceiverSecret));
    }

    [Fact]
    public void The_schedule_is_that_of_the_appendix()
    {
        var agreed = new byte[X25519.KeyBytes];
        Assert.True(X25519.TryAgree(EphemeralSecret, ReceiverPublic, agreed));
        var (key, nonce) = Hpke.Schedule(agreed, EphemeralPublic, ReceiverPublic, Info);
        Assert.Equal(Hex("ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91"), key);
        Assert.Equal(Hex("5c4d98150661b848853b547f"), nonce);
    }

    [Fact]
    public void Sealing_and_opening_give_the_appendix_s_bytes()
    {
        var message = Hpke.Seal(EphemeralSecret, ReceiverPublic, Info, Associated, Plaintext).Value;
        Assert.Equal(EphemeralPublic, message.Encapsulated.ToArray());
        Assert.Equal(Ciphertext, message.Ciphertext.ToArray());
        Assert.Equal(Plaintext, Hpke.Open(ReceiverSecret, new HpkeMessage(EphemeralPublic, Ciphertext), Info, Associated).Value);
    }

    [Fact]
    public void A_fresh_message_opens_for_its_receiver_alone()
    {
        var message = Hpke.Seal(ReceiverPublic, Info, Associated, Plaintext).Value;
        Assert.Equal(Plaintext, Hpke.Open(ReceiverSecret, message, Info, Associated).Value);
        Assert.Equal(HpkeErrorCode.NotAuthentic, Hpke.Open(EphemeralSecret, message, Info, Associated).Fault!.Code);
        Assert.Equal(HpkeErrorCode.NotAuthentic, Hpke.Open(ReceiverSecret, message, Associated, Associated).Fault!.Code);
        Assert.Equal(HpkeErrorCode.NotAuthentic, Hpke.Open(ReceiverSecret, message, Info, Info).Fault!.Code);
        Assert.NotEqual(message.Encapsulated.ToArray(), Hpke.Seal(ReceiverPublic, Info, Associated, Plaintext).Value.Encapsulated.ToArray());
    }

    [Fact]
    public void Any_altered_byte_and_any_cut_is_refused()
    {
        for (var index = 0; index < EphemeralPublic.Length + Ciphertext.Length; index++)
        {
            var (encapsulated, ciphertext) = (EphemeralPublic.ToArray(), Ciphertext.ToArray());
            (index < encapsulated.Length ? encapsulated : ciphertext)[index < encapsulated.Length ? index : index - encapsulated.Length] ^= 1;
            Assert.False(Hpke.Open(ReceiverSecret, new HpkeMessage(encapsulated, ciphertext), Info, Associated).IsOk, $"byte {index}");
        }

        for (var length = 0; length < Ciphertext.Length; length++)
        {
            Assert.Equal(HpkeErrorCode.NotAuthentic, Hpke.Open(ReceiverSecret, new HpkeMessage(EphemeralPublic, Ciphertext.AsMemory(0, length)), Info, Associated).Fault!.Code);
        }

        Assert.Equal(HpkeErrorCode.BadKey, Hpke.Open(ReceiverSecret, new HpkeMessage(EphemeralPublic.AsMemory(1), Ciphertext), Info, Associated).Fault!.Code);
    }

    /// <summary>RFC 9180, section 7.1.4: what was agreed on with a point of small order is no secret.</summary>
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")]
    [InlineData("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    public void Keys_of_small_order_are_refused_both_ways(string key)
    {
        Assert.Equal(HpkeErrorCode.BadKey, Hpke.Seal(Hex(key), Info, Associated, Plaintext).Fault!.Code);
        Assert.Equal(HpkeErrorCode.BadKey, Hpke.Open(ReceiverSecret, new HpkeMessage(Hex(key), Ciphertext), Info, Associated).Fault!.Code);
    }

    [Fact]
    public void An_empty_message_is_a_message()
    {
        var message = Hpke.Seal(ReceiverPublic, [], [], []).Value;
        Assert.Empty(Hpke.Open(ReceiverSecret, message, [], []).Value);
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
