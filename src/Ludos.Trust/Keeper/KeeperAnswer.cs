using Ludos.Base;
using Ludos.Protocols;
using Ludos.Protocols.Trust.V1;

namespace Ludos.Trust;

/// <summary>What the keeper answers, before it is a message. Immutable.</summary>
internal sealed record KeeperAnswer
{
    internal static KeeperAnswer Done { get; } = new();

    internal Fault<KeyErrorCode>? Fault { get; init; }

    internal KeeperStatus? Status { get; init; }

    internal IReadOnlyList<KeptKey> Keys { get; init; } = [];

    internal IReadOnlyList<ReadOnlyMemory<byte>> Contents { get; init; } = [];

    internal DateTimeOffset? Time { get; init; }

    public static implicit operator KeeperAnswer(Fault<KeyErrorCode> fault) => new() { Fault = fault };

    internal static KeeperAnswer Of(Fault<KeyErrorCode>? fault) => fault is null ? Done : fault;

    internal static KeeperAnswer Of(Result<KeptKey, KeyErrorCode> key) => key.TryGet(out var done, out var fault) ? new KeeperAnswer { Keys = [done] } : fault;

    internal static KeeperAnswer Of(Result<byte[], KeyErrorCode> content) => content.TryGet(out var done, out var fault) ? new KeeperAnswer { Contents = [done] } : fault;

    internal MessageBuilder Write()
    {
        var message = new MessageBuilder();
        var reply = message.InitRoot<KeeperReplyBuilder>();
        if (Fault is not null)
        {
            reply.Code = (ushort)Fault.Code;
            reply.SetMessage(Fault.Message);
            reply.SetMend(Fault.Mend);
            return message;
        }

        if (Status is not null)
        {
            reply.ProcessId = (uint)Status.ProcessId;
            reply.HasStore = Status.HasStore;
            reply.IsProtected = Status.IsProtected;
            reply.IsUnlocked = Status.IsUnlocked;
            reply.IsMemoryLocked = Status.IsMemoryLocked;
            reply.IsGuarded = Status.IsGuarded;
            reply.SetDerivation(Status.Derivation);
        }

        reply.Time = Time?.ToUnixTimeSeconds() ?? 0;
        var keys = reply.InitKeys(Keys.Count);
        for (var index = 0; index < Keys.Count; index++)
        {
            var key = keys[index];
            key.SetName(Keys[index].Name);
            key.SetAlgorithm(Keys[index].Algorithm);
            key.Purposes = (uint)Keys[index].Purposes;
            key.Created = Keys[index].Created.ToUnixTimeSeconds();
            key.SetPublicKey(Keys[index].PublicBytes.Span);
        }

        var contents = reply.InitContents(Contents.Count);
        for (var index = 0; index < Contents.Count; index++)
        {
            contents.Set(index, Contents[index].Span);
        }

        return message;
    }

    /// <summary>Reads a reply; everything in it is copied and checked.</summary>
    internal static Result<KeeperAnswer, KeyErrorCode> Read(ReadOnlySpan<byte> bytes)
    {
        if (!MessageReader.TryOpen(bytes, KeeperChannel.Limits, out var message, out var unread))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, unread.Message, "Use the same version on both sides.");
        }

        var reply = KeeperReplyReader.From(message.Root);
        var answer = reply.Code != 0 ? new Fault<KeyErrorCode>(CodeOf(reply.Code), reply.Message, reply.Mend) : Read(reply);
        if (message.Check("The keeper's reply") is { } broken)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, broken.Message, broken.Mend);
        }

        if (answer is null)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, "The keeper's reply has a key or a date that cannot be.", "Use the same version on both sides.");
        }

        return answer;
    }

    private static KeeperAnswer? Read(KeeperReplyReader reply)
    {
        var keys = new List<KeptKey>();
        if (reply.Time < 0 || reply.Time > DateTimeOffset.MaxValue.ToUnixTimeSeconds() || reply.Keys.Count > KeyLimits.MaxKeys)
        {
            return null;
        }

        for (var index = 0; index < reply.Keys.Count; index++)
        {
            var key = reply.Keys[index];
            if (!KeyLimits.IsName(key.Name) || !KeyRing.MayHave(key.Algorithm, (KeyPurposes)key.Purposes) || key.PublicKey.Length != KeptSecret.SecretBytes
                || key.Created < 0 || key.Created > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            {
                return null;
            }

            keys.Add(new KeptKey(key.Name, key.Algorithm, (KeyPurposes)key.Purposes, DateTimeOffset.FromUnixTimeSeconds(key.Created), key.PublicKey.ToArray()));
        }

        var contents = new List<ReadOnlyMemory<byte>>();
        for (var index = 0; index < reply.Contents.Count; index++)
        {
            contents.Add(reply.Contents[index].ToArray());
        }

        return new KeeperAnswer
        {
            Status = new KeeperStatus((int)reply.ProcessId, reply.HasStore, reply.IsProtected, reply.IsUnlocked, reply.IsMemoryLocked, reply.IsGuarded, reply.Derivation),
            Keys = keys,
            Contents = contents,
            Time = DateTimeOffset.FromUnixTimeSeconds(reply.Time),
        };
    }

    private static KeyErrorCode CodeOf(ushort code) => Enum.IsDefined((KeyErrorCode)code) ? (KeyErrorCode)code : KeyErrorCode.BadMessage;
}
