using System.Security.Cryptography;
using Ludos.State;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Damage;

/// <summary>A grantee that writes on everything it can reach: nothing but its own region changes, the damage is told, and the region can be restored.</summary>
public sealed class VandalTests
{
    private const int Words = 512;

    [Theory]
    [InlineData(3, 11)]
    [InlineData(1, 222)]
    public async Task It_changes_nothing_but_the_region_that_it_was_granted(int slots, int seed)
    {
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, name) => name == "given" });
        var others = Enumerable.Range(0, 3).Select(index => served.Arena.Add(Schemas.Words($"other{index}", Words, index == 0 ? 1 : 3)).Value).ToList();
        foreach (var other in others)
        {
            using var writer = other.AcquireWriter().Value;
            _ = Schemas.PublishPattern(writer);
        }

        var given = served.Arena.Add(Schemas.Words("given", Words, slots)).Value;
        using var watcher = new HostProcess("follow", served.Socket, "busy", "3000");
        using var bystander = new HostProcess("peer", served.Socket, "given");
        await watcher.Expect("attached");
        await bystander.Expect("looking");
        var busy = served.Arena.Add(Schemas.Words("busy", Words, 3)).Value;
        using (var first = busy.AcquireWriter().Value)
        {
            _ = Schemas.PublishPattern(first);
        }

        await watcher.Say();

        using var vandal = new HostProcess("vandal", served.Socket, "given", $"{seed}");
        await vandal.Expect("granted");
        Assert.Empty(served.Arena.Audit());
        var before = others.ConvertAll(Digest);
        var control = ControlDigest(served.Arena);
        await vandal.Say();
        await vandal.Expect("broke 0, may write 2");

        // While it rages, the rest of the world goes on, and the owner itself looks at what it damaged.
        using (var writer = busy.AcquireWriter().Value)
        {
            using var reader = given.OpenReader();
            while (busy.Epoch < 3000)
            {
                _ = Schemas.PublishPattern(writer);
                _ = given.Front[^1];
                _ = given.Wait(given.Epoch, TimeSpan.Zero);
                using var scope = reader.Pin();
                _ = scope.Bytes[^1];
            }
        }

        Assert.StartsWith("followed ", await watcher.Line());
        var found = Damage(served.Arena, vandal.Id);
        Assert.Contains(found, damage => damage.Region == "given");
        Assert.Contains(found, damage => damage.Kind == DamageKind.IdentityChanged);
        Assert.Contains(found, damage => damage.Kind == DamageKind.PinForged);
        Assert.False(given.IsHealthy);
        Assert.Equal(before, others.ConvertAll(Digest));
        Assert.Equal(control, ControlDigest(served.Arena));
        Assert.All(others, other => Assert.True(other.IsHealthy));

        // Restored, it is what the last audit found whole, and the vandal writes where nobody looks.
        var epoch = served.Arena.Restore(given).Value;
        Assert.True(epoch >= 3);
        Assert.True(Schemas.HoldsPattern(given.Front, 2));
        Assert.True(given.IsHealthy);
        using (var back = given.AcquireWriter().Value)
        {
            Assert.Equal(epoch + 1, Schemas.PublishPattern(back));
        }

        Thread.Sleep(50);
        Assert.True(Schemas.HoldsPattern(given.Front, epoch + 1));
        Assert.DoesNotContain(served.Arena.Audit(), damage => damage.Region == "given");
        await bystander.Say($"{epoch + 1}");
        await bystander.Expect($"seen {epoch + 1}");
        vandal.EndInput();
        Assert.Equal(0, vandal.WaitForExit());
    }

    /// <summary>It takes a moment until it has written to everything.</summary>
    private static List<ArenaDamage> Damage(Arena arena, int pid)
    {
        var found = new List<ArenaDamage>();
        ServedArena.WaitUntil(() =>
        {
            found.AddRange(arena.Audit());
            return found.Exists(damage => damage.Kind == DamageKind.IdentityChanged) && found.Exists(damage => damage.Kind == DamageKind.PinForged);
        }, "the damage to be found");
        Assert.All(found, damage => Assert.Equal(pid, damage.Pid));
        return found;
    }

    private static unsafe string Digest(Region region) =>
        Convert.ToHexString(SHA256.HashData(new ReadOnlySpan<byte>((byte*)region.Memory.Word, (int)SegmentLayout.SegmentBytes(region.Schema))));

    private static unsafe string ControlDigest(Arena arena) => Convert.ToHexString(SHA256.HashData(new ReadOnlySpan<byte>(arena.Control.Base, (int)arena.Control.SizeBytes)));
}
