using System.Globalization;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Outside;

/// <summary>
/// SIGKILL at any instant leaves the arena usable: sdk/c/tests/killer.c kills writers under a grant, and readers, of an arena that another process owns, and
/// after each kill looks whether readers see whole epochs only, epochs never go back, the next writer gets the lease, and no pin of the dead holds a slot.
/// </summary>
public sealed class CKillTests(CPrograms programs) : IClassFixture<CPrograms>
{
    private static readonly string[] Regions = ["small", "large", "one", "oneLarge"];

    [CFact]
    public Task Hundreds_of_kills_leave_every_region_whole() => Kill("killer", false, 300, seed: 11);

    [CFact]
    public Task Kills_under_sanitizers_find_nothing() => Kill("killer", true, 60, seed: 12);

    [CTheory]
    [InlineData(1)]
    [InlineData(2)]
    [Trait("Category", "Slow")]
    public Task Thousands_of_kills_leave_every_region_whole(int seed) => Kill("killer", false, 5_000, seed);

    private async Task Kill(string program, bool isSanitized, int kills, int seed)
    {
        var killer = programs.Test(program, isSanitized);
        var folder = Directory.CreateTempSubdirectory("ludos-kill-");
        try
        {
            var socket = Path.Combine(folder.FullName, "s");
            using var owner = new HostProcess("serve", socket, "small:16:3", "large:20000:4", "one:16:1", "oneLarge:20000:1");
            await owner.Expect("serving");
            var (count, first) = (kills.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture));
            var run = CPrograms.Run(killer, TimeSpan.FromMinutes(10), [socket, count, first, .. Regions]);
            Assert.True(run.ExitCode == 0, $"seed {seed}: {run.Output}{run.Error}");
            Assert.EndsWith("every region whole\n", run.Output, StringComparison.Ordinal);
            await owner.Say();
            await owner.Expect("whole: True");
            Assert.Equal(0, owner.WaitForExit());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
