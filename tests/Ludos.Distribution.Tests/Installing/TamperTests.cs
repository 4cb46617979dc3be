using Ludos.Base;
using Ludos.Distribution.Tests.Support;
using Ludos.Registry.Tests.Support;
using Ludos.Store;

namespace Ludos.Distribution.Tests.Installing;

/// <summary>A registry, or whoever stands before it, changes bytes of what it sends: nothing of it is installed.</summary>
public sealed class TamperTests
{
    [Fact]
    public Task A_tampered_byte_anywhere_in_transit_installs_nothing() => Tamper(positions: 1);

    [Fact]
    [Trait("Category", "Slow")]
    public Task Tampered_bytes_at_many_places_in_transit_install_nothing() => Tamper(positions: 60);

    private static async Task Tamper(int positions)
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        await studio.Publish(TestModule.Make("pond", "1.0.0", [.. Enumerable.Range(0, 300).Select(number => (byte)(number * 7))]));
        using var proxy = new RegistryProxy(registry.Address);
        byte[] roots;
        using (var player = new Player(clock, proxy.Address))
        {
            roots = (await new RegistryApi(player.Http, registry.Address).Roots(default)).Value;
            var clean = await player.Trust(roots).Install("pond");
            Assert.True(clean.IsOk, clean.Fault?.ToString());
        }

        var answers = proxy.Seen.ToArray();
        Assert.Contains(answers, answer => answer.Key.StartsWith("/tuf/timestamp", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Key.StartsWith("/bundles/", StringComparison.Ordinal));
        Assert.True(answers.Length > 12, $"Only {answers.Length} answers were seen.");
        foreach (var (path, body) in answers)
        {
            var count = Math.Min(positions, body.Length);
            for (var step = 0; step < count; step++)
            {
                var at = (int)(body.Length * ((2L * step) + 1) / (2 * count));
                proxy.Bend = (asked, answer) =>
                {
                    var bent = (byte[])answer.Clone();
                    if (asked == path)
                    {
                        bent[at] ^= 1;
                    }

                    return bent;
                };
                using var player = new Player(clock, proxy.Address);
                var outcome = await player.Trust(roots).Install("pond");
                Assert.False(outcome.IsOk, $"Byte {at} of {path} was changed, and it was installed.");
                Assert.Contains(outcome.Fault!.Code, new[] { InstallErrorCode.NotTrusted, InstallErrorCode.BadRelease, InstallErrorCode.Unreachable, InstallErrorCode.Unsolvable });
                Assert.Empty(player.Installed.List().Value);
            }
        }
    }

    [Fact]
    public async Task A_lying_registry_loses_to_an_honest_mirror_and_a_folder()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        var module = TestModule.Make("pond", "1.0.0");
        await studio.Publish(module);
        using var proxy = new RegistryProxy(registry.Address)
        {
            Bend = (path, body) => path.StartsWith("/objects/", StringComparison.Ordinal) ? new byte[body.Length] : body,
        };
        using var player = new Player(clock, proxy.Address);
        var roots = (await new RegistryApi(player.Http, registry.Address).Roots(default)).Value;
        Assert.Equal(InstallErrorCode.Unreachable, (await player.Trust(roots).Install("pond")).Fault!.Code);

        // The folder has the module's head alone; the mirror has everything.
        var folder = Directory.CreateDirectory(Path.Combine(player.Folder, "disc", "objects"));
        File.WriteAllBytes(Path.Combine(folder.FullName, module.Digest.ToString()), module.Bytes[..module.HeadSizeBytes].ToArray());
        var mirrored = await player.Install("pond", with: request => request with { Mirrors = [new FolderObjectSource(folder.Parent!.FullName), new HttpObjectSource(player.Link, registry.Address)] });
        Assert.True(mirrored.IsOk, mirrored.Fault?.ToString());
        Assert.True(player.Opener.Open(mirrored.Value.Set, clock.Now).IsOk);
    }

    [Fact]
    public async Task A_cut_download_goes_on_with_what_is_missing()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        var content = new byte[2_000_000];
        new Random(5).NextBytes(content);
        await studio.Publish(TestModule.Make("pond", "1.0.0", content));
        var sent = 0;
        using var proxy = new RegistryProxy(registry.Address)
        {
            // The link dies for good in the middle of the tenth object.
            Bend = (path, body) => path.StartsWith("/objects/", StringComparison.Ordinal) && Interlocked.Increment(ref sent) >= 10 ? body[..(body.Length / 2)] : body,
        };
        using var player = new Player(clock, proxy.Address);
        var roots = (await new RegistryApi(player.Http, registry.Address).Roots(default)).Value;
        player.Options = player.Options with { Parallel = 1, MaxFruitlessTries = 2 };
        var cut = await player.Trust(roots).Install("pond");
        Assert.Equal(InstallErrorCode.Unreachable, cut.Fault!.Code);
        Assert.Empty(player.Installed.List().Value);
        var kept = player.Installed.Store.StoredBytes;
        Assert.True(kept > 100_000, $"{kept} bytes were kept.");

        // Not even the collector takes what is going to be needed.
        Assert.True(player.Installed.Collect(clock.Now.AddHours(2)).IsOk);
        proxy.Bend = (_, body) => body;
        var resumed = await player.Install("pond");
        Assert.True(resumed.IsOk, resumed.Fault?.ToString());
        Assert.True(resumed.Value.ReceivedBytes < content.Length - kept + 20_000, $"{resumed.Value.ReceivedBytes} bytes came again.");
    }

    [Fact]
    public async Task A_full_disk_leaves_what_was_installed()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        await studio.Publish(TestModule.Make("pond", "1.0.0"));
        using var player = await new Player(clock, registry.Address, new StoreOptions { QuotaBytes = 100_000 }).Trust();
        Assert.True((await player.Install("pond")).IsOk);
        var content = new byte[300_000];
        new Random(6).NextBytes(content);
        await studio.Publish(TestModule.Make("pond", "2.0.0", content));
        var full = await player.Install("pond");
        Assert.Equal(InstallErrorCode.DiskFull, full.Fault!.Code);
        Assert.Equal("1.0.0", player.Installed.Find("pond").Value.Current.Modules[0].Version.ToString());
        Assert.True(player.Opener.Open(player.Installed.Find("pond").Value.Current, clock.Now).IsOk);
    }

    [Fact]
    public async Task Damage_on_this_machine_is_found_and_mended_by_installing_again()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        var content = new byte[200_000];
        new Random(8).NextBytes(content);
        await studio.Publish(TestModule.Make("pond", "1.0.0", content));
        using var player = await new Player(clock, registry.Address).Trust();
        var set = (await player.Install("pond")).Value.Set;
        var largest = new DirectoryInfo(Path.Combine(player.Folder, "store", "packs")).EnumerateFiles().MaxBy(file => file.Length)!;
        var bytes = File.ReadAllBytes(largest.FullName);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(largest.FullName, bytes);
        Assert.Equal(InstallErrorCode.Damaged, player.Opener.Open(set, clock.Now).Fault!.Code);
        var mended = await player.Install("pond");
        Assert.True(mended.IsOk, mended.Fault?.ToString());
        Assert.True(player.Opener.Open(mended.Value.Set, clock.Now).IsOk);
    }
}
