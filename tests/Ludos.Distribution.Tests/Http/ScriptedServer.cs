using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ludos.Distribution.Tests.Http;

/// <summary>A server over a real socket that does to each request what a test says, byte for byte. Each connection serves one request.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _script;
    private readonly Task _accepting;

    /// <param name="script">Gets the request's target as it came, and writes the answer.</param>
    public ScriptedServer(Func<string, NetworkStream, CancellationToken, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = Task.Run(Accept);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Targets asked for, as they came.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>A server that answers every request with this text, and ends.</summary>
    public static ScriptedServer Answering(string answer) => new((_, stream, stop) => Write(stream, answer, stop));

    public static Task Write(NetworkStream stream, string text, CancellationToken stop) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop).AsTask();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _accepting.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(Serve(await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving).ConfigureAwait(false);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
                var line = await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) ?? "";
                while (await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) is { Length: > 0 })
                {
                }

                var target = line.Split(' ').ElementAtOrDefault(1) ?? "";
                Asked.Enqueue(target);
                await _script(target, client.GetStream(), _stop.Token).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client had enough, or the test is over.
            }
        }
    }
}
