using Ludos.Distribution.Tests.Support;
using Ludos.Store;

namespace Ludos.Distribution.Tests.Downloads;

/// <summary>The link is cut at every single byte of a download, over a real socket: it goes on, and nothing that was verified comes again.</summary>
public sealed class ResumeTests
{
    private static readonly int[] SizesBytes = [180, 1, 333, 97];

    [Theory]
    [InlineData(ObjectEncoding.Identity)]
    [InlineData(ObjectEncoding.Zstd)]
    public async Task A_link_cut_at_any_byte_is_resumed(ObjectEncoding encoding)
    {
        var objects = Objects.Of(7, SizesBytes);
        using var server = new WireServer(objects) { Encoding = encoding };
        using var handler = new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };

        // Without a cut, for the length of the whole exchange.
        var (plainBodyBytes, _) = await Fetch(server, client, objects, cutAfter: -1);
        var positions = 0;
        for (var cutAfter = 0; ; cutAfter++)
        {
            var (bodyBytes, wasCut) = await Fetch(server, client, objects, cutAfter);
            if (!wasCut)
            {
                break;
            }

            positions++;

            // Every byte of a body came exactly once, whole objects and the resumed one alike.
            Assert.Equal(plainBodyBytes, bodyBytes);
        }

        Assert.True(positions > SizesBytes.Length * 60, $"Only {positions} positions were tried.");
    }

    [Fact]
    public async Task Another_session_asks_only_for_what_is_missing()
    {
        var objects = Objects.Of(8, 400, 500, 600);
        using var server = new WireServer(objects);
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var sink = new CheckingSink();
        await sink.KeepAll(objects, 1);
        var fetched = await Downloads.Make([new HttpObjectSource(client, server.Address)], sink).Fetch(objects.Items, null, default);
        Assert.Equal((3, 1500L, 1100L), (fetched.Value.DoneObjects, fetched.Value.DoneBytes, fetched.Value.ReceivedBytes));
        Assert.Equal(2, server.Requests.Count);
    }

    private static async Task<(long BodyBytes, bool WasCut)> Fetch(WireServer server, HttpClient client, Objects objects, int cutAfter)
    {
        server.CutAfter = cutAfter;
        server.BodyBytes = 0;
        server.Requests.Clear();
        var sink = new CheckingSink();
        var fetched = await Downloads.Make([new HttpObjectSource(client, server.Address)], sink, options => options with { Parallel = 1 }).Fetch(objects.Items, null, default);
        Assert.True(fetched.IsOk, fetched.Fault?.ToString());
        Assert.Equal(objects.Items.Count, sink.Objects.Count);
        var wasCut = cutAfter >= 0 && !server.IsUncut;
        server.CutAfter = -1;

        // An object is asked for once, and once more where the cut was.
        Assert.True(server.Requests.Count <= objects.Items.Count + (wasCut ? 1 : 0), $"{server.Requests.Count} requests with a cut after {cutAfter} bytes.");
        return (Interlocked.Read(ref server.BodyBytes), wasCut);
    }
}
