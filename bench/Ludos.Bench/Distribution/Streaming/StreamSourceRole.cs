using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ludos.Base;
using Ludos.Platform.Threading;
using Ludos.Store;

namespace Ludos.Bench.Distribution.Streaming;

/// <summary>
/// A registry's object addresses over HTTP, in a process of its own that stands for another machine: its threads yield to those of the machine that plays. Prints its port. Reads a round's
/// number a line, makes and encodes that round's objects, and says "ready"; ends with its input.
/// </summary>
internal static class StreamSourceRole
{
    public const string Name = "stream-source";

    private static Dictionary<Digest, EncodedObject> _objects = [];

    public static int Run(string[] arguments)
    {
        var count = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        _ = BackgroundThread.Enter();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        new Thread(() => Accept(listener)) { IsBackground = true }.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        while (Console.ReadLine() is { } line)
        {
            var round = int.Parse(line, CultureInfo.InvariantCulture);
            Volatile.Write(ref _objects, Enumerable.Range(0, count).Select(number => ObjectCodec.Encode(StreamContent.Make(round, number), CompressionEffort.Fast)).ToDictionary(encoded => encoded.Digest));
            Console.WriteLine("ready");
        }

        return 0;
    }

    private static void Accept(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptTcpClient();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // The listener was closed: the process ends.
        }
    }

    private static void Serve(TcpClient client)
    {
        _ = BackgroundThread.Enter();
        try
        {
            using (client)
            {
                client.NoDelay = true;
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
                while (reader.ReadLine() is { } request)
                {
                    while (reader.ReadLine() is { Length: > 0 })
                    {
                    }

                    Answer(client.GetStream(), request.Split(' ')[1]);
                }
            }
        }
        catch (IOException)
        {
            // The other side has gone.
        }
    }

    private static void Answer(NetworkStream stream, string path)
    {
        if (!Digest.TryParse(path.AsSpan(path.LastIndexOf('/') + 1), out var digest) || !Volatile.Read(ref _objects).TryGetValue(digest, out var found))
        {
            stream.Write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8);
            return;
        }

        var coding = found.Encoding switch
        {
            ObjectEncoding.Zstd => "Content-Encoding: zstd\r\n",
            ObjectEncoding.Brotli => "Content-Encoding: br\r\n",
            _ => "",
        };
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {found.Bytes.Length}\r\nETag: \"{found.Encoding}\"\r\n{coding}\r\n")));
        stream.Write(found.Bytes.Span);
    }
}
