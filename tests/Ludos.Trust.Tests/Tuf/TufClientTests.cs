using Ludos.Trust.Tests.Tuf.Simulation;
using Xunit;

namespace Ludos.Trust.Tests.Tuf;

public sealed class TufClientTests
{
    private readonly SimulatedRepository _repository = new();

    [Fact]
    public async Task A_first_refresh_asks_for_each_top_level_role_once()
    {
        using var client = _repository.Client();

        var refreshed = (await client.Refresh(SimulatedRepository.Now)).Value;

        Assert.Equal(new TufRefresh(1, 1, 1, 1, 3), refreshed);
        Assert.Equal(["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"], _repository.Source.Asked);
    }

    [Fact]
    public async Task A_refresh_without_news_asks_for_root_and_timestamp_alone()
    {
        var folder = new MemoryFolder();
        using (var first = _repository.Client(folder))
        {
            _ = (await first.Refresh(SimulatedRepository.Now)).Value;
            _ = (await first.Find("shoal.json")).Value;
        }

        _repository.Source.Asked.Clear();
        using var client = _repository.Client(folder);

        var refreshed = (await client.Refresh(SimulatedRepository.Now)).Value;
        _ = (await client.Find("shoal.json")).Value;

        Assert.Equal(0, refreshed.Fetched);
        Assert.Equal(["2.root.json", "timestamp.json"], _repository.Source.Asked);
    }

    [Fact]
    public async Task A_target_is_found_through_its_bin_and_its_developer()
    {
        using var client = _repository.Client();
        _ = (await client.Refresh(SimulatedRepository.Now)).Value;
        _repository.Source.Asked.Clear();

        var target = (await client.Find("comets.json")).Value;

        Assert.Equal("dev-bert", target.Role);
        Assert.Equal([$"1.{TufRoles.Bin(TufRoles.BinOf("comets.json"))}.json", "1.dev-bert.json"], _repository.Source.Asked);
        Assert.Null(target.Check("comets 1"u8));
        Assert.Equal(TufErrorCode.WrongHash, target.Check("comets 2"u8)!.Code);
        Assert.Equal(TufErrorCode.WrongLength, target.Check("comets 10"u8)!.Code);
        Assert.Equal($"{Convert.ToHexStringLower(target.File.Hashes.Sha256.Span)}.comets.json", target.RemotePath);
    }

    [Fact]
    public async Task A_new_version_reaches_a_client_that_knew_the_old_one()
    {
        var folder = new MemoryFolder();
        using var client = _repository.Client(folder);
        _ = (await client.Refresh(SimulatedRepository.Now)).Value;
        _ = (await client.Find("shoal.json")).Value;
        _repository.AnnasTargets["shoal.json"] = "shoal 2"u8.ToArray();
        _ = _repository.PublishDeveloper("anna", _repository.Anna, _repository.AnnasTargets);
        _repository.PublishSnapshot();

        var refreshed = (await client.Refresh(SimulatedRepository.Now)).Value;

        Assert.Equal(2, refreshed.SnapshotVersion);
        Assert.Null((await client.Find("shoal.json")).Value.Check("shoal 2"u8));
        Assert.Equal(_repository.Source.Files["2.dev-anna.json"].ToArray(), folder.Files["dev-anna.json"]);
    }
}
