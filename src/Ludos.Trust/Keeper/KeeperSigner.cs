using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Signs with a key in the keeper.</summary>
internal sealed class KeeperSigner(KeeperClient client, string name, PublicKey publicKey) : ISigner
{
    public PublicKey PublicKey => publicKey;

    public Result<byte[], SignErrorCode> Sign(SigningContext context, ReadOnlyMemory<byte> message)
    {
        if (!client.Sign(name, context, message).TryGet(out var signature, out var fault))
        {
            return new Fault<SignErrorCode>(CodeOf(fault.Code), fault.Message, fault.Mend);
        }

        // The keeper may have been given another key of this name since.
        return publicKey.Verify(message.Span, signature)
            ? signature
            : new Fault<SignErrorCode>(SignErrorCode.NoKey, $"Key '{name}' is not the one that it was.", "Start again, so that its new public key is read.");
    }

    private static SignErrorCode CodeOf(KeyErrorCode code) => code switch
    {
        KeyErrorCode.NotAllowed => SignErrorCode.NotAllowed,
        KeyErrorCode.NoStore or KeyErrorCode.Locked or KeyErrorCode.NoKey => SignErrorCode.NoKey,
        _ => SignErrorCode.Unavailable,
    };
}
