using System.Net;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Tests.Support;
using Ludos.Trust;
using NuGet.Versioning;

namespace Ludos.Registry.Tests.Publishing;

/// <summary>A registry that is lied to publishes nothing, and says what the lie was.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly RegistryFixture _registry;

    public RefusalTests() => _registry = new RegistryFixture(_clock);

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task Objects_are_kept_only_under_their_own_digest_whole_and_within_the_bound()
    {
        using var publisher = await JoinAsync();
        byte[] bytes = [1, 2, 3, 4];
        var digest = Digest.Of(bytes);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await publisher.PutAsync(digest, [1, 2, 3]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await publisher.PutAsync(digest, bytes, "br"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await publisher.PutAsync(digest, bytes, "zstd"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await publisher.PutAsync(digest, bytes, "gzip"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await publisher.PutAsync(digest, bytes, "ludos-sealed"));
        Assert.Equal(HttpStatusCode.NotFound, (await publisher.GetAsync($"objects/{digest}")).Status);
        Assert.Equal(HttpStatusCode.Created, await publisher.PutAsync(digest, bytes));
        Assert.Equal(HttpStatusCode.NoContent, await publisher.PutAsync(digest, bytes));
        Assert.Equal(bytes, (await publisher.GetAsync($"objects/{digest}")).Body);
        publisher.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, await publisher.PutAsync(digest, bytes));
    }

    [Fact]
    public async Task A_bomb_is_refused_before_it_is_unpacked()
    {
        using var publisher = await JoinAsync();
        using var packed = new MemoryStream();
        await using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var megabytes = 0; megabytes < (RegistryLimits.MaxObjectBytes / zeros.Length) + 1; megabytes++)
            {
                await brotli.WriteAsync(zeros);
            }
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await publisher.PutAsync(Digest.Of(packed.ToArray()), packed.ToArray(), "br"));
    }

    [Fact]
    public async Task Every_part_that_does_not_fit_the_others_is_refused_and_changes_nothing()
    {
        using var publisher = await JoinAsync();
        using var thief = await PondPublisher.JoinAsync(_registry, _clock, "thief", "loot.*");
        var module = new PondModule("pond.fish", "1.0.0");
        await publisher.UploadAsync(module);
        var before = (await publisher.GetAsync("tuf/timestamp.json")).Body;

        var cases = new (string Code, Action<PondDraft> Spoil)[]
        {
            ("NotTrusted", draft => draft.ModuleSigner = MemorySigner.Generate()),
            ("NotTrusted", draft => draft.RoleSigner = MemorySigner.Generate()),
            ("NotTrusted", draft => draft.Certificates.Clear()),
            ("NotTrusted", draft => draft.Certificates[0] = thief.Certificate),
            ("Inconsistent", draft => draft.Statement = draft.Statement with { ModuleId = "pond.other" }),
            ("Inconsistent", draft => draft.Statement = draft.Statement with { Version = SemanticVersion.Parse("9.0.0") }),
            ("Inconsistent", draft => draft.Statement = draft.Statement with { Digest = Digest.Of([1]) }),
            ("NotAllowed", draft => draft.Statement = draft.Statement with { Publisher = "thief" }),
            ("Conflict", draft => draft.RoleVersion = 2),
            ("Inconsistent", draft => draft.RoleLife = TimeSpan.FromDays(5000)),
            ("Inconsistent", draft => draft.RoleLife = TimeSpan.FromMinutes(1)),
            ("Inconsistent", draft => draft.Targets["pond.else.json"] = TargetFile.Of("x"u8)),
            ("Inconsistent", draft => draft.Index = draft.Index with { Versions = [draft.Index.Versions[0] with { Grants = [] }] }),
            ("Inconsistent", draft => draft.Index = draft.Index with { Versions = [draft.Index.Versions[0] with { Kind = "mod" }] }),
            ("Inconsistent", draft => draft.Index = draft.Index with { Versions = [draft.Index.Versions[0] with { SizeBytes = 7 }] }),
            ("Inconsistent", draft => draft.Index = draft.Index with { Versions = [draft.Index.Versions[0] with { Yanked = "born dead" }] }),
            ("BadRequest", draft => draft.More["surprise"] = "1"),
            ("BadRequest", draft => draft.ReleaseBytes = [.. draft.ReleaseBytes, (byte)' ', (byte)'x']),
        };
        foreach (var (code, spoil) in cases)
        {
            var draft = publisher.Draft(module);
            spoil(draft);
            var answer = await publisher.PostAsync("releases", draft.Body());
            Assert.True(answer.Code == code, $"{code} expected: {answer}");
        }

        Assert.Equal(before, (await publisher.GetAsync("tuf/timestamp.json")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await publisher.GetAsync("modules/pond.fish")).Status);
        Assert.Equal(HttpStatusCode.Created, (await publisher.PostAsync("releases", publisher.Draft(module).Body())).Status);
    }

    [Fact]
    public async Task Somebody_else_s_release_id_or_token_gets_nobody_anywhere()
    {
        using var publisher = await JoinAsync();
        using var thief = await PondPublisher.JoinAsync(_registry, _clock, "thief", "loot.*");
        var module = new PondModule("pond.fish", "1.0.0");
        await publisher.UploadAsync(module);
        var body = publisher.Draft(module).Body();
        Assert.Equal("NotAllowed", (await thief.PostAsync("releases", body)).Code);
        Assert.Equal(HttpStatusCode.Created, (await publisher.PostAsync("releases", body)).Status);
        Assert.Equal("Conflict", (await publisher.PostAsync("releases", body)).Code);

        Assert.Equal("NameTaken", (await thief.PublishAsync(new PondModule("pond.fish", "2.0.0"))).Code);
        Assert.Equal("NotTrusted", (await thief.PublishAsync(new PondModule("pond.new", "1.0.0"))).Code);
        Assert.Equal("NotFound", (await thief.PostAsync("modules/pond.fish/yank", PondYank.Body(publisher, publisher.Draft(new PondModule("pond.fish", "1.0.1")).Index, "1.0.0", "mine now"))).Code);
        thief.Http.DefaultRequestHeaders.Authorization = new("Bearer", new string('A', 43));
        Assert.Equal("NotLoggedIn", (await thief.PostAsync("releases", body)).Code);
    }

    [Fact]
    public async Task Missing_objects_are_named_and_a_release_with_all_of_them_passes()
    {
        using var publisher = await JoinAsync();
        var module = new PondModule("pond.fish", "1.0.0", content: RandomNumberGenerator.GetBytes(200_000));
        var draft = publisher.Draft(module);
        Assert.Equal("MissingObjects", (await publisher.PostAsync("releases", draft.Body())).Code);
        foreach (var (digest, bytes) in module.Objects.SkipLast(1))
        {
            await publisher.PutAsync(digest, bytes);
            Assert.Equal("MissingObjects", (await publisher.PostAsync("releases", draft.Body())).Code);
        }

        var question = System.Text.Encoding.UTF8.GetBytes($"{{\"digests\":[{string.Join(',', module.Objects.Keys.Select(digest => $"\"{digest}\""))}]}}");
        var missing = (await publisher.PostAsync("objects/missing", question)).Json!["missing"]!.AsArray();
        Assert.Equal(module.Objects.Keys.Last().ToString(), Assert.Single(missing)!.GetValue<string>());
        await publisher.UploadAsync(module);
        Assert.Equal(HttpStatusCode.Created, (await publisher.PostAsync("releases", draft.Body())).Status);
    }

    [Fact]
    public async Task A_revoked_key_neither_logs_in_nor_publishes_nor_stays_in_the_metadata()
    {
        using var publisher = await JoinAsync();
        await publisher.PublishAsync(new PondModule("pond.fish", "1.0.0"));
        var module = new PondModule("pond.fish", "1.1.0");
        await publisher.UploadAsync(module);
        _registry.Revoke(publisher.Certificate.Terms.Serial);
        Assert.Equal("NotLoggedIn", (await publisher.PostAsync("releases", publisher.Draft(module).Body())).Code);
        Assert.Equal("NotLoggedIn", (await publisher.PostAsync("login", await publisher.LoginAsync("pond-studio", publisher.Key))).Code);
        var roots = RegistryRoots.Parse((await publisher.GetAsync("roots")).Body).Value;
        var list = RevocationList.Accept(Envelope.Parse((await publisher.GetAsync("revocations")).Body, "list").Value, roots.Trust, null, _clock.Now).Value;
        Assert.True(list.Has(publisher.Certificate.Terms.Serial));
        var bin = System.Text.Encoding.UTF8.GetString((await publisher.GetAsync($"tuf/3.bin-{TufRoles.BinOf("pond.fish.json"):x}.json")).Body);
        Assert.DoesNotContain("dev-pond-studio", bin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_ends_with_its_time()
    {
        using var publisher = await JoinAsync();
        _clock.Advance(TimeSpan.FromDays(366));
        Assert.Equal("NotLoggedIn", (await publisher.PostAsync("login", await publisher.LoginAsync("pond-studio", publisher.Key))).Code);
    }

    [Fact]
    public async Task A_login_is_good_once_for_one_registry_and_for_a_while()
    {
        using var publisher = await JoinAsync();
        var login = await publisher.LoginAsync("pond-studio", publisher.Key);
        Assert.Equal(HttpStatusCode.OK, (await publisher.PostAsync("login", login)).Status);
        Assert.Equal("NotLoggedIn", (await publisher.PostAsync("login", login)).Code);
        Assert.Equal("NotLoggedIn", (await publisher.PostAsync("login", await publisher.LoginAsync("pond-studio", publisher.Key, "other-registry"))).Code);
        Assert.Equal("NotLoggedIn", (await publisher.PostAsync("login", await publisher.LoginAsync("pond-studio", MemorySigner.Generate()))).Code);
        Assert.Equal("NotLoggedIn", (await publisher.PostAsync("login", await publisher.LoginAsync("nobody", publisher.Key))).Code);
        var late = await publisher.LoginAsync("pond-studio", publisher.Key);
        _clock.Advance(RegistryLimits.ChallengeLifetime + TimeSpan.FromSeconds(1));
        Assert.Equal("NotLoggedIn", (await publisher.PostAsync("login", late)).Code);
        _clock.Advance(RegistryLimits.TokenLifetime);
        Assert.Equal(HttpStatusCode.Unauthorized, await publisher.PutAsync(Digest.Of([1]), [1]));
    }

    private Task<PondPublisher> JoinAsync() => PondPublisher.JoinAsync(_registry, _clock, "pond-studio", "pond", "pond.*");
}
