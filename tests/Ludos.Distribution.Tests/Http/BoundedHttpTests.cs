using System.Net;
using Ludos.Platform;

namespace Ludos.Distribution.Tests.Http;

/// <summary>Servers that lie, stall, drip and send without end, over real sockets. What is short here is a bound that the server outlasts for ever.</summary>
public sealed class BoundedHttpTests : IDisposable
{
    private const int MaxBytes = 1000;

    private static readonly HttpBounds Impatient = new()
    {
        Connect = TimeSpan.FromMilliseconds(100),
        Headers = TimeSpan.FromMilliseconds(200),
        Stall = TimeSpan.FromMilliseconds(300),
    };

    private readonly BoundedHttp _http = new(new MonotonicClock());
    private readonly BoundedHttp _impatient = new(new MonotonicClock(), Impatient);

    [Fact]
    public async Task A_body_comes_whole_and_as_it_was_sent()
    {
        using var server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Encoding: gzip\r\n\r\nplain");

        Assert.Equal("plain"u8.ToArray(), (await _http.Get(server.Address, MaxBytes)).Value);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task The_largest_size_is_exact_with_a_length_and_without(int bytes, bool fits)
    {
        var body = new string('x', bytes);
        foreach (var head in new[] { $"Content-Length: {bytes}\r\n\r\n{body}", $"Connection: close\r\n\r\n{body}", $"Transfer-Encoding: chunked\r\n\r\n{bytes:x}\r\n{body}\r\n0\r\n\r\n" })
        {
            using var server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\n" + head);

            var got = await _http.Get(server.Address, MaxBytes);

            Assert.Equal(fits ? null : HttpErrorCode.TooLarge, got.Fault?.Code);
        }
    }

    [Fact]
    public async Task A_body_without_end_is_left()
    {
        using var server = new ScriptedServer(async (_, stream, stop) =>
        {
            await ScriptedServer.Write(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", stop);
            while (true)
            {
                await ScriptedServer.Write(stream, new string('x', 4096), stop);
            }
        });

        Assert.Equal(HttpErrorCode.TooLarge, (await _http.Get(server.Address, 100_000)).Fault!.Code);
    }

    [Fact]
    public async Task Headers_without_end_are_left()
    {
        using var server = new ScriptedServer(async (_, stream, stop) =>
        {
            await ScriptedServer.Write(stream, "HTTP/1.1 200 OK\r\n", stop);
            while (true)
            {
                await ScriptedServer.Write(stream, $"X-{new string('y', 500)}: {new string('x', 500)}\r\n", stop);
            }
        });

        Assert.Equal(HttpErrorCode.Unreachable, (await _http.Get(server.Address, MaxBytes)).Fault!.Code);
    }

    [Fact]
    public async Task Headers_that_drip_are_not_waited_for()
    {
        using var server = new ScriptedServer(async (_, stream, stop) =>
        {
            await ScriptedServer.Write(stream, "HTTP/1.1 200 OK\r\nX: ", stop);
            while (true)
            {
                await ScriptedServer.Write(stream, "y", stop);
                await Task.Delay(20, stop);
            }
        });

        Assert.Equal(HttpErrorCode.TooSlow, (await _impatient.Get(server.Address, MaxBytes)).Fault!.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf")]
    public async Task Silence_is_not_waited_out(string before)
    {
        using var server = new ScriptedServer(async (_, stream, stop) =>
        {
            await ScriptedServer.Write(stream, before, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });

        Assert.Equal(HttpErrorCode.TooSlow, (await _impatient.Get(server.Address, MaxBytes)).Fault!.Code);
    }

    [Fact]
    public async Task A_body_that_drips_is_left_though_it_never_stalls()
    {
        using var patient = new BoundedHttp(new MonotonicClock(), new HttpBounds { RateWindow = TimeSpan.FromMilliseconds(300), MinBytesPerSecond = 5_000 });
        using var server = new ScriptedServer(async (_, stream, stop) =>
        {
            await ScriptedServer.Write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", stop);
            while (true)
            {
                await ScriptedServer.Write(stream, "y", stop);
                await Task.Delay(20, stop);
            }
        });

        var fault = (await patient.Get(server.Address, MaxBytes)).Fault!;

        Assert.Equal(HttpErrorCode.TooSlow, fault.Code);
        Assert.Contains("bytes a second", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirection_is_not_followed(int status)
    {
        using var server = ScriptedServer.Answering($"HTTP/1.1 {status} Elsewhere\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(HttpErrorCode.Redirected, (await _http.Get(server.Address, MaxBytes)).Fault!.Code);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address);
        Assert.Equal(HttpErrorCode.Redirected, (await _http.Send(request, MaxBytes)).Fault!.Code);
        Assert.DoesNotContain("/elsewhere", server.Asked);
    }

    [Theory]
    [InlineData(403, HttpErrorCode.NotFound)]
    [InlineData(404, HttpErrorCode.NotFound)]
    [InlineData(410, HttpErrorCode.NotFound)]
    [InlineData(400, HttpErrorCode.Refused)]
    [InlineData(500, HttpErrorCode.Refused)]
    [InlineData(503, HttpErrorCode.Refused)]
    public async Task What_is_no_success_is_a_fault_for_Get_and_an_answer_for_Send(int status, HttpErrorCode expected)
    {
        using var server = ScriptedServer.Answering($"HTTP/1.1 {status} No\r\nContent-Length: 3\r\nX-Why: because\r\n\r\nwhy");

        Assert.Equal(expected, (await _http.Get(server.Address, MaxBytes)).Fault!.Code);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);
        var answer = (await _http.Send(request, MaxBytes)).Value;
        Assert.Equal((HttpStatusCode)status, answer.Status);
        Assert.False(answer.IsSuccess);
        Assert.Equal("why"u8.ToArray(), answer.Body.ToArray());
        Assert.Equal("because", answer.Headers["x-why"]);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf")]
    [InlineData("HTTP/1.1 two hundred\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task A_broken_answer_is_no_answer(string answer)
    {
        using var server = ScriptedServer.Answering(answer);

        Assert.Equal(HttpErrorCode.Unreachable, (await _http.Get(server.Address, MaxBytes)).Fault!.Code);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable() =>
        Assert.Equal(HttpErrorCode.Unreachable, (await _http.Get(new Uri("http://127.0.0.1:1/"), MaxBytes)).Fault!.Code);

    [Fact]
    public async Task A_sink_gets_the_body_in_order_and_no_byte_beyond_the_bound()
    {
        using var server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + string.Concat(Enumerable.Range(0, 50_000).Select(number => $"{number} ")));
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);
        var got = new List<byte>();

        var fault = (await _http.Download(request, 100_000, (bytes, _) =>
        {
            got.AddRange(bytes.Span);
            return ValueTask.CompletedTask;
        })).Fault!;

        Assert.Equal(HttpErrorCode.TooLarge, fault.Code);
        Assert.InRange(got.Count, 0, 100_000);
        Assert.StartsWith(System.Text.Encoding.ASCII.GetString([.. got]), string.Concat(Enumerable.Range(0, 50_000).Select(number => $"{number} ")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/x", false)]
    [InlineData("http://localhost/x", false)]
    [InlineData("http://[::1]/x", false)]
    [InlineData("http://registry.example/x", true)]
    public void A_registry_on_this_machine_is_not_behind_the_machines_proxy(string address, bool isBehind)
    {
        var proxy = new Uri("http://proxy.example:3128");
        var beyond = new ProxyBeyondLoopback(new WebProxy(proxy));

        Assert.Equal(isBehind ? proxy : null, beyond.GetProxy(new Uri(address)));
        Assert.Equal(!isBehind, beyond.IsBypassed(new Uri(address)));
    }

    [Fact]
    public async Task Who_stops_waiting_is_told_so_and_nobody_is_blamed()
    {
        using var server = new ScriptedServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        using var stopped = new CancellationTokenSource();
        var getting = _http.Get(server.Address, MaxBytes, stopped.Token).AsTask();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);
    }

    public void Dispose()
    {
        _http.Dispose();
        _impatient.Dispose();
    }
}
