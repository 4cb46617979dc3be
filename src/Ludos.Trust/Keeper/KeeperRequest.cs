using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Protocols;
using Ludos.Protocols.Trust.V1;

namespace Ludos.Trust;

/// <summary>A request to the keeper, out of its message or before it is one. Disposing zeroes its secrets.</summary>
internal sealed class KeeperRequest : IDisposable
{
    internal required KeeperOperation Operation { get; init; }

    internal string Name { get; init; } = "";

    internal string Algorithm { get; init; } = "";

    internal string Store { get; init; } = "";

    internal KeyPurposes Purposes { get; init; }

    internal SigningContext Context { get; init; }

    internal int Generation { get; init; }

    internal bool IsUnprotected { get; init; }

    internal byte[] Passphrase { get; init; } = [];

    internal byte[] NewPassphrase { get; init; } = [];

    internal byte[] Associated { get; init; } = [];

    internal byte[] Content { get; init; } = [];

    internal MessageBuilder Write()
    {
        var message = new MessageBuilder();
        var request = message.InitRoot<KeeperRequestBuilder>();
        request.Operation = Operation;
        request.Context = (ushort)Context;
        request.Purposes = (uint)Purposes;
        request.Generation = (uint)Generation;
        request.Unprotected = IsUnprotected;
        request.SetName(Name);
        request.SetAlgorithm(Algorithm);
        request.SetStore(Store);
        request.SetPassphrase(Passphrase);
        request.SetNewPassphrase(NewPassphrase);
        request.SetAssociated(Associated);
        request.SetContent(Content);
        return message;
    }

    /// <summary>Reads a request; everything in it is copied and bounded.</summary>
    internal static Result<KeeperRequest, KeyErrorCode> Read(ReadOnlySpan<byte> bytes)
    {
        if (!MessageReader.TryOpen(bytes, KeeperChannel.Limits, out var message, out var unread))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, unread.Message, "Use the same version on both sides.");
        }

        var reader = KeeperRequestReader.From(message.Root);
        if (Complaint(reader) is { } complaint)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, $"The request {complaint}.", "Use the same version on both sides.");
        }

        var request = new KeeperRequest
        {
            Operation = reader.Operation,
            Name = reader.Name,
            Algorithm = reader.Algorithm,
            Store = reader.Store,
            Purposes = (KeyPurposes)reader.Purposes,
            Context = (SigningContext)reader.Context,
            Generation = (int)reader.Generation,
            IsUnprotected = reader.Unprotected,
            Passphrase = reader.Passphrase.ToArray(),
            NewPassphrase = reader.NewPassphrase.ToArray(),
            Associated = reader.Associated.ToArray(),
            Content = reader.Content.ToArray(),
        };
        if (message.Check("The request") is not { } broken)
        {
            return request;
        }

        request.Dispose();
        return new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, broken.Message, broken.Mend);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(Passphrase);
        CryptographicOperations.ZeroMemory(NewPassphrase);
    }

    private static string? Complaint(KeeperRequestReader reader) =>
        !Enum.IsDefined(reader.Operation) || reader.Operation == KeeperOperation.Unknown ? $"asks for something unknown (operation {(ushort)reader.Operation})"
        : !Enum.IsDefined((SigningContext)reader.Context) ? $"names a form that is unknown ({reader.Context})"
        : reader.NameUtf8.Length > KeeperConstants.KeeperMaxNameBytes || reader.AlgorithmUtf8.Length > KeeperConstants.KeeperMaxNameBytes || reader.StoreUtf8.Length > KeeperConstants.KeeperMaxNameBytes ? $"has a name above {KeeperConstants.KeeperMaxNameBytes} bytes"
        : reader.Passphrase.Length > KeeperConstants.KeeperMaxPassphraseBytes || reader.NewPassphrase.Length > KeeperConstants.KeeperMaxPassphraseBytes ? $"has a passphrase above {KeeperConstants.KeeperMaxPassphraseBytes} bytes"
        : reader.Content.Length > KeeperConstants.KeeperMaxContentBytes || reader.Associated.Length > KeeperConstants.KeeperMaxNameBytes ? $"has content above {KeeperConstants.KeeperMaxContentBytes} bytes"
        : reader.Generation > int.MaxValue ? "has a generation out of range"
        : null;
}
