using System.Text;
using Ludos.Base;
using Ludos.Trust.Tests.Tuf.Simulation;
using Xunit;

namespace Ludos.Trust.Tests.Tuf.Attacks;

/// <summary>Files without end, of the wrong length, form, type or name, and delegations that lead nowhere.</summary>
internal static class ContentAttacks
{
    private const string Anna = "dev-anna";

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("endless data: timestamp", TufErrorCode.TooLarge, (repository, _) => repository.Source.Files["timestamp.json"] = new byte[TufLimits.Default.MaxTimestampBytes + 1]),
        new("endless data: root", TufErrorCode.TooLarge, (repository, _) => repository.Source.Files["3.root.json"] = new byte[TufLimits.Default.MaxRootBytes + 1]),
        new("endless data: one byte more than the snapshot says", TufErrorCode.TooLarge, (repository, _) =>
        {
            repository.PublishDeveloper("anna", repository.Anna, repository.AnnasTargets);
            repository.PublishSnapshot();
            repository.Source.Files["3.dev-anna.json"] = (byte[])[.. repository.Source.Files["3.dev-anna.json"].Span, (byte)' '];
        }),
        new("a length that no client would read", TufErrorCode.TooLarge, (repository, _) =>
        {
            repository.PublishDeveloper("anna", repository.Anna, repository.AnnasTargets);
            repository.List(Anna, new MetaFile(3, TufLimits.MaxInteger));
            repository.PublishSnapshot();
            repository.Source.Files["3.dev-anna.json"] = new byte[TufLimits.Default.MaxTargetsBytes + 1];
        }),
        new("slow retrieval", TufErrorCode.TooSlow, (repository, _) => repository.Source.Faults["timestamp.json"] = new Fault<TufErrorCode>(TufErrorCode.TooSlow, "It drips.")),
        new("the newest root is held back by an error", TufErrorCode.Unreachable, (repository, _) => repository.Source.Faults["3.root.json"] = new Fault<TufErrorCode>(TufErrorCode.Unreachable, "Status 500.")),
        new("truncated file", TufErrorCode.WrongLength, (repository, _) =>
        {
            repository.PublishAll();
            repository.Source.Files["3.targets.json"] = repository.Source.Files["3.targets.json"][..^1];
        }),
        new("arbitrary software: a digest changed in a developer's role", TufErrorCode.WrongHash, (repository, _) =>
        {
            repository.AnnasTargets["shoal.json"] = "shoal 2"u8.ToArray();
            repository.PublishAll();
            repository.Tamper("3.dev-anna.json", Digest.Of("shoal 2"u8).ToString(), Digest.Of("evil 22"u8).ToString());
        }),
        new("arbitrary software: even with a snapshot that agrees", TufErrorCode.TooFewSignatures, (repository, _) =>
        {
            repository.AnnasTargets["shoal.json"] = "shoal 2"u8.ToArray();
            repository.PublishAll();
            repository.Tamper("3.dev-anna.json", Digest.Of("shoal 2"u8).ToString(), Digest.Of("evil 22"u8).ToString());
            repository.List(Anna, new SignedRole(Anna, 3, repository.Source.Files["3.dev-anna.json"]).Meta);
            repository.PublishSnapshot();
        }),
        new("extraneous dependency: a developer vouches for a path that is not theirs", TufErrorCode.TargetNotFound, (repository, client) =>
        {
            repository.BertsTargets["extra.json"] = "extra"u8.ToArray();
            repository.PublishDeveloper("bert", repository.Bert, repository.BertsTargets);
            repository.PublishSnapshot();
            client.LooksFor = "extra.json";
        }),
        new("wrong type: a snapshot in the place of the timestamp", TufErrorCode.WrongType, (repository, _) => Resign(repository, "\"_type\":\"timestamp\"", "\"_type\":\"snapshot\"")),
        new("another major version of the specification", TufErrorCode.UnsupportedSpecification, (repository, _) => Resign(repository, "\"spec_version\":\"1.", "\"spec_version\":\"2.")),
        new("an expiry that is no time", TufErrorCode.BadMetadata, (repository, _) => Resign(repository, "\"expires\":\"2030-", "\"expires\":\"next year-")),
        new("a version that is no number", TufErrorCode.BadMetadata, (repository, _) => Resign(repository, "\"version\":3}", "\"version\":\"3\"}")),
        new("a version of zero", TufErrorCode.BadMetadata, (repository, _) => Resign(repository, "\"version\":3}", "\"version\":0}")),
        new("a version with a fraction", TufErrorCode.BadJson, (repository, _) => Raw(repository, "\"version\":3}", "\"version\":3.0}")),
        new("a version with an exponent", TufErrorCode.BadJson, (repository, _) => Raw(repository, "\"version\":3}", "\"version\":3e0}")),
        new("bad JSON", TufErrorCode.BadJson, (repository, _) => Raw(repository, "\"version\"", "version")),
        new("nothing", TufErrorCode.BadJson, (repository, _) => repository.Source.Files["timestamp.json"] = default),
        new("a comment", TufErrorCode.BadJson, (repository, _) => Raw(repository, "{\"signatures\"", "/* */{\"signatures\"")),
        new("two documents", TufErrorCode.BadJson, (repository, _) => Raw(repository, "{\"signatures\"", "{}{\"signatures\"")),
        new("a byte order mark", TufErrorCode.BadJson, (repository, _) => Raw(repository, "{\"signatures\"", "\uFEFF{\"signatures\"")),
        new("a name twice", TufErrorCode.BadJson, (repository, _) => Raw(repository, "\"version\":3}", "\"version\":3,\"version\":9}")),
        new("unicode tricks: a name twice, once in escapes", TufErrorCode.BadJson, (repository, _) => Raw(repository, "\"version\":3}", "\"version\":3,\"versi\\u006fn\":9}")),
        new("unicode tricks: half of a surrogate pair", TufErrorCode.BadJson, (repository, _) => Raw(repository, "\"version\":3}", "\"version\":3,\"x\":\"\\ud800\"}")),
        new("unicode tricks: half of a surrogate pair in a name", TufErrorCode.BadJson, (repository, _) => Raw(repository, "\"version\":3}", "\"version\":3,\"\\udc00\":1}")),
        new("unicode tricks: bytes that are no UTF-8", TufErrorCode.BadJson, (repository, _) =>
        {
            repository.PublishTimestamp();
            repository.Source.Files["timestamp.json"] = (byte[])[.. repository.Source.Files["timestamp.json"].Span, 0xC0, 0xAF];
        }),
        new("unicode tricks: a letter that only looks the same", TufErrorCode.TargetNotFound, (_, client) => client.LooksFor = "sh\u043Eal.json"),
        new("deep JSON", TufErrorCode.BadJson, (repository, _) => Raw(repository, "\"version\":3}", $"\"version\":3,\"x\":{new string('[', 40)}{new string(']', 40)}}}")),
        new("path traversal in a target's name", TufErrorCode.BadName, (_, client) => client.LooksFor = "../../etc/passwd"),
        new("an absolute target", TufErrorCode.BadName, (_, client) => client.LooksFor = "/etc/passwd"),
        new("backslashes in a target's name", TufErrorCode.BadName, (_, client) => client.LooksFor = "..\\shoal.json"),
        new("a zero character in a target's name", TufErrorCode.BadName, (_, client) => client.LooksFor = "shoal.json\0.png"),
        new("a delegated role that calls itself root", TufErrorCode.BadName, (repository, _) => repository.PublishTop(Delegate("root", ["*"]))),
        new("a delegated role that calls itself Timestamp", TufErrorCode.BadName, (repository, _) => repository.PublishTop(Delegate("Timestamp", ["*"]))),
        new("a delegation to one role twice", TufErrorCode.BadMetadata, (repository, _) => repository.PublishTop(Delegate("a", ["*"]), Delegate("a", ["*"]))),
        new("a cycle of delegations", TufErrorCode.TargetNotFound, (repository, client) =>
        {
            repository.PublishTop(Delegate("a", ["*"]));
            repository.PublishDelegating("a", Delegate("b", ["*"]));
            repository.PublishDelegating("b", Delegate("a", ["*"]), Delegate("b", ["*"]));
            client.LooksFor = "nowhere";
        }),
        new("a chain of delegations without end", TufErrorCode.TooManyRoles, (repository, client) =>
        {
            repository.PublishTop(Delegate("r0", ["*"]));
            for (var role = 0; role < 2 * TufLimits.Default.MaxVisitedRoles; role++)
            {
                repository.PublishDelegating($"r{role}", Delegate($"r{role + 1}", ["*"]));
            }

            client.LooksFor = "nowhere";
        }),
        new("delegations as broad as a field", TufErrorCode.TooManyRoles, (repository, client) =>
        {
            var roles = Enumerable.Range(0, 2 * TufLimits.Default.MaxVisitedRoles).Select(role => Delegate($"w{role}", ["*"])).ToArray();
            repository.PublishTop(roles);
            foreach (var role in roles)
            {
                repository.PublishDelegating(role.Name);
            }

            client.LooksFor = "nowhere";
        }),
        new("a role reached through another delegator than the one that trusts its key", TufErrorCode.TooFewSignatures, (repository, client) =>
        {
            repository.PublishTop(Delegate("a", ["*"]), Delegate("b", ["x*"]));
            repository.PublishDelegating("a", Delegate("release", ["y*"]));
            repository.PublishDelegating("b", Delegate("release", ["*"], SimulatedRepository.Key(77)));
            repository.PublishDelegating("release");
            client.LooksFor = "x1";
        }),
    ];

    private static DelegatedRole Delegate(string name, string[] paths, MemorySigner? key = null) =>
        new(name, new RoleKeys([TufKey.Of((key ?? SimulatedRepository.Key(7)).PublicKey).Id], 1), IsTerminating: false, [.. paths]);

    /// <summary>A timestamp whose text is changed before its rightful key signs it.</summary>
    private static void Resign(SimulatedRepository repository, string from, string to)
    {
        repository.PublishTimestamp();
        repository.TamperAndSign("timestamp.json", from, to, [repository.TimestampKey]);
    }

    /// <summary>A timestamp whose text is changed in ways that no canonical form has, so that nobody can sign it.</summary>
    private static void Raw(SimulatedRepository repository, string from, string to)
    {
        repository.PublishTimestamp();
        var text = Encoding.UTF8.GetString(repository.Source.Files["timestamp.json"].Span);
        repository.Source.Files["timestamp.json"] = Encoding.UTF8.GetBytes(ReplaceLast(text, from, to));
    }

    private static string ReplaceLast(string text, string from, string to)
    {
        var at = text.LastIndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{from} is not in {text}");
        return text[..at] + to + text[(at + from.Length)..];
    }
}
