using Ludos.Base;
using Xunit;

namespace Ludos.Runtime.Tests.Durability;

public sealed class ResumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-resume-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Journal => Path.Combine(_folder, "journal");

    [Theory]
    [InlineData("shoal")]
    [InlineData("brickwell/brickwell.wasm")]
    [InlineData("glowworm/glowworm.wasm")]
    public void A_world_goes_on_to_the_state_it_would_have_had(string game)
    {
        using var straight = RealGames.Open(game);
        straight.Step(90);
        Keep(game, 40);
        for (var part = 0; part < 2; part++)
        {
            var world = WorldResume.Open(Journal, RealGames.Options).Value;
            using (world.Session)
            using (world.Journal)
            {
                Assert.Equal(40 + (25 * part), world.Tick);
                world.Session.Step(25);
                Assert.Equal(65 + (25 * part), world.Session.Tick);
                if (part == 1)
                {
                    Assert.Equal(RealGames.Hash(straight), RealGames.Hash(world.Session));
                }
            }
        }
    }

    [Fact]
    public void A_tick_that_is_kept_allocates_nothing()
    {
        using var session = RealGames.Open("brickwell/brickwell.wasm");
        using var journal = SessionJournal.Begin(session, Journal).Value;
        session.Step(120);
        var before = GC.GetAllocatedBytesForCurrentThread();
        session.Step(120);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_folder_that_keeps_a_world_takes_no_other()
    {
        Keep("brickwell/brickwell.wasm", 5);
        using var other = RealGames.Open("glowworm/glowworm.wasm");
        var fault = SessionJournal.Begin(other, Journal).Fault!;
        Assert.Equal(DurabilityErrorCode.Refused, fault.Code);
        Assert.Contains("ludos resume", fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_changed_is_named()
    {
        var cart = Path.Combine(_folder, "cart.wasm");
        File.Copy(RealGames.Path("brickwell/brickwell.wasm"), cart);
        Keep(cart, 5);
        File.Copy(RealGames.Path("glowworm/glowworm.wasm"), cart, overwrite: true);
        var fault = Refused();
        Assert.Equal(DurabilityErrorCode.BadGame, fault.Code);
        Assert.Contains($"{cart} holds ", fault.Message, StringComparison.Ordinal);
        var world = WorldResume.Open(Journal, RealGames.Options with { Dev = true }).Value;
        world.Journal.Dispose();
        world.Session.Dispose();
    }

    [Fact]
    public void Damage_and_absence_are_told()
    {
        Assert.Equal(DurabilityErrorCode.NotFound, Refused().Code);
        Keep("brickwell/brickwell.wasm", 5);
        var segment = Directory.GetFiles(Journal).Single();
        var bytes = File.ReadAllBytes(segment);
        bytes[8] = 3;
        File.WriteAllBytes(segment, bytes);
        Assert.Contains("version 3", Refused().Message, StringComparison.Ordinal);
        bytes[8] = 1;
        File.WriteAllBytes(segment, bytes[..2_000]);
        Assert.Equal(DurabilityErrorCode.Refused, Refused().Code);
    }

    private void Keep(string game, int ticks)
    {
        using var session = GameSession.Open(RealGames.Path(game), RealGames.Options).Value;
        using var journal = SessionJournal.Begin(session, Journal).Value;
        session.Step(ticks);
        Assert.True(journal.WaitAcknowledged(TimeSpan.FromSeconds(20)));
        Assert.Equal(ticks, journal.Status!.AcknowledgedTick);
    }

    private Fault<DurabilityErrorCode> Refused() => WorldResume.Open(Journal, RealGames.Options).Fault!;
}
