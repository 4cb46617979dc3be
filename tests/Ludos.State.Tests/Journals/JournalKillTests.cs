using System.Globalization;
using Ludos.Platform.Files;
using Ludos.State.TestHost.Journals;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Journals;

/// <summary>A process that journals is killed; what it said was acknowledged must be there, whole, and the world goes on from it.</summary>
public sealed class JournalKillTests
{
    private const int FewKills = 24;
    private const int ManyKills = 400;
    private const int MostStepsBeforeAKill = 200;
    private const int KilledExitCode = 128 + 9;

    public static TheoryData<string, int> Stages()
    {
        var data = new TheoryData<string, int>();
        foreach (var stage in Enum.GetNames<JournalStage>())
        {
            data.Add(stage, 1);
            data.Add(stage, 3);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Killed_at_a_stage_it_loses_nothing_acknowledged(string stage, int count)
    {
        using var folder = new TempFolder();
        var acknowledged = await KeepUntilDead(folder.Path, "free", stage, count);
        var recovered = Recover(folder.Path, acknowledged);

        // The same world goes on, and dies there again.
        var later = await KeepUntilDead(folder.Path, "each", stage, count + 1);
        Assert.True(Recover(folder.Path, later).Step >= recovered.Step);
    }

    [Fact]
    public Task Killed_at_random_instants_it_loses_nothing_acknowledged() => KillAtRandom(FewKills, 0xD1E);

    /// <summary>The system refuses to let a file grow further, which would end a process that is not prepared: the journal goes on in another file.</summary>
    [Fact]
    public async Task A_file_that_may_not_grow_ends_neither_the_world_nor_its_journal()
    {
        using var folder = new TempFolder();
        const int limitKibibytes = 600;
        const ulong enough = 200;
        using var host = HostProcess.WithFileSizeLimit(limitKibibytes, "journal", folder.Path, "full", "-", "0");
        var last = 0UL;
        while (last < enough)
        {
            var line = await host.Line();
            last = line.StartsWith("ack", StringComparison.Ordinal) ? Number(line) : last;
        }

        host.Kill();
        Assert.True(Recover(folder.Path, last).Step >= enough);
        Assert.All(Directory.EnumerateFiles(folder.Path), file => Assert.True(new FileInfo(file).Length <= limitKibibytes * 1024));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public Task Killed_many_times_it_loses_nothing_acknowledged() => KillAtRandom(ManyKills, 0xDEAD);

    private static async Task KillAtRandom(int kills, int seed)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        var last = 0UL;
        for (var kill = 0; kill < kills; kill++)
        {
            using var host = new HostProcess("journal", folder.Path, kill % 2 == 0 ? "free" : "each", "-", "0");
            var begun = await host.Line();
            Assert.StartsWith("begun ", begun, StringComparison.Ordinal);
            Assert.True(Number(begun) >= last, $"Kill {kill}: {last} was acknowledged, and it began at {Number(begun)}.");

            // Somewhere between two acknowledgements, at an instant that no one chose.
            for (var lines = random.Next(MostStepsBeforeAKill); lines > 0; lines--)
            {
                last = Number(await host.Line());
            }

            Thread.SpinWait(random.Next(100_000));
            host.Kill();
            last = await LastOf(host, last);
        }

        Assert.True(Recover(folder.Path, last).Step > MostStepsBeforeAKill, "It got nowhere.");
    }

    private static async Task<ulong> KeepUntilDead(string folder, string pace, string stage, int count)
    {
        using var host = new HostProcess("journal", folder, pace, stage, count.ToString(CultureInfo.InvariantCulture));
        var last = await LastOf(host, 0);
        Assert.Equal(KilledExitCode, host.WaitForExit());
        return last;
    }

    /// <summary>The newest step that it told of before it died; everything that it said before is in the pipe.</summary>
    private static async Task<ulong> LastOf(HostProcess host, ulong last)
    {
        while (await host.LineOrEnd() is { } line)
        {
            last = Number(line);
        }

        return last;
    }

    private static RecoveredWorld Recover(string path, ulong acknowledged)
    {
        using var folder = DurableFolder.Open(path).Value;
        if (acknowledged == 0 && !folder.Names().Value.Any(name => SegmentNames.TryRead(name, out _)))
        {
            // Killed before its first snapshot had a name: nothing was acknowledged, and nothing is there.
            return new RecoveredWorld(Pond.Description(1), System.Collections.Immutable.ImmutableSortedDictionary<string, LogPart>.Empty, 0, 0, [], 0, 0);
        }

        var recovered = RecoveredWorld.Read(folder).Value;
        Assert.Null(Pond.Difference(recovered.Contents, recovered.Step));
        Assert.True(recovered.Step >= acknowledged, $"{acknowledged} was acknowledged; {recovered.Step} is there.");
        Assert.Equal((long)recovered.Step, recovered.Tick);
        return recovered;
    }

    private static ulong Number(string line) => line.Split(' ') is ["begun" or "ack", var number]
        ? ulong.Parse(number, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException(line);
}
