using Ludos.Trust.Tests.Tuf.Simulation;

namespace Ludos.Trust.Tests.Tuf.Attacks;

/// <summary>Metadata signed by keys that may not, by too few, or by one key in several guises.</summary>
internal static class KeyAttacks
{
    private static readonly MemorySigner Thief = SimulatedRepository.Key(66);

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("wrong key: timestamp", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            repository.TimestampKey = Thief;
            repository.PublishTimestamp();
        }),
        new("wrong key: snapshot", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            repository.SnapshotKey = Thief;
            repository.PublishSnapshot();
        }),
        new("wrong key: targets", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            repository.TargetsKey = Thief;
            repository.PublishAll();
        }),
        new("wrong key: bin", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            var key = repository.BinKey;
            repository.PublishTargets(key);
            repository.BinKey = Thief;
            repository.PublishBins();
            repository.PublishSnapshot();
        }),
        new("wrong key: developer (a registry that was taken over makes a module)", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            repository.PublishDeveloper("anna", repository.BinKey, repository.AnnasTargets);
            repository.PublishSnapshot();
        }),
        new("wrong key: one developer signs for another", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            repository.PublishDeveloper("anna", repository.Bert, repository.AnnasTargets);
            repository.PublishSnapshot();
        }),
        new("wrong key: the signature names the right key", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            var rightId = TufKey.Of(repository.TimestampKey.PublicKey).Id;
            repository.TimestampKey = Thief;
            repository.PublishTimestamp();
            repository.Tamper("timestamp.json", TufKey.Of(Thief.PublicKey).Id, rightId);
        }),
        new("revoked key: timestamp by the key of the root before", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            var revoked = repository.TimestampKey;
            repository.TimestampKey = SimulatedRepository.Key(40);
            repository.PublishRoot();
            repository.TimestampKey = revoked;
            repository.PublishTimestamp();
        }),
        new("revoked key: developer's role by a key that the bin names no more", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            var revoked = repository.Anna;
            repository.Anna = SimulatedRepository.Key(41);
            repository.PublishBins();
            repository.PublishDeveloper("anna", revoked, repository.AnnasTargets);
            repository.PublishSnapshot();
        }),
        new("root signed by the new keys alone", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            repository.RootKeys = [Thief, SimulatedRepository.Key(67), SimulatedRepository.Key(68)];
            repository.PublishRoot();
        }),
        new("root signed by the old keys alone", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            var old = repository.RootKeys;
            repository.RootKeys = [Thief, SimulatedRepository.Key(67), SimulatedRepository.Key(68)];
            repository.PublishRoot([.. old]);
        }),
        new("root below its threshold", TufErrorCode.TooFewSignatures, (repository, _) => repository.PublishRoot([repository.RootKeys[0]])),
        new("threshold: one key signs under a second identifier", TufErrorCode.TooFewSignatures, (repository, _) => OneKeyTwice(repository, spelling: key => key)),
        new("threshold: one key in another spelling", TufErrorCode.TooFewSignatures, (repository, _) => OneKeyTwice(repository, spelling: key => key.ToUpperInvariant())),
        new("threshold: the same signature twice", TufErrorCode.DuplicateSignature, (repository, _) =>
        {
            var root = repository.PublishRoot([repository.RootKeys[0]]);
            var signature = Signature(root);
            repository.Tamper(root.FileName, $"[{signature}]", $"[{signature},{signature}]");
        }),
        new("threshold: a role names one key twice", TufErrorCode.BadMetadata, (repository, _) =>
        {
            var root = repository.PublishRoot();
            var id = TufKey.Of(repository.TimestampKey.PublicKey).Id;
            repository.TamperAndSign(root.FileName, $"\"timestamp\":{{\"keyids\":[\"{id}\"]", $"\"timestamp\":{{\"keyids\":[\"{id}\",\"{id}\"]", [.. repository.RootKeys]);
        }),
        new("threshold of zero", TufErrorCode.BadMetadata, (repository, _) =>
        {
            var root = repository.PublishRoot();
            repository.TamperAndSign(root.FileName, "\"threshold\":1", "\"threshold\":0", [.. repository.RootKeys]);
        }),
        new("threshold below zero", TufErrorCode.BadMetadata, (repository, _) =>
        {
            var root = repository.PublishRoot();
            repository.TamperAndSign(root.FileName, "\"threshold\":1", "\"threshold\":-1", [.. repository.RootKeys]);
        }),
        new("no signatures at all", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            var timestamp = repository.PublishTimestamp();
            repository.Tamper(timestamp.FileName, Signature(timestamp), "");
        }),
        new("a key of a type that nobody knows", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            var root = repository.PublishRoot();
            var key = TufKey.Of(repository.TimestampKey.PublicKey);
            repository.TamperAndSign(
                root.FileName,
                $"\"{key.Id}\":{{\"keytype\":\"ed25519\",\"keyval\":{{\"public\":\"{key.Public}\"}},\"scheme\":\"ed25519\"}}",
                $"\"{key.Id}\":{{\"keytype\":\"trust-me\",\"keyval\":{{\"public\":\"{key.Public}\"}},\"scheme\":\"trust-me\"}}",
                [.. repository.RootKeys]);
        }),
    ];

    /// <summary>The root's threshold of two is met by one key that stands in the table twice.</summary>
    private static void OneKeyTwice(SimulatedRepository repository, Func<string, string> spelling)
    {
        var key = TufKey.Of(repository.RootKeys[0].PublicKey);
        var root = repository.PublishRoot();
        var second = $"\"0second\":{{\"keytype\":\"ed25519\",\"keyval\":{{\"public\":\"{spelling(key.Public)}\"}},\"scheme\":\"ed25519\"}}";
        repository.TamperAndSign(root.FileName, [("\"keys\":{", $"\"keys\":{{{second},"), ("\"root\":{\"keyids\":[", "\"root\":{\"keyids\":[\"0second\",")], [.. repository.RootKeys]);

        // The next root is signed by that one key under both names.
        var next = repository.PublishRoot([repository.RootKeys[0]]);
        repository.TamperAndSign(next.FileName, [("\"keys\":{", $"\"keys\":{{{second},"), ("\"root\":{\"keyids\":[", "\"root\":{\"keyids\":[\"0second\",")], [repository.RootKeys[0]]);
        var signature = Signature(new SignedRole("root", next.Version, repository.Source.Files[next.FileName]));
        repository.Tamper(next.FileName, $"[{signature}]", $"[{signature},{signature.Replace(key.Id, "0second", StringComparison.Ordinal)}]");
    }

    private static string Signature(SignedRole role)
    {
        var text = System.Text.Encoding.UTF8.GetString(role.Bytes.Span);
        var begin = text.IndexOf('[', StringComparison.Ordinal) + 1;
        return text[begin..text.IndexOf(']', StringComparison.Ordinal)];
    }
}
