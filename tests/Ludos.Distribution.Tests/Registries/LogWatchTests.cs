using System.Text;
using Ludos.Distribution.Tests.Support;
using Ludos.Registry.Tests.Support;
using Ludos.Trust;

namespace Ludos.Distribution.Tests.Registries;

/// <summary>A registry whose log goes on is believed; one that shows another log than before is not.</summary>
public sealed class LogWatchTests
{
    [Fact]
    public async Task A_log_that_grows_is_followed()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        await studio.Publish(TestModule.Make("pond", "1.0.0"));
        using var player = await new Player(clock, registry.Address).Trust();
        Assert.True((await player.Install("pond")).IsOk);
        var first = Kept(player);
        await studio.Publish(TestModule.Make("pond", "1.1.0"));

        Assert.True((await player.Install("pond")).IsOk);

        Assert.True(Kept(player).Size > first.Size);
    }

    /// <summary>The machine remembers a larger log, or another one, under a key that it trusts: what the registry shows now is then no continuation.</summary>
    [Fact]
    public async Task A_log_that_is_not_what_it_was_is_refused()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        await studio.Publish(TestModule.Make("pond", "1.0.0"));
        using var player = await new Player(clock, registry.Address).Trust();
        Assert.True((await player.Install("pond")).IsOk);
        var folder = player.Client.Folder;
        var shown = Kept(player);
        var logKey = new MemorySigner(Enumerable.Repeat((byte)7, Ed25519.SeedBytes).ToArray());

        var roots = player.Client.Roots;
        var own = roots with { Trust = new TrustRoots(roots.Trust.Issuers, [.. roots.Trust.Logs, new TrustedLog(shown.Origin, logKey.PublicKey)]) };
        Assert.Null(folder.PinRoots(own.Write()));
        var watched = player.Trust(own.Write());
        Assert.Null(folder.KeepCheckpoint(Note(shown with { Size = shown.Size + 1 })));
        Assert.Contains("it had", (await watched.Install("pond")).Fault!.Message, StringComparison.Ordinal);
        Assert.Null(folder.KeepCheckpoint(Note(shown with { Root = TreeHash.Leaf("another"u8) })));
        var fault = (await watched.Install("pond")).Fault!;
        Assert.Equal(InstallErrorCode.NotTrusted, fault.Code);
        Assert.Contains("not a continuation", fault.Message, StringComparison.Ordinal);

        byte[] Note(Checkpoint checkpoint) => Encoding.UTF8.GetBytes(checkpoint.Sign(logKey).Value.ToString());
    }

    /// <summary>A bundle whose proof is in a log of its own, made for one player alone: the key is the log's, and the tree is not.</summary>
    [Fact]
    public async Task A_bundle_from_another_tree_is_refused()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        var module = TestModule.Make("pond", "1.0.0");
        await studio.Publish(module);
        using var player = await new Player(clock, registry.Address).Trust();
        Assert.True((await player.Install("pond")).IsOk);
        var shown = Kept(player);
        var logKey = new MemorySigner(Enumerable.Repeat((byte)7, Ed25519.SeedBytes).ToArray());
        var roots = player.Client.Roots;
        var own = roots with { Trust = new TrustRoots(roots.Trust.Issuers, [.. roots.Trust.Logs, new TrustedLog(shown.Origin, logKey.PublicKey)]) };
        Assert.Null(player.Client.Folder.PinRoots(own.Write()));
        var client = player.Trust(own.Write()).Client;
        var sound = (await client.Api.Bundle(module.Digest, default)).Value;
        var bundle = Bundle.Parse(sound, "bundle").Value;

        Assert.Null(await LogWatch.Confirm(client, sound, "pond", default));
        foreach (var size in new[] { shown.Size, shown.Size - 1, shown.Size + 1 })
        {
            var alone = new Checkpoint(shown.Origin, size, TreeHash.Leaf("alone"u8)).Sign(logKey).Value.ToString();
            var fault = await LogWatch.Confirm(client, (bundle with { Log = bundle.Log! with { Checkpoint = alone } }).ToJson(), "pond", default);
            Assert.NotNull(fault);
            Assert.Contains(fault.Code, new[] { InstallErrorCode.NotTrusted, InstallErrorCode.NotFound });
        }
    }

    private static Checkpoint Kept(Player player) => Checkpoint.Open(player.Client.Folder.Checkpoint().Value, player.Client.Roots.Trust.Logs).Value;
}
