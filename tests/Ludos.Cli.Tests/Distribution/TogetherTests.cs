using System.Diagnostics;
using Xunit;

namespace Ludos.Cli.Tests.Distribution;

/// <summary>Two processes at once, and processes killed at any moment: what is installed is the set before or the set after, whole.</summary>
public sealed class TogetherTests
{
    private const int NoiseBytes = 3_000_000;

    [Fact]
    public async Task Two_installs_at_once_both_succeed()
    {
        using var shop = new Shop();
        using var player = new Person();
        player.Must("login", shop.Registry.Address);
        var both = new[] { player.Start("install", "shoal"), player.Start("install", "shoal"), player.Start("install", "shoal.flock") };
        foreach (var process in both)
        {
            var error = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await error);
            process.Dispose();
        }

        Assert.Equal("1.0.0", player.Version("shoal"));
        Assert.Equal("1.0.0", player.Version("shoal.flock"));
        player.Must("verify");
        player.Must("gc");
        player.Must("verify");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void An_update_that_is_killed_at_many_moments_leaves_the_old_set_or_the_new_one() => KillAll(tries: 30);

    private static void KillAll(int tries)
    {
        using var shop = new Shop();
        using var player = new Person();
        player.Must("login", shop.Registry.Address);
        player.Must("install", "shoal");
        shop.Game.Raise("flock", "1.1.0", NoiseBytes);
        shop.Game.Raise("", "1.1.0", 1_000);
        shop.Developer.Must("publish", shop.Game.Path);
        var lengthMs = 0L;
        var seen = new HashSet<string>();
        for (var attempt = 0; attempt < tries; attempt++)
        {
            if (player.Version("shoal") == "1.1.0")
            {
                player.Must("rollback", "shoal");
                player.Must("remove", "shoal");
                player.Must("gc");
                player.Must("install", "shoal@1.0.0", "--allow-downgrade");
            }

            // The first runs to its end, to know how long it takes; the others are killed at moments spread over that.
            var clock = Stopwatch.StartNew();
            using var update = player.Start("update", "shoal");
            _ = update.StandardOutput.ReadToEndAsync();
            _ = update.StandardError.ReadToEndAsync();
            if (attempt == 0)
            {
                update.WaitForExit();
                lengthMs = clock.ElapsedMilliseconds;
            }
            else if (!update.WaitForExit((int)(lengthMs * attempt / tries)))
            {
                update.Kill();
                update.WaitForExit();
            }

            var version = player.Version("shoal");
            Assert.True(version is "1.0.0" or "1.1.0", version);
            _ = seen.Add(version!);
            player.Must("verify");
        }

        Assert.Contains("1.1.0", seen);
        player.Must("update", "shoal");
        Assert.Equal("1.1.0", player.Version("shoal"));
        player.Must("gc");
        player.Must("verify");
    }

    /// <summary>A registry with shoal 1.0.0 in it.</summary>
    private sealed class Shop : IDisposable
    {
        public Shop()
        {
            Developer.Must("keys", "new", "shoal", "--no-passphrase");
            Developer.Must("login", Registry.Address, "--as", "shoal", "--enrol");
            Developer.Must("publish", Game.Path);
        }

        public RegistryProcess Registry { get; } = new();

        public Person Developer { get; } = new();

        public GameCopy Game { get; } = new("shoal");

        public void Dispose()
        {
            Game.Dispose();
            Developer.Dispose();
            Registry.Dispose();
        }
    }
}
