using System.Net;
using System.Text;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Platform;
using Ludos.Registry.Tests.Support;
using Ludos.Trust;

namespace Ludos.Registry.Tests.Publishing;

/// <summary>The way of a release from a publisher to a client that trusts nothing but the first root.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly RegistryFixture _registry;

    public PublishTests() => _registry = new RegistryFixture(_clock);

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task What_is_published_reaches_a_client_by_metadata_and_verifies_with_its_bundle()
    {
        using var publisher = await PondPublisher.JoinAsync(_registry, _clock, "pond-studio", "pond", "pond.*");
        var module = new PondModule("pond.fish", "1.0.0", content: [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 7))]);
        var published = await publisher.PublishAsync(module);
        Assert.True(published.Status == HttpStatusCode.Created, published.ToString());

        var roots = RegistryRoots.Parse((await publisher.GetAsync("roots")).Body).Value;
        var index = await FetchIndexAsync(roots, "pond.fish");
        var entry = index.Find(module.Version)!;
        var release = Release.Parse((await publisher.GetAsync($"objects/{entry.Release.Digest}")).Body, "release").Value;
        Assert.Equal(entry.Module, release.Module.Digest);

        var bundle = (await publisher.GetAsync($"bundles/{release.Module.Digest}")).Body;
        Assert.Equal($"{{\"bundle\":{Encoding.UTF8.GetString(bundle)}}}", Encoding.UTF8.GetString(published.Body));
        var revocations = RevocationList.Accept(Envelope.Parse((await publisher.GetAsync("revocations")).Body, "revocations").Value, roots.Trust, null, _clock.Now).Value;
        var verifier = new ModuleVerifier(new VerifierOptions { Roots = roots.Trust, Revocations = () => RevocationSet.Empty.With(revocations) });
        var verified = verifier.Verify(module.Bytes, ModuleOrigin.Installed, "pond.fish", bundle, _clock.Now);
        Assert.True(verified.IsOk, verified.Fault?.ToString());
        Assert.Equal("pond-studio", verified.Value.Publisher!.Name);
        Assert.True(verified.Value.Publisher.LogIndex > 0);
    }

    [Fact]
    public async Task Later_versions_follow_and_earlier_or_equal_ones_are_refused()
    {
        using var publisher = await PondPublisher.JoinAsync(_registry, _clock, "pond-studio", "pond.*");
        Assert.Equal(HttpStatusCode.Created, (await publisher.PublishAsync(new PondModule("pond.fish", "1.0.0"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await publisher.PublishAsync(new PondModule("pond.shark", "1.0.0"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await publisher.PublishAsync(new PondModule("pond.fish", "1.1.0"))).Status);

        var replayed = publisher.Draft(new PondModule("pond.fish", "1.2.0"));
        await publisher.UploadAsync(replayed.Module);
        var body = replayed.Body();
        Assert.Equal(HttpStatusCode.Created, (await publisher.PostAsync("releases", body)).Status);
        Assert.Equal("Conflict", (await publisher.PostAsync("releases", body)).Code);

        var roots = RegistryRoots.Parse((await publisher.GetAsync("roots")).Body).Value;
        Assert.Equal(["1.0.0", "1.1.0", "1.2.0"], (await FetchIndexAsync(roots, "pond.fish")).Versions.Select(version => version.Version.ToFullString()));
        Assert.Equal("1.0.0", Assert.Single((await FetchIndexAsync(roots, "pond.shark")).Versions).Version.ToFullString());
    }

    [Fact]
    public async Task A_yanked_version_stays_in_the_index_and_says_why()
    {
        using var publisher = await PondPublisher.JoinAsync(_registry, _clock, "pond-studio", "pond.*");
        await publisher.PublishAsync(new PondModule("pond.fish", "1.0.0"));
        await publisher.PublishAsync(new PondModule("pond.fish", "1.1.0"));
        var index = publisher.IndexOf("pond.fish");
        var yanked = index.Yank(index.Versions[1].Version, "eats its own tail");
        var answer = await publisher.PostAsync("modules/pond.fish/yank", PondYank.Body(publisher, yanked, "1.1.0", "eats its own tail"));
        Assert.True(answer.Status == HttpStatusCode.NoContent, answer.ToString());

        var roots = RegistryRoots.Parse((await publisher.GetAsync("roots")).Body).Value;
        Assert.Equal("eats its own tail", (await FetchIndexAsync(roots, "pond.fish")).Versions[1].Yanked);
        var page = (await publisher.GetAsync("modules/pond.fish")).Json!;
        Assert.Equal("1.0.0", page["latest"]!.GetValue<string>());
        Assert.Equal("eats its own tail", page["versions"]![0]!["yanked"]!.GetValue<string>());
    }

    private async Task<ModuleIndex> FetchIndexAsync(RegistryRoots roots, string id)
    {
        var folder = Directory.CreateTempSubdirectory("ludos-tuf-");
        try
        {
            using var http = new BoundedHttp(new MonotonicClock());
            using var client = TufClient.Open(folder.FullName, new HttpMetadataSource(http, new Uri(_registry.Address, "tuf")), roots.Root).Value;
            var refresh = await client.Refresh(_clock.Now);
            Assert.True(refresh.IsOk, refresh.Fault?.ToString());
            var found = await client.Find(ModuleIndex.TargetNameOf(id));
            Assert.True(found.IsOk, found.Fault?.ToString());
            var bytes = (await http.Get(new Uri(_registry.Address, $"targets/{TufNames.Target(ModuleIndex.TargetNameOf(id), found.Value.File.Hashes.FileNamePrefix!)}"), 1 << 20)).Value;
            Assert.Null(found.Value.File.Hashes.Check(bytes, id));
            return ModuleIndex.Parse(bytes, id).Value;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
