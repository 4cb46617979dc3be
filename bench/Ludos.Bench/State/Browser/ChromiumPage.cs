using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ludos.Platform.Processes;

namespace Ludos.Bench.State.Browser;

/// <summary>A real browser with one page, driven by its own debugging protocol. Disposing it ends the browser.</summary>
internal sealed class ChromiumPage : IDisposable
{
    private const string Listening = "DevTools listening on ws://";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _browser;
    private readonly ClientWebSocket _socket;
    private int _calls;

    private ChromiumPage(ChildProcess browser, ClientWebSocket socket)
    {
        (_browser, _socket) = (browser, socket);
    }

    /// <summary>Opens an address in a window of this size, without sandbox and GPU, as the page's tests do.</summary>
    /// <exception cref="BenchmarkSetupException">There is no browser, or it does not come up.</exception>
    public static ChromiumPage Open(StateBenchContext context, string url, int width, int height)
    {
        var profile = context.Scratch.CreateSubdirectory("chromium").FullName;
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-extensions", "--remote-debugging-port=0", $"--user-data-dir={profile}", $"--window-size={width},{height}", url,
        ];
        if (!ChildProcess.Start(Program(), arguments, ChildStreams.Piped).TryGet(out var browser, out var fault))
        {
            throw new BenchmarkSetupException($"Chromium did not start: {fault}");
        }

        try
        {
            var debugger = ReadAddressAsync(browser).GetAwaiter().GetResult();
            return new ChromiumPage(browser, AttachAsync(debugger).GetAwaiter().GetResult());
        }
        catch (Exception error) when (error is WebSocketException or HttpRequestException or OperationCanceledException or IOException)
        {
            browser.Kill();
            browser.Dispose();
            throw new BenchmarkSetupException($"Chromium did not answer: {error.Message}");
        }
    }

    /// <summary>The value of an expression in the page, as JSON.</summary>
    /// <exception cref="BenchmarkSetupException">The page threw, or the browser is gone.</exception>
    public JsonElement Evaluate(string expression)
    {
        try
        {
            return EvaluateAsync(expression).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            throw new BenchmarkSetupException($"Chromium is gone: {error.Message}");
        }
    }

    /// <summary>Asks until the expression is true.</summary>
    public void WaitFor(string expression, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!IsTrue(expression))
        {
            if (limit.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100)))
            {
                throw new BenchmarkSetupException($"The page did not show {what} in {Patience.TotalSeconds} s.");
            }
        }
    }

    /// <summary>False also while the page is on its way from one address to the next and has nothing to evaluate in.</summary>
    private bool IsTrue(string expression)
    {
        try
        {
            return Evaluate(expression).ValueKind == JsonValueKind.True;
        }
        catch (BenchmarkSetupException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _browser.Kill();
        _ = _browser.WaitForExit(Patience);
        _browser.Dispose();
    }

    private static string Program()
    {
        if (Environment.GetEnvironmentVariable("LUDOS_CHROMIUM") is { Length: > 0 } named)
        {
            return named;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new BenchmarkSetupException("There is no Chromium: apt install chromium, or name one in LUDOS_CHROMIUM.");
    }

    private static async Task<string> ReadAddressAsync(ChildProcess browser)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await browser.Error.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                // Its other remarks must not fill the pipe.
                _ = browser.Error.ReadToEndAsync(CancellationToken.None);
                _ = browser.Output.ReadToEndAsync(CancellationToken.None);
                return line[Listening.Length..].Split('/')[0];
            }
        }

        throw new BenchmarkSetupException("Chromium ended before it could be talked to.");
    }

    private static async Task<ClientWebSocket> AttachAsync(string debugger)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var http = new HttpClient();
        while (true)
        {
            var pages = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://{debugger}/json/list"), limit.Token))!.AsArray();
            var page = pages.FirstOrDefault(page => page!["type"]!.GetValue<string>() == "page");
            if (page is not null)
            {
                var socket = new ClientWebSocket();
                await socket.ConnectAsync(new Uri(page["webSocketDebuggerUrl"]!.GetValue<string>()), limit.Token);
                return socket;
            }

            await Task.Delay(50, limit.Token);
        }
    }

    private async Task<JsonElement> EvaluateAsync(string expression)
    {
        using var limit = new CancellationTokenSource(Patience);
        var call = ++_calls;
        var request = new JsonObject
        {
            ["id"] = call,
            ["method"] = "Runtime.evaluate",
            ["params"] = new JsonObject { ["expression"] = expression, ["returnByValue"] = true },
        };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(request.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        while (true)
        {
            var answer = await ReceiveAsync(limit.Token);
            if (!answer.TryGetProperty("id", out var id) || id.GetInt32() != call)
            {
                continue;
            }

            if (answer.TryGetProperty("error", out var error) || answer.GetProperty("result").TryGetProperty("exceptionDetails", out error))
            {
                throw new BenchmarkSetupException($"The page refused: {error}");
            }

            return answer.GetProperty("result").GetProperty("result").TryGetProperty("value", out var value) ? value : default;
        }
    }

    private async Task<JsonElement> ReceiveAsync(CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, cancellation);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage && part.MessageType != WebSocketMessageType.Close);
        return part.MessageType == WebSocketMessageType.Close ? throw new WebSocketException("closed") : JsonDocument.Parse(message.ToArray()).RootElement;
    }
}
