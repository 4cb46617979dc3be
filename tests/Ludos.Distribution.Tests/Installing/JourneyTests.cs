using Ludos.Distribution.Tests.Support;
using Ludos.Registry.Tests.Support;
using Ludos.Trust;

namespace Ludos.Distribution.Tests.Installing;

/// <summary>From a developer's key to what runs, against a registry: published, installed, updated, taken back, removed.</summary>
public sealed class JourneyTests
{
    [Fact]
    public async Task A_game_is_published_installed_updated_taken_back_and_removed()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        var random = new Random(1);
        var content = new byte[300_000];
        random.NextBytes(content);
        var first = TestModule.Make("pond.fish", "1.0.0", content);
        await studio.Publish(first);
        Assert.False((await studio.Publish(TestModule.Make("pond", "1.0.0", dependencies: ("pond.fish", "[1.0.0,2.0.0)")))).WasPublished);

        using var player = await new Player(clock, registry.Address).Trust();
        var installed = await player.Install("pond");
        Assert.True(installed.IsOk, installed.Fault?.ToString());
        Assert.Equal(["pond", "pond.fish"], installed.Value.Set.Modules.Select(module => module.Id));
        Assert.True(installed.Value.ReceivedBytes > content.Length / 2);
        var opened = player.Opener.Open(installed.Value.Set, clock.Now).Value;
        Assert.Equal(first.Bytes.ToArray(), opened[1].Bytes.ToArray());
        Assert.Equal("pond", opened[1].Publisher!.Name);
        Assert.False((await player.Install("pond")).Value.Changed);

        // One byte in the middle changes: what is fetched is a small part of it.
        content[150_000] ^= 1;
        await studio.Publish(TestModule.Make("pond.fish", "1.1.0", content));
        var outdated = await OutdatedModule.Find(player.Client, player.Installed.Find("pond").Value, installed.Value.Set.Roots, false, clock.Now, default);
        Assert.Equal([("pond.fish", "1.0.0", "1.1.0")], outdated.Value.Select(one => (one.Module, one.Installed, one.Update!)));
        var updated = await player.Install("pond");
        Assert.True(updated.Value.Changed);
        Assert.InRange(updated.Value.ReceivedBytes, 1, 8_000);
        Assert.Equal("1.1.0", updated.Value.Set.Find("pond.fish")!.Version.ToString());

        var back = player.Installer.Rollback("pond", player.KeyOf);
        Assert.Equal("1.0.0", back.Value.Current.Find("pond.fish")!.Version.ToString());
        Assert.Equal(first.Digest, player.Opener.Open(back.Value.Current, clock.Now).Value[1].Digest);
        Assert.Equal("1.1.0", player.Installer.Rollback("pond", player.KeyOf).Value.Current.Find("pond.fish")!.Version.ToString());

        var before = player.Installed.Store.StoredBytes;
        using (var turn = player.Installed.Lock("pond").Value)
        {
            Assert.Null(player.Installed.Remove(turn));
        }

        Assert.Equal(InstallErrorCode.NotInstalled, player.Installed.Find("pond").Fault!.Code);
        clock.Advance(TimeSpan.FromDays(30));
        Assert.True(player.Installed.Collect(clock.Now).IsOk);
        Assert.True(player.Installed.Store.StoredBytes < before / 10, $"{player.Installed.Store.StoredBytes} of {before} bytes are left.");
    }

    [Fact]
    public async Task Publishing_again_changes_nothing_and_another_content_is_refused()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        var module = TestModule.Make("pond", "1.0.0");
        var first = await studio.Publish(module);
        var again = await studio.Publish(module);
        Assert.True(again.WasPublished);
        Assert.Equal(0, again.UploadedObjects);
        Assert.Equal(first.Digest, again.Digest);
        Assert.True(Bundle.Parse(again.Bundle, "bundle").IsOk);
        var other = await studio.Publisher.Publish(TestModule.Make("pond", "1.0.0", [1, 2, 3]), null, null, default);
        Assert.Equal(PublishErrorCode.VersionTaken, other.Fault!.Code);
        var lower = await studio.Publisher.Publish(TestModule.Make("pond", "0.9.0"), null, null, default);
        Assert.Equal(PublishErrorCode.VersionTaken, lower.Fault!.Code);
        var foreign = await studio.Publisher.Publish(TestModule.Make("sea", "1.0.0"), null, null, default);
        Assert.Contains(foreign.Fault!.Code, new[] { PublishErrorCode.Refused, PublishErrorCode.NotCertified });
    }

    [Fact]
    public async Task Protected_files_open_with_their_key_alone()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        var secret = new byte[100_000];
        new Random(7).NextBytes(secret);
        var module = TestModule.Make("pond", "1.0.0", secret, isProtected: true);
        Assert.Equal(PublishErrorCode.Failed, (await studio.Publisher.Publish(module, null, null, default)).Fault!.Code);
        studio.ContentKeys["pond"] = new ContentKey(1, [.. Enumerable.Range(0, 32).Select(number => (byte)number)]);
        await studio.Publish(module);

        using var player = await new Player(clock, registry.Address).Trust();
        var installed = await player.Install("pond");
        Assert.True(installed.IsOk, installed.Fault?.ToString());
        Assert.Equal(InstallErrorCode.KeyNeeded, player.Opener.Open(installed.Value.Set, clock.Now).Fault!.Code);
        Assert.False(Directory.EnumerateFiles(player.Folder, "*", SearchOption.AllDirectories).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(secret.AsSpan(1000, 64)) >= 0), "Protected content lies plain on the disk.");
        player.Keys["pond.1"] = studio.ContentKeys["pond"].Bytes;
        Assert.Equal(module.Bytes.ToArray(), player.Opener.Open(installed.Value.Set, clock.Now).Value[0].Bytes.ToArray());
    }

    [Fact]
    public async Task What_was_installed_opens_offline_and_long_after()
    {
        var clock = new TestClock();
        using var player = await Installed(clock);
        clock.Advance(TimeSpan.FromDays(500));
        Assert.True(player.Opener.Open(player.Installed.Find("pond").Value.Current, clock.Now).IsOk);
        var update = await player.Install("pond");
        Assert.Equal(InstallErrorCode.Unreachable, update.Fault!.Code);

        static async Task<Player> Installed(TestClock clock)
        {
            using var registry = new RegistryFixture(clock);
            using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
            await studio.Publish(TestModule.Make("pond", "1.0.0"));
            var player = await new Player(clock, registry.Address).Trust();
            Assert.True((await player.Install("pond")).IsOk);
            return player;
        }
    }

    [Fact]
    public async Task An_unsolvable_wish_tells_its_reasons_and_an_unknown_module_its_name()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        await studio.Publish(TestModule.Make("pond", "1.0.0", dependencies: ("pond.fish", "[2.0.0,3.0.0)")));
        await studio.Publish(TestModule.Make("pond.fish", "1.0.0"));
        using var player = await new Player(clock, registry.Address).Trust();
        var unsolvable = await player.Install("pond");
        Assert.Equal(InstallErrorCode.Unsolvable, unsolvable.Fault!.Code);
        Assert.Contains("pond.fish", unsolvable.Fault.Message, StringComparison.Ordinal);
        Assert.Equal(InstallErrorCode.Unsolvable, (await player.Install("sea")).Fault!.Code);
        Assert.Empty(player.Installed.List().Value);
    }
}
