using System.Text;
using Ludos.Web.Regions;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Regions;

public sealed class RegionCommandTests
{
    private const int Rounds = 20_000;

    private static readonly string[] Corpus =
    [
        """{"op":"watch","feed":0,"region":"fish"}""",
        """{"op":"watch","feed":7,"region":"a.b","check":true}""",
        """{"op":"unwatch","feed":3}""",
        """{"op":"key","feed":1}""",
    ];

    [Fact]
    public void What_a_page_says_is_read()
    {
        Assert.Equal(new RegionCommand(RegionOp.Watch, 0, "fish"), Parse(Corpus[0]));
        Assert.Equal(new RegionCommand(RegionOp.Watch, 7, "a.b", Check: true), Parse(Corpus[1]));
        Assert.Equal(new RegionCommand(RegionOp.Unwatch, 3), Parse(Corpus[2]));
        Assert.Equal(new RegionCommand(RegionOp.Key, 1), Parse(Corpus[3]));
        Assert.Equal((5, 258u), RegionCommandParser.ReadAck([0x12, 5, 0, 0, 2, 1, 0, 0]).Value);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"op":"watch"}""")]
    [InlineData("""{"op":"watch","feed":8,"region":"fish"}""")]
    [InlineData("""{"op":"watch","feed":-1,"region":"fish"}""")]
    [InlineData("""{"op":"watch","feed":0,"region":""}""")]
    [InlineData("""{"op":"watch","feed":0,"region":5}""")]
    [InlineData("""{"op":"watch","feed":0,"region":"fish","check":1}""")]
    [InlineData("""{"op":"watch","feed":0,"feed":1,"region":"fish"}""")]
    [InlineData("""{"op":"pause","feed":0}""")]
    [InlineData("""{"op":"watch","feed":0,"region":"\ud800"}""")]
    public void Anything_else_is_refused(string text) => Assert.Null(Parse(text));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x12 })]
    [InlineData(new byte[] { 0x11, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x12, 8, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x12, 0, 1, 0, 0, 0, 0, 0 })]
    public void A_bad_acknowledgement_is_refused(byte[] message) => Assert.False(RegionCommandParser.ReadAck(message).IsOk);

    [Fact]
    public void Damaged_messages_are_refused_or_legal_and_never_throw()
    {
        var random = new SeededBytes(17);
        var legal = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var message = Encoding.UTF8.GetBytes(Corpus[random.Below(Corpus.Length)]);
            for (var hit = random.Below(3); hit > 0; hit--)
            {
                message[random.Below(message.Length)] = random.Take(1)[0];
            }

            if (RegionCommandParser.Parse(message).TryGet(out var command, out _))
            {
                legal++;
                Assert.InRange(command.Feed, 0, WebLimits.MaxFeedsPerPage - 1);
            }

            _ = RegionCommandParser.ReadAck(random.Take(random.Below(10)));
        }

        Assert.InRange(legal, Rounds / 4, Rounds);
    }

    private static RegionCommand? Parse(string text) => RegionCommandParser.Parse(Encoding.UTF8.GetBytes(text)).TryGet(out var command, out _) ? command : null;
}
