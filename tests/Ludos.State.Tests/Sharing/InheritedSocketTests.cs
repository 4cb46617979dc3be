using System.Diagnostics;
using System.Globalization;
using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Sharing;

/// <summary>A killed attacher whose connection a child still holds open counts as gone: its pins are lifted, its lease is free.</summary>
public sealed class InheritedSocketTests
{
    [Fact]
    public async Task A_dead_readers_pin_goes_though_its_connection_stays()
    {
        using var served = new ServedArena();
        var region = served.Arena.Add(Schemas.Words("r", 64, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        await WithHeir(served, "pin", () =>
        {
            _ = Schemas.PublishPattern(writer);
            using var second = region.OpenReader();
            using var pinned = second.Pin();
            for (var publish = 0; publish < 10; publish++)
            {
                _ = Schemas.PublishPattern(writer);
            }

            // With the dead reader's pin there would be one slot too few, and it would have been overrun.
            Assert.Equal(0UL, region.Revocations);
            Assert.Equal(ReadOutcome.Ok, pinned.Close());
        });
    }

    [Fact]
    public async Task A_dead_writers_half_write_goes_though_its_connection_stays()
    {
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, _) => true });
        var region = served.Arena.Add(Schemas.Words("r", 64, 1)).Value;
        using (var first = region.AcquireWriter().Value)
        {
            _ = Schemas.PublishPattern(first);
        }

        await WithHeir(served, "half-write", () =>
        {
            // Before anybody asks for the lease: readers see the last whole epoch again.
            Assert.True(Schemas.HoldsPattern(region.Front, 2));
            using var reader = region.OpenReader();
            using var scope = reader.Pin();
            Assert.Equal(ReadOutcome.Ok, scope.Close());
            Assert.Empty(served.Arena.Audit());
            using var heir = region.AcquireWriter().Value;
            Assert.Equal(3UL, Schemas.PublishPattern(heir));
        });
    }

    private static async Task WithHeir(ServedArena served, string role, Action afterDeath)
    {
        using var dying = new HostProcess("leave", served.Socket, "r", role);
        var heir = int.Parse(await dying.Line(), CultureInfo.InvariantCulture);
        using var child = Process.GetProcessById(heir);
        try
        {
            Assert.Equal(1, served.Server.Attached);
            dying.KillAlone();
            ServedArena.WaitUntil(() => served.Server.Attached == 0, "the death to be seen");
            Assert.False(child.HasExited);
            afterDeath();
        }
        finally
        {
            child.Kill();
        }
    }
}
