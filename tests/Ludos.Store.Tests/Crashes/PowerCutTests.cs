using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.State.Tests.Journals;

namespace Ludos.Store.Tests.Crashes;

/// <summary>The power goes at any operation of the disk, and what was not synced is there in part or not at all: what was acknowledged is whole and held.</summary>
public sealed class PowerCutTests : StoreTest
{
    private const int Seeds = 150;
    private const int Batches = 6;

    [Fact]
    public void Nothing_acknowledged_is_lost()
    {
        var (cuts, kept) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var numbers = new Numbers((ulong)seed);
            var (packs, holders) = (new SimulatedFolder(seed), new SimulatedFolder(seed + 1000));
            packs.DiesAt = numbers.Below(3) == 0 ? long.MaxValue : 1 + numbers.Below(90);
            holders.DiesAt = packs.DiesAt != long.MaxValue ? long.MaxValue : 1 + numbers.Below(30);
            var acknowledged = Work(packs, holders, numbers);
            cuts += packs.IsDead || holders.IsDead ? 1 : 0;
            kept += acknowledged.Count;
            using var after = ChunkStore.Open(packs.Reboot(seed), holders.Reboot(seed), Folder, new StoreOptions()).Value;
            Assert.True(after.Collect(Now.AddDays(1), NoGrace).IsOk);
            foreach (var content in acknowledged)
            {
                Assert.Equal(content, after.Get(Digest.Of(content), content.Length).Value);
            }

            Assert.Empty(after.Scan().Value.Damaged);
        }

        Assert.True(cuts > Seeds / 2, $"Only {cuts} of {Seeds} runs were cut.");
        Assert.True(kept > Seeds, $"Only {kept} objects were acknowledged.");
    }

    [Fact]
    public void A_full_disk_is_told_and_keeps_nothing_by_halves()
    {
        var (packs, holders) = (new SimulatedFolder(1), new SimulatedFolder(2));
        using var store = ChunkStore.Open(packs, holders, Folder, new StoreOptions()).Value;
        var first = store.Put(Content.Noise(1_000), Now).Value;
        packs.Refuses = FileErrorCode.DiskFull;
        Assert.Equal(StoreErrorCode.DiskFull, store.Put(Content.Noise(1_000, 2), Now).Fault!.Code);
        packs.Refuses = null;
        using (var batch = store.Begin(Now).Value)
        {
            Assert.True(batch.Put(Content.Noise(2_000, 3)).IsOk);
            packs.Refuses = FileErrorCode.DiskFull;
            Assert.Equal(StoreErrorCode.DiskFull, batch.Put(Content.Noise(2_000, 4)).Fault!.Code);
            packs.Refuses = null;
            Assert.Equal(StoreErrorCode.DiskFull, batch.Commit()!.Code);
        }

        holders.Refuses = FileErrorCode.DiskFull;
        Assert.Equal(StoreErrorCode.DiskFull, store.Hold("set", [first])!.Code);
        holders.Refuses = null;
        Assert.Single(packs.Names().Value);
        Assert.Empty(holders.Names().Value);
        Assert.True(store.Get(first, 1_000).IsOk);
        Assert.Equal(1, store.Count);
    }

    private List<byte[]> Work(SimulatedFolder packs, SimulatedFolder holders, Numbers numbers)
    {
        var acknowledged = new List<byte[]>();
        using var store = ChunkStore.Open(packs, holders, Folder, new StoreOptions()).Value;
        for (var number = 0; number < Batches; number++)
        {
            if (!store.Begin(Now).TryGet(out var batch, out _))
            {
                break;
            }

            using (batch)
            {
                var contents = Enumerable.Range(0, 1 + numbers.Below(4)).Select(_ => Content.Noise(1 + numbers.Below(3_000), numbers.Next())).ToArray();
                if (contents.Any(content => !batch.Put(content).IsOk) || batch.Commit("kept") is not null)
                {
                    break;
                }

                acknowledged.AddRange(contents);
            }

            if (number % 2 == 1 && (!store.Put(Content.Noise(2_000, numbers.Next()), Now).IsOk || !store.Collect(Now.AddDays(1), NoGrace).IsOk))
            {
                break;
            }
        }

        return acknowledged;
    }
}
