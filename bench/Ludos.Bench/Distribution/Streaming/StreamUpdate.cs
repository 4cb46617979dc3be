using Ludos.Base;
using Ludos.Distribution;
using Ludos.Modules;
using Ludos.Runtime;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Bench.Distribution.Streaming;

/// <summary>A next version that is a round's objects: over HTTP, into a store on the disk. The modules stay those that run.</summary>
internal sealed class StreamUpdate(Uri source, string game, Func<string> newFolder, int count) : IGameUpdate, IDisposable
{
    private const long BatchBytes = 4 * 1024 * 1024;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<DownloadItem> _items = [];
    private string _folder = "";

    public int Round { get; private set; }

    /// <summary>Names the objects of the next round.</summary>
    public void Begin(int round)
    {
        Round = round;
        _folder = newFolder();
        _items.Clear();
        _items.AddRange(Enumerable.Range(0, count).Select(number => StreamContent.Item(round, number)));
    }

    public Task<Result<NextVersion?, UpdateErrorCode>> Look(CancellationToken cancellation) =>
        Task.FromResult<Result<NextVersion?, UpdateErrorCode>>(new NextVersion("shoal", $"1.{Round - 1}.0", $"1.{Round}.0"));

    public async Task<Fault<UpdateErrorCode>?> Fetch(NextVersion next, DownloadOptions stream, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        using var store = ChunkStore.Open(_folder).Value;
        using var sink = new BatchSink(store);
        var fetched = await new Downloader(new ObjectSources([new HttpObjectSource(_client, source)]), sink, stream).Fetch(_items, progress, cancellation).ConfigureAwait(false);
        var uncommitted = sink.Commit();
        return fetched.Fault is { } fault ? new Fault<UpdateErrorCode>(UpdateErrorCode.Failed, fault.Message, fault.Mend)
            : uncommitted is null ? null : new Fault<UpdateErrorCode>(UpdateErrorCode.Failed, uncommitted.Message, uncommitted.Mend);
    }

    public Result<IReadOnlyList<ModuleChange>, UpdateErrorCode> Open(NextVersion next)
    {
        var verifier = new ModuleVerifier(true);
        return new[] { "flock", "shark", "view" }.Select(module => new ModuleChange($"shoal.{module}", verifier.Verify(ModulePacker.Pack(Path.Combine(game, module)).Value, ModuleOrigin.CommandLine, module).Value)).ToArray();
    }

    public Fault<UpdateErrorCode>? Adopt(NextVersion next) => null;

    public Fault<UpdateErrorCode>? Quarantine(NextVersion next, string why) => null;

    /// <summary>How many objects of the round lie in the store, read again and held against their digests.</summary>
    public int CountKept()
    {
        using var store = ChunkStore.Open(_folder).Value;
        var kept = _items.Count(item => store.Get(item.Object.Digest, StreamContent.ObjectBytes).IsOk);
        return kept;
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Commits every few megabytes, so that what came is safe.</summary>
    private sealed class BatchSink(ChunkStore store) : IObjectSink, IDisposable
    {
        private readonly Lock _gate = new();
        private WriteBatch? _batch;
        private long _bytes;

        public bool Has(Digest digest) => store.Has(digest);

        public Fault<DownloadErrorCode>? Keep(EncodedObject encoded, ReadOnlyMemory<byte> plain)
        {
            lock (_gate)
            {
                _batch ??= store.Begin(DateTimeOffset.UtcNow).Value;
                if (_batch.PutEncoded(encoded) is { } fault)
                {
                    return new Fault<DownloadErrorCode>(DownloadErrorCode.NotKept, fault.Message, fault.Mend);
                }

                _bytes += encoded.Bytes.Length;
                return _bytes < BatchBytes ? null : Commit();
            }
        }

        public Fault<DownloadErrorCode>? Commit()
        {
            lock (_gate)
            {
                using var batch = _batch;
                _batch = null;
                _bytes = 0;
                return batch?.Commit() is { } fault ? new Fault<DownloadErrorCode>(DownloadErrorCode.NotKept, fault.Message, fault.Mend) : null;
            }
        }

        public void Dispose() => _batch?.Dispose();
    }
}
