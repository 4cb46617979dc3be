using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution.Tests.Support;

/// <summary>
/// A registry's object addresses over a real socket, written byte for byte so that tests can cut, bend and stop what it sends. Honest until told
/// otherwise.
/// </summary>
internal sealed class WireServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<Digest, byte[]> _objects;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();
    private int _cutAfter = -1;
    private int _isOver;

    public WireServer(Objects objects)
    {
        _objects = objects.ByDigest;
        _listener.Start();
        _ = Task.Run(Accept);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Paths and ranges asked for, in order.</summary>
    public ConcurrentQueue<(string Path, long FromBytes)> Requests { get; } = new();

    /// <summary>Bytes of bodies that went out.</summary>
    public long BodyBytes;

    /// <summary>Changes an answer before it goes out: head, body, and what should go out instead.</summary>
    public Func<Digest, byte[], byte[], (byte[] Head, byte[] Body)>? Bend { get; set; }

    /// <summary>After this many more bytes, of heads and bodies, the link is cut once. -1 = never.</summary>
    public int CutAfter
    {
        set => Volatile.Write(ref _cutAfter, value);
    }

    /// <summary>Whether the cut has happened or is still to come.</summary>
    public bool IsUncut => Volatile.Read(ref _cutAfter) >= 0;

    /// <summary>Sends this for ever after the body; null = ends.</summary>
    public byte[]? Endless { get; set; }

    public ObjectEncoding Encoding { get; init; }

    /// <summary>Twice is as good as once: a test ends it in the middle, and what holds it at the end.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 1)
        {
            return;
        }

        _stop.Cancel();
        _listener.Stop();
        foreach (var client in _clients.Keys)
        {
            client.Dispose();
        }

        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
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
                using var reader = new StreamReader(client.GetStream(), System.Text.Encoding.ASCII, leaveOpen: true);
                while (await Answer(reader, client.GetStream()).ConfigureAwait(false))
                {
                }

                client.Client.LingerState = new LingerOption(true, 0);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }

        _ = _clients.TryRemove(client, out _);
    }

    private async Task<bool> Answer(StreamReader reader, NetworkStream stream)
    {
        var request = await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false);
        if (request is null)
        {
            return false;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var path = request.Split(' ')[1];
        var from = headers.TryGetValue("Range", out var range) ? long.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : 0;
        Requests.Enqueue((path, from));
        if (!Digest.TryParse(path.AsSpan(path.LastIndexOf('/') + 1), out var digest) || !_objects.TryGetValue(digest, out var plain))
        {
            return await Send(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), []).ConfigureAwait(false);
        }

        return await SendObject(stream, digest, plain, from, headers.GetValueOrDefault("If-Range")).ConfigureAwait(false);
    }

    private async Task<bool> SendObject(NetworkStream stream, Digest digest, byte[] plain, long from, string? ifRange)
    {
        var encoded = Encoding == ObjectEncoding.Identity ? new EncodedObject(digest, Encoding, plain.Length, plain) : ObjectCodec.Encode(plain, CompressionEffort.Small);
        var tag = $"\"{digest.ToString()[..16]}-{encoded.Encoding}\"";
        var isPart = from > 0 && from < encoded.Bytes.Length && ifRange == tag;
        var body = isPart ? encoded.Bytes[(int)from..].ToArray() : encoded.Bytes.ToArray();
        var head = new StringBuilder(isPart ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 200 OK\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\nETag: {tag}\r\n");
        if (encoded.Encoding != ObjectEncoding.Identity)
        {
            head.Append(encoded.Encoding == ObjectEncoding.Zstd ? "Content-Encoding: zstd\r\n" : "Content-Encoding: br\r\n");
        }

        if (isPart)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{encoded.Bytes.Length - 1}/{encoded.Bytes.Length}\r\n");
        }

        var answer = (Head: System.Text.Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), Body: body);
        if (Bend is { } bend)
        {
            answer = bend(digest, answer.Head, answer.Body);
        }

        return await Send(stream, answer.Head, answer.Body).ConfigureAwait(false);
    }

    private async Task<bool> Send(NetworkStream stream, byte[] head, byte[] body)
    {
        byte[] all = [.. head, .. body];
        var left = Volatile.Read(ref _cutAfter);
        if (left >= 0 && left <= all.Length)
        {
            CutAfter = -1;
            Interlocked.Add(ref BodyBytes, Math.Max(0, left - head.Length));
            await stream.WriteAsync(all.AsMemory(0, left), _stop.Token).ConfigureAwait(false);
            await stream.FlushAsync(_stop.Token).ConfigureAwait(false);

            // Half-closed first, so that what was written before the cut arrives.
            stream.Socket.Shutdown(SocketShutdown.Send);
            return false;
        }

        if (left >= 0)
        {
            CutAfter = left - all.Length;
        }

        Interlocked.Add(ref BodyBytes, body.Length);
        await stream.WriteAsync(all, _stop.Token).ConfigureAwait(false);
        while (Endless is { } more)
        {
            await stream.WriteAsync(more, _stop.Token).ConfigureAwait(false);
        }

        return true;
    }
}
