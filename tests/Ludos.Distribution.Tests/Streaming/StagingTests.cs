using Ludos.Base;
using Ludos.Distribution.Tests.Support;
using Ludos.Registry.Tests.Support;

namespace Ludos.Distribution.Tests.Streaming;

/// <summary>An installation in steps, as a running game takes it: chosen, staged, and installed only once it has proved itself.</summary>
public sealed class StagingTests
{
    [Fact]
    public async Task What_is_staged_is_not_installed_until_it_is_committed()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        await studio.Publish(TestModule.Make("pond", "1.0.0", new byte[100_000]));
        using var player = await new Player(clock, registry.Address).Trust();
        var before = (await player.Install("pond")).Value.Set;
        var request = new InstallRequest("pond", before.Roots) { KeepLocked = false };
        Assert.Equal("1.0.0", (await player.Installer.Newest(request, default)).Value.Version);

        await studio.Publish(TestModule.Make("pond", "1.1.0", new byte[200_000]));
        var newest = (await player.Installer.Newest(request, default)).Value;
        Assert.Equal("1.1.0", newest.Version);
        var staged = (await player.Installer.Stage(request, default)).Value;
        Assert.Equal(newest.Modules, staged.Next.Modules.Select(module => module.Module.Digest));
        Assert.Equal("1.0.0", player.Installed.Find("pond").Value.Current.Find("pond")!.Version.ToString());

        // A collection between the two leaves what is staged.
        clock.Advance(TimeSpan.FromDays(1));
        Assert.True(player.Installed.Collect(clock.Now).IsOk);
        Assert.True(player.Opener.Open(staged.Next, clock.Now).IsOk);
        Assert.Null(player.Installer.Commit(staged, request));
        Assert.Equal("1.1.0", player.Installed.Find("pond").Value.Current.Find("pond")!.Version.ToString());
        Assert.Equal("1.0.0", player.Installed.Find("pond").Value.Previous!.Find("pond")!.Version.ToString());
    }

    [Fact]
    public async Task What_was_installed_meanwhile_is_not_overwritten()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        await studio.Publish(TestModule.Make("pond", "1.0.0"));
        using var player = await new Player(clock, registry.Address).Trust();
        var before = (await player.Install("pond")).Value.Set;
        var request = new InstallRequest("pond", before.Roots) { KeepLocked = false };
        await studio.Publish(TestModule.Make("pond", "1.1.0"));
        var staged = (await player.Installer.Stage(request, default)).Value;
        await studio.Publish(TestModule.Make("pond", "1.2.0"));
        Assert.True((await player.Install("pond")).Value.Changed);
        Assert.Equal(InstallErrorCode.Busy, player.Installer.Commit(staged, request)?.Code);
        Assert.Equal("1.2.0", player.Installed.Find("pond").Value.Current.Find("pond")!.Version.ToString());
    }

    [Fact]
    public void What_failed_is_remembered_by_its_modules_and_only_the_newest_of_them()
    {
        using var folder = new TemporaryFolder();
        var quarantine = Quarantine.Open(folder.Path).Value;
        Assert.False(quarantine.Has("pond", [Of(1)]));
        for (var number = 1; number <= Quarantine.MaxKept + 3; number++)
        {
            Assert.Null(quarantine.Add(Set(number)));
        }

        Assert.Null(quarantine.Add(Set(Quarantine.MaxKept + 3) with { Why = "It failed again." }));
        var kept = Quarantine.Open(folder.Path).Value.Of("pond");
        Assert.Equal((Quarantine.MaxKept, "It failed again."), (kept.Length, kept[0].Why));
        Assert.True(quarantine.Has("pond", [Of(Quarantine.MaxKept), Of(1_000)]));
        Assert.False(quarantine.Has("pond", [Of(Quarantine.MaxKept)]));
        Assert.False(quarantine.Has("pond", [Of(1), Of(1_000)]));
        Assert.False(quarantine.Has("sea", [Of(Quarantine.MaxKept), Of(1_000)]));
    }

    /// <summary>A file that is no quarantine is none, whatever is in it: nothing throws, and nothing is kept back because of it.</summary>
    [Fact]
    public void Whatever_lies_there_is_read_or_refused()
    {
        var good = Quarantine.Write([Set(1), Set(2)]);
        Assert.Equal(2, Quarantine.Parse(good, "good").Value.Count);
        var random = new Random(5);
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var cut = bytes.AsMemory(0, random.Next(3) == 0 ? random.Next(bytes.Length) : bytes.Length);
            if (Quarantine.Parse(cut, "bad").TryGet(out var sets, out _))
            {
                Assert.Equal(sets.Count, Quarantine.Parse(Quarantine.Write(sets), "again").Value.Count);
            }
        }
    }

    private static Digest Of(int number) => Digest.Of(BitConverter.GetBytes(number));

    private static QuarantinedSet Set(int number) => new("pond", $"1.{number}.0", [Of(number), Of(1_000)], "It trapped.", DateTimeOffset.UnixEpoch.AddDays(number));

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("ludos-quarantine-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
