using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Signs with one private key that it does not show. Thread-safe.</summary>
public interface ISigner
{
    PublicKey PublicKey { get; }

    /// <summary>Signs the message as it is.</summary>
    /// <param name="context">What the message is. A signer refuses a message that has not that form.</param>
    Result<byte[], SignErrorCode> Sign(SigningContext context, ReadOnlyMemory<byte> message);
}
