using Ludos.Base;
using Ludos.Distribution;
using Ludos.Modules;
using Ludos.Runtime;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Web.Tests.Support;

/// <summary>A next version of shoal whose link stands still after some objects until the test lets it go on. Its modules are those that run, or a faulty flock.</summary>
internal sealed class HeldUpdate(int objects, int heldAfter) : IGameUpdate, IObjectSource, IObjectSink
{
    private const int ObjectBytes = 1 << 20;
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<Digest, byte[]> _contents = Enumerable.Range(0, objects).Select(SeededContent).ToDictionary(bytes => Digest.Of(bytes));
    private readonly HashSet<Digest> _kept = [];
    private int _sent;

    /// <summary>What flock may use of fuel in the new version; null leaves it as it is.</summary>
    public int? FlockFuel { get; init; }

    public string? Why { get; private set; }

    public string Name => "a link that is held";

    public void GoOn() => _goOn.TrySetResult();

    public Task<Result<NextVersion?, UpdateErrorCode>> Look(CancellationToken cancellation) => Task.FromResult<Result<NextVersion?, UpdateErrorCode>>(new NextVersion("shoal", "1.0.0", "1.1.0"));

    public async Task<Fault<UpdateErrorCode>?> Fetch(NextVersion next, DownloadOptions stream, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        var items = _contents.Select((content, index) => new DownloadItem(new ObjectRef(content.Key, ObjectBytes), "shoal.view 1.1.0", $"assets/reef/{index}.bin")).ToList();
        var fetched = await new Downloader(new ObjectSources([this]), this, stream with { Parallel = 1 }).Fetch(items, progress, cancellation);
        return fetched.Fault is { } fault ? new Fault<UpdateErrorCode>(UpdateErrorCode.Failed, fault.Message, fault.Mend) : null;
    }

    public Result<IReadOnlyList<ModuleChange>, UpdateErrorCode> Open(NextVersion next)
    {
        var verifier = new ModuleVerifier(true);
        return new[] { "flock", "shark", "view" }.Select(module => new ModuleChange($"shoal.{module}", verifier.Verify(Pack(module), ModuleOrigin.CommandLine, module).Value)).ToArray();
    }

    public Fault<UpdateErrorCode>? Adopt(NextVersion next) => null;

    public Fault<UpdateErrorCode>? Quarantine(NextVersion next, string why)
    {
        Why = why;
        return null;
    }

    public bool Has(Digest digest)
    {
        lock (_kept)
        {
            return _kept.Contains(digest);
        }
    }

    public Fault<DownloadErrorCode>? Keep(EncodedObject encoded, ReadOnlyMemory<byte> plain)
    {
        lock (_kept)
        {
            Assert.True(_kept.Add(encoded.Digest));
        }

        return null;
    }

    public async ValueTask<Result<ObjectReply, SourceErrorCode>> Open(DownloadItem wanted, ResumePoint? resume, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _sent) > heldAfter)
        {
            await _goOn.Task.WaitAsync(cancellation);
        }

        return new ObjectReply(ObjectEncoding.Identity, null, 0, ObjectBytes, new MemoryStream(_contents[wanted.Object.Digest]), null);
    }

    private byte[] Pack(string module)
    {
        var folder = Repository.PathOf("games", "shoal", module);
        if (module != "flock" || FlockFuel is not { } fuel)
        {
            return ModulePacker.Pack(folder).Value;
        }

        var files = Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".wasm" or ".json").ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(files["module.json"])!;
        manifest["version"] = "1.1.0";
        manifest["units"]![0]!["fuel"] = fuel;
        files["module.json"] = System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString());
        return GmodWriter.Write(files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value))).Value;
    }

    private static byte[] SeededContent(int number)
    {
        var bytes = new byte[ObjectBytes];
        new Random(number).NextBytes(bytes);
        return bytes;
    }
}
