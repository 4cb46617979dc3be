using Ludos.Bench.Wasm;
using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Registry;

namespace Ludos.Bench.Distribution.Serving;

/// <summary>A registry and the reference beside it, both in this process, and one client for both: the same connections, the same order, every byte compared.</summary>
internal sealed class ServedPair : IDisposable
{
    private long _asked;
    private long _compared;

    /// <summary>Requests under way at once.</summary>
    private const int Loops = 8;

    private const double NanosecondsPerSecond = 1e9;

    private static readonly MonotonicClock Clock = new();

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = Loops, AutomaticDecompression = System.Net.DecompressionMethods.None });
    private readonly StaticReference _reference;

    public ServedPair(DistributionBenchContext context)
    {
        var folder = context.NewFolder("serve");
        Files = Directory.CreateDirectory(Path.Combine(folder, "files")).FullName;
        Options = new RegistryOptions(Path.Combine(folder, "data"), new WallClock(), Clock);
        if (RegistryAdministration.Init(Options, "bench") is { } fault)
        {
            throw new BenchmarkException(fault.ToString());
        }

        Server = RegistryServer.Start(Options).TryGet(out var server, out fault) ? server : throw new BenchmarkException(fault.ToString());
        _reference = new StaticReference(Files, Options);
    }

    /// <summary>The folder that the reference serves.</summary>
    public string Files { get; }

    public RegistryOptions Options { get; }

    public RegistryServer Server { get; }

    public Uri Reference => _reference.Address;

    public byte[] Fetch(string path) => _client.GetByteArrayAsync(new Uri(Server.Address, path)).GetAwaiter().GetResult();

    /// <summary>Whether every answer of both sides was compared with what was to come, and was that.</summary>
    public Check AllCompared(string name) => new(name, _asked > 0 && _compared == _asked, $"{_compared:N0} of {_asked:N0} answers");

    /// <summary>Carries out a number of exchanges and returns how many a second.</summary>
    /// <param name="exchange">Gets the client and the exchange's number; false when what came is not what is expected.</param>
    public double Run(int exchanges, Func<HttpClient, int, Task<bool>> exchange)
    {
        _asked += exchanges;
        var next = -1;
        var startNs = Clock.NowNs;
        var loops = Enumerable.Range(0, Loops).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < exchanges)
            {
                if (!await exchange(_client, number))
                {
                    throw new BenchmarkException($"Exchange {number} brought something else than is served.");
                }

                Interlocked.Increment(ref _compared);
            }
        }).ToArray();
        Task.WhenAll(loops).GetAwaiter().GetResult();
        return exchanges / ((Clock.NowNs - startNs) / NanosecondsPerSecond);
    }

    /// <summary>Fetches a file into a buffer and compares it.</summary>
    public static async Task<bool> IsSameAsync(HttpClient client, Uri address, byte[] expected, byte[] buffer)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var filled = 0;
        int read;
        while (filled < buffer.Length && (read = await body.ReadAsync(buffer.AsMemory(filled))) > 0)
        {
            filled += read;
        }

        return answer.IsSuccessStatusCode && buffer.AsSpan(0, filled).SequenceEqual(expected);
    }

    public void Dispose()
    {
        _client.Dispose();
        _reference.Dispose();
        Server.Dispose();
    }
}
