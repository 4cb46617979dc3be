using Ludos.Base;

namespace Ludos.Distribution.Tests.Streaming;

public sealed class StreamOrderTests
{
    private static readonly StreamPlace West = new(-10, 0);
    private static readonly StreamPlace Middle = new(0, 0);
    private static readonly StreamPlace East = new(10, 0);

    private readonly StreamOrder _order = new(RankOf, [West, Middle, East, East]);

    [Fact]
    public void Code_comes_first_then_contents_then_assets_by_order_then_by_place_then_the_rest()
    {
        _order.MoveTo(new StreamPlace(8, 0));
        Assert.Equal(["head", "code", "initial", "early", "late", "east", "middle", "west", "other"], Sorted("other", "west", "late", "middle", "code", "east", "early", "initial", "head"));
    }

    [Fact]
    public void What_waits_is_put_in_order_anew_as_the_player_moves_and_only_then()
    {
        Assert.Null(_order.Nearest);
        Assert.True(_order.MoveTo(new StreamPlace(-9, 0)));
        var version = _order.Version;
        Assert.False(_order.MoveTo(new StreamPlace(-8, 1)));
        Assert.Equal(version, _order.Version);
        Assert.Equal(["west", "middle", "east"], Sorted("east", "middle", "west"));
        Assert.True(_order.MoveTo(new StreamPlace(9, 0)));
        Assert.NotEqual(version, _order.Version);
        Assert.Equal(["east", "middle", "west"], Sorted("west", "middle", "east"));
        Assert.Equal(East, _order.Nearest);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_place_that_is_none_changes_nothing(double x, double y) => Assert.False(_order.MoveTo(new StreamPlace(x, y)));

    private string[] Sorted(params string[] paths) => [.. paths.Select(Item).OrderBy(_order.Rank).Select(item => item.Path)];

    private static DownloadItem Item(string path) => new(new ObjectRef(Digest.Of(System.Text.Encoding.UTF8.GetBytes(path)), 1), "shoal 1.0.0", path);

    private static StreamRank RankOf(DownloadItem item) => item.Path switch
    {
        "head" => new StreamRank(StreamPart.Document),
        "code" => new StreamRank(StreamPart.Code),
        "initial" => new StreamRank(StreamPart.InitialContent),
        "early" => new StreamRank(StreamPart.Ordered, 1),
        "late" => new StreamRank(StreamPart.Ordered, 7),
        "west" => new StreamRank(StreamPart.Placed, Place: West),
        "middle" => new StreamRank(StreamPart.Placed, Place: Middle),
        "east" => new StreamRank(StreamPart.Placed, Place: East),
        _ => new StreamRank(StreamPart.Rest),
    };
}
