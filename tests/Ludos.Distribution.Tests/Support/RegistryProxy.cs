using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ludos.Distribution.Tests.Support;

/// <summary>Stands between a player and a registry, and may change, cut or withhold what the registry answers.</summary>
internal sealed class RegistryProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly HttpClient _registry;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();

    public RegistryProxy(Uri registry)
    {
        _registry = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = registry };
        _listener.Start();
        _ = Task.Run(Accept);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Body of each answer that went well, by path, as the registry gave it.</summary>
    public ConcurrentDictionary<string, byte[]> Seen { get; } = new();

    /// <summary>What goes out instead of a body; fewer bytes than the head says are a cut link.</summary>
    public Func<string, byte[], byte[]> Bend { get; set; } = (_, body) => body;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        foreach (var client in _clients.Keys)
        {
            client.Dispose();
        }

        _registry.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _clients[client] = true;
                _ = Task.Run(() => Serve(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync(_stop.Token) is { } request)
                {
                    var accept = "";
                    while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
                    {
                        accept = line.StartsWith("Accept-Encoding:", StringComparison.OrdinalIgnoreCase) ? line[16..].Trim() : accept;
                    }

                    if (!await Answer(client.GetStream(), request.Split(' ')[1], accept))
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException or HttpRequestException)
        {
        }
    }

    private async Task<bool> Answer(NetworkStream stream, string path, string accept)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, path[1..]);
        if (accept.Length > 0)
        {
            question.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        }

        using var answer = await _registry.SendAsync(question, _stop.Token);
        var body = await answer.Content.ReadAsByteArrayAsync(_stop.Token);
        if (answer.IsSuccessStatusCode)
        {
            Seen[path] = body;
        }

        var bent = answer.IsSuccessStatusCode ? Bend(path, body) : body;
        var head = new StringBuilder($"HTTP/1.1 {(int)answer.StatusCode} X\r\nContent-Length: {Math.Max(body.Length, bent.Length)}\r\n");
        foreach (var coding in answer.Content.Headers.ContentEncoding)
        {
            head.Append("Content-Encoding: ").Append(coding).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _stop.Token);
        await stream.WriteAsync(bent, _stop.Token);
        return bent.Length >= body.Length;
    }
}
