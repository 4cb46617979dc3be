using System.Buffers;
using System.Net;
using Ludos.Base;

namespace Ludos.Distribution;

/// <summary>
/// HTTP to a server that may lie, stall or send without end: every body has a largest size, every step a time, every transfer a least rate.
/// Redirections are not followed, cookies not kept, content codings not undone. A caller's cancellation throws
/// <see cref="OperationCanceledException"/>; everything that a server does is a fault. Thread-safe.
/// </summary>
public sealed class BoundedHttp : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private const int MaxHeaderKilobytes = 32;
    private const int MaxConnections = 16;

    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client;
    private readonly HttpBounds _bounds;
    private readonly IClock _clock;

    /// <param name="clock">Measures rates.</param>
    /// <param name="bounds">Null for the usual ones.</param>
    public BoundedHttp(IClock clock, HttpBounds? bounds = null)
    {
        _clock = clock;
        _bounds = bounds ?? HttpBounds.Default;
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = _bounds.Connect,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxConnectionsPerServer = MaxConnections,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = ConnectionLife,
            Proxy = new ProxyBeyondLoopback(HttpClient.DefaultProxy),
        };
        _client = new HttpClient(sockets) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The body of a successful GET.</summary>
    /// <param name="maxBytes">One byte more is <see cref="HttpErrorCode.TooLarge"/>.</param>
    public async ValueTask<Result<byte[], HttpErrorCode>> Get(Uri address, int maxBytes, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var body = new ArrayBufferWriter<byte>();
        var transferred = await Transfer(request, maxBytes, Collect(body), onlySuccess: true, cancellation).ConfigureAwait(false);
        return transferred.TryGet(out _, out var fault) ? body.WrittenSpan.ToArray() : fault;
    }

    /// <summary>Sends a request and reads the whole answer, whatever its status.</summary>
    /// <param name="request">Disposed by the caller.</param>
    /// <param name="maxBytes">One byte more is <see cref="HttpErrorCode.TooLarge"/>.</param>
    public async ValueTask<Result<HttpAnswer, HttpErrorCode>> Send(HttpRequestMessage request, int maxBytes, CancellationToken cancellation = default)
    {
        var body = new ArrayBufferWriter<byte>();
        var transferred = await Transfer(request, maxBytes, Collect(body), onlySuccess: false, cancellation).ConfigureAwait(false);
        return transferred.TryGet(out var answer, out var fault) ? new HttpAnswer(answer.Status, answer.Headers, body.WrittenMemory) : fault;
    }

    /// <summary>Sends a request and hands the body of a successful answer to a sink as it comes. What was handed over before a fault stays handed over.</summary>
    /// <param name="sink">Called on one thread at a time, in order; the time that it takes is not the server's.</param>
    public ValueTask<Result<HttpTransfer, HttpErrorCode>> Download(HttpRequestMessage request, long maxBytes, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> sink, CancellationToken cancellation = default) =>
        Transfer(request, maxBytes, sink, onlySuccess: true, cancellation);

    public void Dispose() => _client.Dispose();

    private static Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> Collect(ArrayBufferWriter<byte> body) => (bytes, _) =>
    {
        body.Write(bytes.Span);
        return ValueTask.CompletedTask;
    };

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value), StringComparer.Ordinal);

    private static Fault<HttpErrorCode>? Judge(HttpResponseMessage response, Uri? address, long maxBytes, bool onlySuccess)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400 && response.StatusCode != HttpStatusCode.NotModified)
        {
            return new Fault<HttpErrorCode>(HttpErrorCode.Redirected, $"{address} sends elsewhere (status {status}).", "Name the server's own address.");
        }

        if (onlySuccess && !response.IsSuccessStatusCode)
        {
            var isMissing = response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden;
            return new Fault<HttpErrorCode>(isMissing ? HttpErrorCode.NotFound : HttpErrorCode.Refused, $"{address} answers with status {status}.");
        }

        return response.Content.Headers.ContentLength > maxBytes ? TooLarge(address, maxBytes) : null;
    }

    private static Fault<HttpErrorCode> TooLarge(Uri? address, long maxBytes) =>
        new(HttpErrorCode.TooLarge, $"{address} sends more than the {maxBytes} bytes that were asked for.", "The server is broken or hostile.");

    private static Fault<HttpErrorCode> TooSlow(Uri? address, string how) =>
        new(HttpErrorCode.TooSlow, $"{address} {how}.", "Try again later, or another server.");

    private async ValueTask<Result<HttpTransfer, HttpErrorCode>> Transfer(HttpRequestMessage request, long maxBytes, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> sink, bool onlySuccess, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            patience.CancelAfter(_bounds.Connect + _bounds.Headers);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (Judge(response, request.RequestUri, maxBytes, onlySuccess) is { } refused)
            {
                return refused;
            }

            var read = await ReadBody(response, request.RequestUri, maxBytes, sink, patience, cancellation).ConfigureAwait(false);
            return read.TryGet(out var count, out var fault) ? new HttpTransfer(response.StatusCode, HeadersOf(response), count) : fault;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return TooSlow(request.RequestUri, "did not answer in time");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new Fault<HttpErrorCode>(HttpErrorCode.Unreachable, $"{request.RequestUri} cannot be reached: {broken.Message}", "Check the address and the network.");
        }
    }

    private async ValueTask<Result<long, HttpErrorCode>> ReadBody(HttpResponseMessage response, Uri? address, long maxBytes, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> sink, CancellationTokenSource patience, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            var rate = new LeastRate(_bounds);
            for (long total = 0; ;)
            {
                patience.CancelAfter(_bounds.Stall);
                var before = _clock.NowNs;
                var count = await stream.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
                patience.CancelAfter(Timeout.InfiniteTimeSpan);
                if (count == 0)
                {
                    return total;
                }

                total += count;
                if (total > maxBytes)
                {
                    return TooLarge(address, maxBytes);
                }

                if (!rate.Holds(count, _clock.NowNs - before))
                {
                    return TooSlow(address, $"sends fewer than {_bounds.MinBytesPerSecond} bytes a second");
                }

                await sink(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
