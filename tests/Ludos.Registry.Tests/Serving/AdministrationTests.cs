using System.Net;
using Ludos.Distribution;
using Ludos.Platform;
using Ludos.Registry.Tests.Support;
using Ludos.Trust;

namespace Ludos.Registry.Tests.Serving;

/// <summary>What who runs a registry does: keys replaced, names guarded, damage found.</summary>
public sealed class AdministrationTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly RegistryFixture _registry;

    public AdministrationTests() => _registry = new RegistryFixture(_clock);

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task After_a_rotation_the_old_keys_sign_nothing_and_clients_follow_from_the_first_root()
    {
        using var publisher = await PondPublisher.JoinAsync(_registry, _clock, "pond-studio", "pond.*");
        await publisher.PublishAsync(new PondModule("pond.fish", "1.0.0"));
        Assert.Null(RegistryAdministration.Rotate(_registry.Options));
        Assert.Equal("Unavailable", (await publisher.PublishAsync(new PondModule("pond.fish", "1.1.0"))).Code);

        using var again = new RegistryFixture(_clock, folder: _registry.Folder);
        publisher.Http.Dispose();
        using var client = new HttpClient { BaseAddress = again.Address };
        var roots = RegistryRoots.Parse(await client.GetByteArrayAsync(new Uri("roots", UriKind.Relative))).Value;
        var folder = Directory.CreateTempSubdirectory("ludos-tuf-");
        using var http = new BoundedHttp(new MonotonicClock());
        using (var tuf = TufClient.Open(folder.FullName, new HttpMetadataSource(http, new Uri(again.Address, "tuf")), roots.Root).Value)
        {
            var refresh = await tuf.Refresh(_clock.Now);
            Assert.True(refresh.IsOk, refresh.Fault?.ToString());
            Assert.Equal(2, tuf.Root.Version);
            Assert.True((await tuf.Find("pond.fish.json")).IsOk);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void Names_and_patterns_belong_to_one_account()
    {
        var key = MemorySigner.Generate().PublicKey;
        _registry.Enrol("anna", key, "pond", "pond.*");
        Assert.Equal(RegistryErrorCode.NameTaken, Enrol("anna", key, false, "lake").Code);
        Assert.Equal(RegistryErrorCode.NameTaken, Enrol("bert", key, false, "pond").Code);
        Assert.Equal(RegistryErrorCode.NameTaken, Enrol("bert", key, false, "pond.fish").Code);
        Assert.Equal(RegistryErrorCode.NameTaken, Enrol("bert", key, false, "*").Code);
        Assert.Equal(RegistryErrorCode.NameTaken, Enrol("root", key, false).Code);
        Assert.Equal(RegistryErrorCode.NameTaken, Enrol(RegistryFixture.Name, key, false).Code);
        Assert.Equal(RegistryErrorCode.NameTaken, Enrol("Bert", key, false).Code);
        Assert.Equal(RegistryErrorCode.BadName, Enrol("bert", key, false, "pond..x").Code);
        _registry.Enrol("bert", key, "lake");
    }

    [Fact]
    public async Task A_check_finds_what_was_damaged_on_the_disk()
    {
        using var publisher = await PondPublisher.JoinAsync(_registry, _clock, "pond-studio", "pond.*");
        var module = new PondModule("pond.fish", "1.0.0");
        Assert.Equal(HttpStatusCode.Created, (await publisher.PublishAsync(module)).Status);
        Assert.Empty(RegistryAdministration.Check(_registry.Options).Value.Problems);
        var name = module.MapDigest.ToString();
        var file = Path.Combine(_registry.Options.DataFolder, "objects", name[..2], name + ".raw");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Contains(name, Assert.Single(RegistryAdministration.Check(_registry.Options).Value.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_a_registry_is_not_made_one_again() =>
        Assert.Equal(RegistryErrorCode.NameTaken, RegistryAdministration.Init(_registry.Options, "another")!.Code);

    [Fact]
    public async Task An_open_registry_gives_a_free_name_to_who_has_the_key_and_a_closed_one_to_nobody()
    {
        using var open = new RegistryFixture(_clock, options => options with { IsOpen = true });
        using var helper = await PondPublisher.JoinAsync(open, _clock, "first");
        var key = MemorySigner.Generate();
        var enrolled = await helper.PostAsync("enrol", await helper.LoginAsync("newcomer", key));
        Assert.Equal(HttpStatusCode.Created, enrolled.Status);
        Assert.Equal("NameTaken", (await helper.PostAsync("enrol", await helper.LoginAsync("newcomer", MemorySigner.Generate()))).Code);
        Assert.Equal(HttpStatusCode.OK, (await helper.PostAsync("login", await helper.LoginAsync("newcomer", key))).Status);

        using var closed = await PondPublisher.JoinAsync(_registry, _clock, "first");
        Assert.Equal("NotAllowed", (await closed.PostAsync("enrol", await closed.LoginAsync("newcomer", key))).Code);
    }

    private Ludos.Base.Fault<RegistryErrorCode> Enrol(string name, PublicKey key, bool mayExtend, params string[] modules) =>
        RegistryAdministration.Enrol(_registry.Options, name, key, modules, RegistryAdministration.DeveloperPurposes, TimeSpan.FromDays(30), mayExtend).Fault ?? throw new InvalidOperationException("It was enrolled.");
}
