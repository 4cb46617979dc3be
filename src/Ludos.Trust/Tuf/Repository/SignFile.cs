using System.Buffers;
using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Puts signatures and signed bytes together into one metadata file. The same signatures give the same bytes.</summary>
internal static class SignFile
{
    /// <summary>Signs with every signer; null when all did.</summary>
    public static Fault<TufErrorCode>? AddAll(Dictionary<string, byte[]> signatures, byte[] signed, string role, IReadOnlyList<ISigner> signers)
    {
        foreach (var signer in signers)
        {
            if (!signer.Sign(SigningContext.TufMetadata, signed).TryGet(out var signature, out var fault))
            {
                return new Fault<TufErrorCode>(TufErrorCode.NotSigned, $"{role} was not signed by {signer.PublicKey}: {fault.Message}", fault.Mend);
            }

            signatures[TufKey.Of(signer.PublicKey).Id] = signature;
        }

        return null;
    }

    public static byte[] Compose(byte[] signed, Dictionary<string, byte[]> signatures)
    {
        var output = new ArrayBufferWriter<byte>(signed.Length + 256);
        output.Write("{\"signatures\":["u8);
        var isFirst = true;
        foreach (var (keyId, signature) in signatures.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.Write(isFirst ? "{\"keyid\":"u8 : ",{\"keyid\":"u8);
            isFirst = false;
            CanonicalJson.WriteText(Encoding.UTF8.GetBytes(keyId), output);
            output.Write(",\"sig\":"u8);
            CanonicalJson.WriteText(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature)), output);
            output.Write("}"u8);
        }

        output.Write("],\"signed\":"u8);
        output.Write(signed);
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }
}
