using System.Net;
using Ludos.Registry.Tests.Support;

namespace Ludos.Registry.Tests.Serving;

/// <summary>Two servers on one PostgreSQL and one shared folder: publishes on both come one after another, and each shows what the other took.</summary>
[Collection(PostgresTests.Name)]
public sealed class TwoProcessTests(PostgresFixture postgres)
{
    private const int Each = 6;

    [Fact]
    public async Task Publishes_on_both_are_serialised_and_seen_by_both_at_once()
    {
        var clock = new TestClock();
        var connection = postgres.NewDatabase();
        using var first = new RegistryFixture(clock, options => options with { Postgres = connection });
        using var second = new RegistryFixture(clock, options => options with { Postgres = connection }, first.Folder);
        using var anna = await PondPublisher.JoinAsync(first, clock, "anna");
        using var bert = await PondPublisher.JoinAsync(second, clock, "bert");
        await Task.WhenAll(PublishAsync(anna, "anna.fish"), PublishAsync(bert, "bert.fish"));

        Assert.Equal((await anna.GetAsync("tuf/timestamp.json")).Body, (await bert.GetAsync("tuf/timestamp.json")).Body);
        Assert.Equal((await anna.GetAsync("log/checkpoint")).Body, (await bert.GetAsync("log/checkpoint")).Body);
        Assert.Equal(HttpStatusCode.OK, (await bert.GetAsync("modules/anna.fish")).Status);
        var published = await anna.PublishAsync(new PondModule("anna.shark", "1.0.0"));
        Assert.Equal(HttpStatusCode.Created, published.Status);
        Assert.Equal((await anna.GetAsync("tuf/timestamp.json")).Body, (await bert.GetAsync("tuf/timestamp.json")).Body);

        var report = RegistryAdministration.Check(first.Options).Value;
        Assert.Empty(report.Problems);
        Assert.Equal((2 * Each) + 1, report.Releases);
    }

    private static async Task PublishAsync(PondPublisher publisher, string id)
    {
        for (var minor = 0; minor < Each; minor++)
        {
            var answer = await publisher.PublishAsync(new PondModule(id, $"1.{minor}.0"));
            Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        }
    }
}
