using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Registry.Tests.Support;
using Ludos.Store;

namespace Ludos.Registry.Tests.Server;

/// <summary>How objects are sent: ranges, encodings, what a client has already.</summary>
public sealed class ObjectCallTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly RegistryFixture _registry;

    public ObjectCallTests() => _registry = new RegistryFixture(_clock);

    public void Dispose() => _registry.Dispose();

    [Theory]
    [InlineData(70_000)]
    [InlineData(2_500_000)]
    public async Task Any_range_of_small_and_large_objects_can_be_fetched(int sizeBytes)
    {
        using var publisher = await PondPublisher.JoinAsync(_registry, _clock, "pond-studio");
        var bytes = RandomNumberGenerator.GetBytes(sizeBytes);
        var digest = Digest.Of(bytes);
        Assert.Equal(HttpStatusCode.Created, await publisher.PutAsync(digest, bytes));
        foreach (var (from, to) in new (long?, long?)[] { (0, 0), (1, 999), (sizeBytes - 1, null), (0, sizeBytes * 2L), (null, 10), (sizeBytes / 2, null), (null, sizeBytes * 3L) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"objects/{digest}");
            request.Headers.Range = new RangeHeaderValue(from, to);
            using var answer = await publisher.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
            var first = (int)(from ?? Math.Max(0, sizeBytes - to!.Value));
            var count = (int)(Math.Min(from is null ? sizeBytes - 1 : to ?? sizeBytes - 1, sizeBytes - 1) - first + 1);
            Assert.Equal(bytes.AsSpan(first, count).ToArray(), await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal($"bytes {first}-{first + count - 1}/{sizeBytes}", answer.Content.Headers.ContentRange!.ToString());
        }

        using var behind = new HttpRequestMessage(HttpMethod.Get, $"objects/{digest}");
        behind.Headers.Range = new RangeHeaderValue(sizeBytes, null);
        using var none = await publisher.Http.SendAsync(behind);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, none.StatusCode);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task An_object_goes_out_as_it_came_in_where_the_client_takes_that_and_plain_where_not(string name)
    {
        using var publisher = await PondPublisher.JoinAsync(_registry, _clock, "pond-studio");
        var plain = new byte[100_000];
        var encoded = name == "br" ? Brotli(plain) : ObjectCodec.Encode(plain, CompressionEffort.Fast).Bytes.ToArray();
        var digest = Digest.Of(plain);
        Assert.Equal(HttpStatusCode.Created, await publisher.PutAsync(digest, encoded, name));
        using var taking = new HttpRequestMessage(HttpMethod.Get, $"objects/{digest}");
        taking.Headers.AcceptEncoding.ParseAdd($"gzip, {name};q=0.5");
        using var packed = await publisher.Http.SendAsync(taking);
        Assert.Equal([name], packed.Content.Headers.ContentEncoding);
        Assert.Equal(encoded, await packed.Content.ReadAsByteArrayAsync());
        Assert.Equal(plain, (await publisher.GetAsync($"objects/{digest}")).Body);

        using var again = new HttpRequestMessage(HttpMethod.Get, $"objects/{digest}");
        again.Headers.AcceptEncoding.ParseAdd(name);
        again.Headers.IfNoneMatch.Add(packed.Headers.ETag!);
        using var unchanged = await publisher.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Two_modules_may_seal_the_same_content_with_different_keys()
    {
        using var publisher = await PondPublisher.JoinAsync(_registry, _clock, "pond-studio");
        var digest = Digest.Of(new byte[1000]);
        var (one, two) = (RandomNumberGenerator.GetBytes(500), RandomNumberGenerator.GetBytes(500));
        Assert.Equal(HttpStatusCode.Created, await publisher.PutAsync(digest, one, "ludos-sealed", "?seal=pond-studio.a.1"));
        Assert.Equal(HttpStatusCode.Created, await publisher.PutAsync(digest, two, "ludos-sealed", "?seal=pond-studio.b.1"));
        Assert.Equal(one, (await publisher.GetAsync($"objects/{digest}?seal=pond-studio.a.1")).Body);
        Assert.Equal(two, (await publisher.GetAsync($"objects/{digest}?seal=pond-studio.b.1")).Body);
        Assert.Equal("NotFound", (await publisher.GetAsync($"objects/{digest}")).Code);
        Assert.Equal("BadName", (await publisher.GetAsync($"objects/{digest}?seal=../../x.1")).Code);
    }

    private static byte[] Brotli(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        return packed.ToArray();
    }
}
