using System.Globalization;
using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Files;
using Ludos.Platform.Processes;
using Ludos.State;
using Ludos.State.TestHost.Journals;

namespace Ludos.Bench.State.Journals;

/// <summary>A process that journals is killed, over and over, on one world: what it had said was acknowledged must be there the next time. And what a tick pays.</summary>
internal sealed class JournalRow : IStateRow
{
    private const int Kills = 1_000;
    private const int QuickKills = 20;
    private const int Steps = 20_000;
    private const int QuickSteps = 2_000;
    private const int MostLines = 60;
    private const int PacedSteps = 2_000;
    private const int StepsPerWait = 50;
    private const double NanosecondsPerSecond = 1e9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "journal";

    public void Run(StateBenchContext context, RowTally tally)
    {
        Kill(context, tally);
        Measure(context, tally);
    }

    private static void Kill(StateBenchContext context, RowTally tally)
    {
        var folder = context.Scratch.CreateSubdirectory("journal-kills").FullName;
        var kills = context.Quick ? QuickKills : Kills;
        var (last, lost, wrong) = (0UL, 0UL, "");
        for (var kill = 0; kill < kills && wrong.Length == 0; kill++)
        {
            using var keeper = StateBenchContext.StartRole(JournalKeeperRole.Name, folder, kill % 2 == 0 ? "free" : "each");
            if (!TryNumber(Read(keeper), "begun", out var begun, ref wrong))
            {
                break;
            }

            lost += begun < last ? last - begun : 0;
            last = Math.Max(last, begun);
            for (var lines = kill * 7 % MostLines; lines > 0 && TryNumber(Read(keeper), "ack", out var seen, ref wrong); lines--)
            {
                last = seen;
            }

            keeper.Kill();
            _ = keeper.WaitForExit(Patience);

            // What it had said before it died is in the pipe.
            while (Read(keeper) is { } line && TryNumber(line, "ack", out var said, ref wrong))
            {
                last = said;
            }
        }

        using var opened = DurableFolder.Open(folder).Value;
        var world = RecoveredWorld.Read(opened);
        var difference = world.IsOk ? Pond.Difference(world.Value.Contents, world.Value.Step) : world.Fault.ToString();
        lost += world.IsOk && world.Value.Step < last ? last - world.Value.Step : 0;
        tally.Add(new Figure(string.Create(CultureInfo.InvariantCulture, $"acknowledged updates lost over {kills} kills"), lost, "updates", AtMost: 0, Spread: string.Create(CultureInfo.InvariantCulture, $"{last} acknowledged")));
        tally.Add(new Check("every world that was recovered is what its step makes it", wrong.Length == 0 && difference is null, wrong + difference));
        tally.Add(new Check("the world got somewhere", last > (ulong)kills, string.Create(CultureInfo.InvariantCulture, $"step {last}")));
    }

    private static void Measure(StateBenchContext context, RowTally tally)
    {
        var steps = (ulong)(context.Quick ? QuickSteps : Steps);
        IClock clock = new MonotonicClock();
        using var pond = Pond.At(0);
        using var journal = Journal.Start(DurableFolder.Open(context.Scratch.CreateSubdirectory("journal-rate").FullName).Value, Pond.Description(1), [], pond.Regions, 0, null, JournalOptions.Default).Value;
        var costs = new double[PacedSteps];
        for (var step = 1UL; step <= PacedSteps; step++)
        {
            pond.Make(step);
            var beforeNs = clock.NowNs;
            _ = journal.Append((long)step);
            costs[step - 1] = clock.NowNs - beforeNs;
            _ = step % StepsPerWait != 0 || journal.WaitAcknowledged(step, Patience);
        }

        var missedWhilePaced = journal.Status().MissedSteps;
        var startNs = clock.NowNs;
        for (var step = (ulong)PacedSteps + 1; step <= steps + PacedSteps; step++)
        {
            pond.Make(step);
            _ = journal.Append((long)step);
        }

        var isThere = SpinWait.SpinUntil(journal.CatchUp, Patience) && journal.WaitAcknowledged(steps + PacedSteps, Patience);
        var seconds = (clock.NowNs - startNs) / NanosecondsPerSecond;
        var status = journal.Status();
        Array.Sort(costs);
        var worldKiB = Pond.Schemas.Sum(schema => schema.SizeBytes) / 1024;
        tally.Add(new Figure("a tick's cost on its own thread, median", costs[costs.Length / 2], "ns", Spread: string.Create(CultureInfo.InvariantCulture, $"p99 {costs[costs.Length * 99 / 100]:0} ns; world of {worldKiB} KiB, 36 KiB of it published a tick")));
        tally.Add(new Figure("ticks acknowledged a second, unpaced", steps / seconds, "ticks/s", Spread: string.Create(CultureInfo.InvariantCulture, $"{status.Commits} fsyncs, {status.MissedSteps} ticks found no buffer and were carried by the next")));
        tally.Add(new Check("every paced tick found a buffer", missedWhilePaced == 0, string.Create(CultureInfo.InvariantCulture, $"{missedWhilePaced} did not")));
        tally.Add(new Check("all ticks were acknowledged", isThere, status.Problem ?? ""));
    }

    private static string? Read(ChildProcess keeper)
    {
        var line = keeper.Output.ReadLineAsync();
        return line.Wait(Patience) ? line.Result : throw new BenchmarkSetupException("The journalling process says nothing.");
    }

    private static bool TryNumber(string? line, string word, out ulong number, ref string wrong)
    {
        number = 0;
        if (line?.Split(' ') is [var first, var text] && first == word && ulong.TryParse(text, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        wrong = line ?? "";
        return false;
    }
}
