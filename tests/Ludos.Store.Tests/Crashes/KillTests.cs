using System.Globalization;
using Ludos.Base;
using Ludos.Platform.Processes;

namespace Ludos.Store.Tests.Crashes;

/// <summary>A process that puts and collects is killed at any point, again and again: what it had acknowledged is there, whole and held.</summary>
public sealed class KillTests : StoreTest
{
    private const int Rounds = 12;
    private const int ManyRounds = 200;

    [Fact]
    public void Nothing_acknowledged_is_lost() => KillAgainAndAgain(Rounds, seed: 11);

    [Fact]
    [Trait("Category", "Slow")]
    public void Nothing_acknowledged_is_lost_in_many_rounds() => KillAgainAndAgain(ManyRounds, seed: 12);

    private void KillAgainAndAgain(int rounds, ulong seed)
    {
        var numbers = new Numbers(seed);
        var acknowledged = new List<int>();
        var next = 0;
        for (var round = 0; round < rounds; round++)
        {
            using (var child = ChildProcess.Start(Environment.ProcessPath!, [typeof(KillTests).Assembly.Location, PuttingChild.Role, Folder, next.ToString(CultureInfo.InvariantCulture)], ChildStreams.Piped).Value)
            {
                // So many acknowledgements, then some spinning, so that the kill falls anywhere within the next batch or collection.
                for (var lines = numbers.Below(6); lines > 0; lines--)
                {
                    acknowledged.Add(int.Parse(child.Output.ReadLine()!, CultureInfo.InvariantCulture));
                }

                Thread.SpinWait(numbers.Below(2_000_000));
                child.Kill();
                child.WaitForExit();
                while (child.Output.ReadLine() is { } line)
                {
                    // A line that was cut off by the kill is no acknowledgement.
                    if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == (acknowledged.Count == 0 ? number : acknowledged[^1] + 1))
                    {
                        acknowledged.Add(number);
                    }
                }
            }

            Check(acknowledged, round % 4 == 3);
            next = acknowledged.Count == 0 ? 0 : acknowledged[^1] + 1;
        }

        Assert.True(acknowledged.Count > rounds / 2, $"Only {acknowledged.Count} batches were acknowledged in {rounds} rounds: nothing was tried.");
    }

    private void Check(List<int> acknowledged, bool collects)
    {
        using var store = Open();
        if (collects)
        {
            Assert.True(store.Collect(Now, NoGrace).Value.IsDone);
            Assert.DoesNotContain(Directory.GetFiles(PackFolder), file => Path.GetFileName(file).StartsWith("new-", StringComparison.Ordinal));
        }

        var held = store.HeldBy("kept").Value ?? [];
        foreach (var content in acknowledged.TakeLast(8).SelectMany(PuttingChild.Contents))
        {
            var digest = Digest.Of(content);
            Assert.Contains(digest, held);
            Assert.Equal(content, store.Get(digest, content.Length).Value);
        }

        Assert.All(held, digest => Assert.True(store.Has(digest)));
        Assert.Empty(store.Scan().Value.Damaged);
    }
}
