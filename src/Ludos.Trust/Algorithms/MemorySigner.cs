using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A signer whose seed lies in this process: for a registry's own online keys and for tests. People's keys stay in the keeper.</summary>
public sealed class MemorySigner : ISigner
{
    private readonly byte[] _seed;

    /// <param name="seed">32 secret bytes; copied.</param>
    public MemorySigner(ReadOnlySpan<byte> seed)
    {
        _seed = seed.ToArray();
        PublicKey = PublicKey.Ed25519(Ed25519.PublicKeyOf(seed));
    }

    public PublicKey PublicKey { get; }

    /// <summary>A signer with a fresh seed from the system's generator.</summary>
    public static MemorySigner Generate() => new(RandomNumberGenerator.GetBytes(Ed25519.SeedBytes));

    public Result<byte[], SignErrorCode> Sign(SigningContext context, ReadOnlyMemory<byte> message) => SigningForm.Fits(context, message.Span)
        ? Ed25519.Sign(_seed, message.Span)
        : new Fault<SignErrorCode>(SignErrorCode.WrongForm, $"The message has not the form of {context}.");
}
