using Ludos.Platform.Files;
using Ludos.Trust.Tests.Tuf.Simulation;
using Xunit;

namespace Ludos.Trust.Tests.Tuf;

/// <summary>What must go well: rotation, recovery after a fast-forward attack, thresholds over several machines, and power cuts.</summary>
public sealed class RecoveryTests
{
    private readonly SimulatedRepository _repository = new();

    [Fact]
    public async Task After_a_fast_forward_attack_new_keys_bring_clients_back()
    {
        var folder = new MemoryFolder();
        using var client = _repository.Client(folder);
        _repository.RollBack(TufRoles.Timestamp, 900_000);
        _repository.RollBack(TufRoles.Snapshot, 900_000);
        _repository.RollBack("dev-anna", 900_000);
        _repository.PublishAll();
        Assert.Equal(900_000, (await client.Refresh(SimulatedRepository.Now)).Value.SnapshotVersion);
        Assert.True((await client.Find("shoal.json")).IsOk);

        _repository.TimestampKey = SimulatedRepository.Key(50);
        _repository.SnapshotKey = SimulatedRepository.Key(51);
        _repository.PublishRoot();
        _repository.RollBack(TufRoles.Timestamp, 3);
        _repository.RollBack(TufRoles.Snapshot, 3);
        _repository.RollBack("dev-anna", 3);
        _repository.PublishAll();

        Assert.Equal(3, (await client.Refresh(SimulatedRepository.Now)).Value.SnapshotVersion);
        Assert.True((await client.Find("shoal.json")).IsOk);
    }

    [Fact]
    public async Task Without_a_rotation_the_same_is_a_rollback()
    {
        using var client = _repository.Client();
        _repository.RollBack(TufRoles.Snapshot, 900_000);
        _repository.PublishSnapshot();
        _ = (await client.Refresh(SimulatedRepository.Now)).Value;
        _repository.RollBack(TufRoles.Snapshot, 3);
        _repository.PublishSnapshot();

        Assert.Equal(TufErrorCode.Rollback, (await client.Refresh(SimulatedRepository.Now)).Fault!.Code);
    }

    [Fact]
    public async Task A_chain_of_roots_is_followed_through_expired_ones_to_a_current_one()
    {
        var folder = new MemoryFolder();
        _repository.Expiries[TufRoles.Root] = SimulatedRepository.Now.AddYears(-1);
        for (byte generation = 0; generation < 4; generation++)
        {
            var old = _repository.RootKeys;
            _repository.RootKeys = [SimulatedRepository.Key((byte)(100 + generation)), SimulatedRepository.Key((byte)(120 + generation))];
            _repository.PublishRoot([.. old, .. _repository.RootKeys]);
        }

        _ = _repository.Expiries.Remove(TufRoles.Root);
        _repository.PublishRoot();
        using var client = _repository.Client(folder);

        var refreshed = (await client.Refresh(SimulatedRepository.Now)).Value;

        Assert.Equal(6, refreshed.RootVersion);
        Assert.Equal(_repository.Source.Files["6.root.json"].ToArray(), folder.Files["root.json"]);
    }

    [Fact]
    public async Task More_roots_than_the_bound_are_a_fault_and_the_next_refresh_goes_on()
    {
        for (var root = 0; root < 7; root++)
        {
            _repository.PublishRoot();
        }

        var folder = new MemoryFolder();
        var limits = TufLimits.Default with { MaxRootRotations = 3 };
        using var client = TufClient.Open(folder, _repository.Source, _repository.FirstRoot, limits).Value;

        Assert.Equal(TufErrorCode.TooManyRoots, (await client.Refresh(SimulatedRepository.Now)).Fault!.Code);
        Assert.Equal(4, client.Root.Version);
        Assert.Equal(TufErrorCode.TooManyRoots, (await client.Refresh(SimulatedRepository.Now)).Fault!.Code);
        Assert.Equal(8, (await client.Refresh(SimulatedRepository.Now)).Value.RootVersion);
    }

    [Fact]
    public async Task Three_people_on_three_machines_reach_a_threshold()
    {
        var alone = TufRepository.Root(2, SimulatedRepository.Later, _repository.Plan(), [_repository.RootKeys[2]]).Value;
        _repository.Serve(alone);
        using (var client = _repository.Client())
        {
            Assert.Equal(TufErrorCode.TooFewSignatures, (await client.Refresh(SimulatedRepository.Now)).Fault!.Code);
        }

        var together = TufRepository.AddSignature(alone, _repository.RootKeys[0]).Value;
        _repository.Serve(together);
        using (var client = _repository.Client())
        {
            Assert.Equal(2, (await client.Refresh(SimulatedRepository.Now)).Value.RootVersion);
        }

        Assert.Equal(together.Bytes.ToArray(), TufRepository.AddSignature(together, _repository.RootKeys[2]).Value.Bytes.ToArray());
    }

    [Fact]
    public async Task A_power_cut_at_any_step_leaves_a_state_that_refreshes()
    {
        var start = new MemoryFolder();
        using (var first = _repository.Client(start))
        {
            _ = (await first.Refresh(SimulatedRepository.Now)).Value;
            _ = (await first.Find("shoal.json")).Value;
        }

        _repository.TimestampKey = SimulatedRepository.Key(50);
        _repository.PublishRoot();
        _repository.PublishAll();
        var steps = 0;
        for (var cut = 0; cut == 0 || cut < steps; cut++)
        {
            var folder = start.AfterPowerLoss();
            using (var client = _repository.Client(folder))
            {
                folder.StepsLeft = cut;
                var refreshed = await client.Refresh(SimulatedRepository.Now);
                var found = refreshed.IsOk ? (await client.Find("shoal.json")).Fault : refreshed.Fault;
                Assert.Equal(TufErrorCode.Storage, found?.Code);
            }

            await RefreshesAfter(folder.AfterPowerLoss());
            folder.StepsLeft = null;
            await RefreshesAfter(folder);
            if (steps == 0)
            {
                var whole = start.AfterPowerLoss();
                await RefreshesAfter(whole);
                steps = whole.Steps;
                Assert.True(steps > 20, $"Only {steps} steps.");
            }
        }
    }

    [Fact]
    public void Two_clients_cannot_hold_one_folder()
    {
        var folder = Directory.CreateTempSubdirectory("ludos-tuf-").FullName;
        try
        {
            using (TufClient.Open(folder, _repository.Source, _repository.FirstRoot).Value)
            {
                Assert.Equal(TufErrorCode.Storage, TufClient.Open(folder, _repository.Source, _repository.FirstRoot).Fault!.Code);
            }

            using var next = TufClient.Open(folder, _repository.Source).Value;
            Assert.Equal(1, next.Root.Version);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("timestamp.json")]
    [InlineData("snapshot.json")]
    [InlineData("targets.json")]
    [InlineData("dev-anna.json")]
    public async Task A_kept_file_that_was_damaged_is_fetched_anew(string name)
    {
        var folder = new MemoryFolder();
        using (var first = _repository.Client(folder))
        {
            _ = (await first.Refresh(SimulatedRepository.Now)).Value;
            _ = (await first.Find("shoal.json")).Value;
        }

        var whole = folder.Files[name];
        foreach (var damaged in new[] { [], whole[..^5], [.. whole.Select(unit => unit == '1' ? (byte)'7' : unit)], new byte[10_000_000] })
        {
            folder.Put(name, damaged);
            using var client = _repository.Client(folder);
            _ = (await client.Refresh(SimulatedRepository.Now)).Value;
            _ = (await client.Find("shoal.json")).Value;
            Assert.Equal(whole, folder.Files[name]);
        }
    }

    [Fact]
    public void A_kept_root_that_was_damaged_is_not_replaced_by_the_first_one()
    {
        var folder = new MemoryFolder();
        _repository.Client(folder).Dispose();
        folder.Put("root.json", System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(folder.Files["root.json"]).Replace("2030-", "2031-", StringComparison.Ordinal)));

        Assert.Equal(TufErrorCode.TooFewSignatures, TufClient.Open(folder, _repository.Source, _repository.FirstRoot).Fault!.Code);
    }

    [Fact]
    public void Without_a_root_there_is_nothing_to_trust() =>
        Assert.Equal(TufErrorCode.NoTrustedRoot, TufClient.Open(new MemoryFolder(), _repository.Source).Fault!.Code);

    [Fact]
    public async Task A_full_disk_is_said_to_be_one()
    {
        var folder = new MemoryFolder { FaultCode = FileErrorCode.DiskFull };
        using var client = _repository.Client(folder);
        folder.StepsLeft = 2;

        var fault = (await client.Refresh(SimulatedRepository.Now)).Fault!;

        Assert.Equal(TufErrorCode.Storage, fault.Code);
        Assert.Contains("full", fault.Message, StringComparison.Ordinal);
    }

    private async Task RefreshesAfter(MemoryFolder folder)
    {
        using var client = _repository.Client(folder);
        var refreshed = (await client.Refresh(SimulatedRepository.Now)).Value;
        Assert.Equal((2, 2), (refreshed.RootVersion, refreshed.SnapshotVersion));
        Assert.True((await client.Find("shoal.json")).IsOk);
    }
}
