using System.Net.Sockets;
using System.Text;
using Ludos.Registry.Tests.Support;

namespace Ludos.Registry.Tests.Server;

/// <summary>Clients that stall, never end, or do not speak HTTP: each is cut, and the registry goes on.</summary>
public sealed class HostileWireTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly RegistryFixture _registry;

    public HostileWireTests() => _registry = new RegistryFixture(_clock, options => options with { BodyGrace = TimeSpan.FromSeconds(1.1) });

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task A_stalled_body_is_cut_and_says_so()
    {
        var answer = await SpeakAsync("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        await IsAliveAsync();
    }

    [Fact]
    public async Task A_body_that_promises_too_much_or_never_ends_is_refused()
    {
        Assert.Contains("\"TooLarge\"", await SpeakAsync("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n{"), StringComparison.Ordinal);
        var endless = new StringBuilder("POST /objects/missing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var chunk = 0; chunk < (RegistryLimits.MaxQuestionBytes / 0x8000) + 2; chunk++)
        {
            endless.Append("8000\r\n").Append(' ', 0x8000).Append("\r\n");
        }

        Assert.Contains("\"TooLarge\"", await SpeakAsync(endless.ToString()), StringComparison.Ordinal);
        await IsAliveAsync();
    }

    [Fact]
    public async Task What_is_no_request_gets_no_stack_trace()
    {
        var longLine = "GET /" + new string('a', 9000) + " HTTP/1.1\r\nHost: x\r\n\r\n";
        foreach (var noise in (string[])["\0\0\0\0\r\n\r\n", "GET\r\n\r\n", longLine, "GET /objects/%00%ff HTTP/1.1\r\nHost: x\r\n\r\n", "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", "PUT /objects/../catalogue.db HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx", "BREW /roots HTTP/1.1\r\nHost: x\r\n\r\n"])
        {
            var answer = await SpeakAsync(noise);
            Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
        }

        await IsAliveAsync();
    }

    /// <summary>Sends bytes and reads what comes until the registry closes, or has answered whole.</summary>
    private async Task<string> SpeakAsync(string text)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_registry.Address.Host, _registry.Address.Port);
        var stream = socket.GetStream();
        var sending = SendAsync(stream, Encoding.Latin1.GetBytes(text));
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while (!IsWhole(answer.ToString()) && (read = await stream.ReadAsync(buffer)) > 0)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // The registry cut the connection: what it said before counts.
        }

        await sending;
        return answer.ToString();
    }

    private static async Task SendAsync(NetworkStream stream, byte[] bytes)
    {
        try
        {
            await stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // It did not want to hear the rest.
        }
    }

    private static bool IsWhole(string answer)
    {
        var head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        const string field = "Content-Length: ";
        var at = answer.IndexOf(field, StringComparison.OrdinalIgnoreCase);
        return head > 0 && at > 0 && at < head
            && answer.Length - head - 4 >= int.Parse(answer[(at + field.Length)..answer.IndexOf('\r', at)], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task IsAliveAsync()
    {
        using var http = new HttpClient { BaseAddress = _registry.Address };
        Assert.NotEmpty(await http.GetByteArrayAsync(new Uri("tuf/timestamp.json", UriKind.Relative)));
    }
}
