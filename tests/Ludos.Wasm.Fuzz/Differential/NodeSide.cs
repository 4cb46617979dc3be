using System.Text;
using System.Text.Json;
using Ludos.Platform.Processes;
using Ludos.Wasm.Fuzz.Generation;

namespace Ludos.Wasm.Fuzz.Differential;

/// <summary>Runs jobs in one long-lived Node. One thread at a time: ask with <see cref="Send"/>, then take the answer with <see cref="Receive"/>.</summary>
public sealed class NodeSide : IDisposable
{
    /// <summary>Names another Node than the newest that is found.</summary>
    public const string Variable = "LUDOS_FUZZ_NODE";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(2);

    private readonly ChildProcess _node;
    private readonly string _folder;

    private NodeSide(ChildProcess node, string folder)
    {
        _node = node;
        _folder = folder;
    }

    /// <summary>Its version and V8's.</summary>
    public string Version { get; private set; } = "";

    /// <summary>What this Node can run of what the generator can make.</summary>
    public FuzzFeatures Features { get; private set; }

    /// <param name="root">The project's root, below which a newer Node may be installed.</param>
    /// <exception cref="InvalidOperationException">There is no Node, or it did not come up; the message says what to do.</exception>
    public static NodeSide Start(string root)
    {
        var program = Program(root) ?? throw new InvalidOperationException("node is not on PATH. Install the package nodejs, or npm ci --prefix tests/Ludos.Wasm.Fuzz/node.");
        var folder = Directory.CreateTempSubdirectory("ludos-fuzz-").FullName;
        var script = Path.Combine(folder, "fuzz.mjs");
        using (var stream = typeof(NodeSide).Assembly.GetManifestResourceStream("fuzz.mjs")!)
        using (var file = File.Create(script))
        {
            stream.CopyTo(file);
        }

        if (!ChildProcess.Start(program, ["--no-liftoff", "--expose-gc", script], ChildStreams.Piped).TryGet(out var node, out var fault))
        {
            throw new InvalidOperationException(fault.ToString());
        }

        var side = new NodeSide(node, folder);
        using var hello = side.ReadAnswer();
        side.Version = $"Node {hello.RootElement.GetProperty("node").GetString()}, V8 {hello.RootElement.GetProperty("v8").GetString()}";
        side.Features = side.Probe();
        return side;
    }

    public void Send(FuzzJob job, bool detail = false)
    {
        ArgumentNullException.ThrowIfNull(job);
        Write(new
        {
            module = Convert.ToBase64String(job.Module.Bytes),
            seed = job.CallSeed,
            calls = job.Calls,
            exports = job.Module.Exports.Select(export => new { name = export.Name, parameters = string.Concat(export.Parameters.Select(wire => wire == Wire.I32 ? 'i' : 'l')) }),
            memories = job.Module.Memories,
            detail,
        });
    }

    public SideReport Receive()
    {
        using var answer = ReadAnswer();
        var root = answer.RootElement;
        return root.TryGetProperty("error", out var error)
            ? new SideReport([], 0, [], error.GetString())
            : new SideReport(
                [.. root.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetUInt32())],
                root.GetProperty("trapped").GetInt32(),
                [.. root.GetProperty("details").EnumerateArray().Select(line => line.GetString()!)],
                null);
    }

    public void Dispose()
    {
        _node.Kill();
        _node.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Program(string root)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        return NewerNode.Find(root) ?? ToolFinder.Find("node") ?? ToolFinder.Find("nodejs");
    }

    /// <summary>Whether the module is valid to this Node.</summary>
    public bool Accepts(byte[] module) => Validate([module])[0];

    private List<bool> Validate(IEnumerable<byte[]> modules)
    {
        Write(new { probe = modules.Select(Convert.ToBase64String) });
        using var answer = ReadAnswer();
        return [.. answer.RootElement.GetProperty("valid").EnumerateArray().Select(entry => entry.GetBoolean())];
    }

    private FuzzFeatures Probe()
    {
        var valid = Validate(FeatureProbes.All.Select(probe => probe.Module));
        return FeatureProbes.All.Zip(valid).Where(pair => pair.Second).Aggregate(FuzzFeatures.None, (features, pair) => features | pair.First.Feature);
    }

    private void Write<T>(T job)
    {
        _node.Input.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(job) + "\n"));
        _node.Input.Flush();
    }

    private JsonDocument ReadAnswer()
    {
        var reading = _node.Output.ReadLineAsync();
        if (!reading.Wait(LongestAnswer))
        {
            throw new InvalidOperationException($"Node did not answer within {LongestAnswer.TotalSeconds:0} s.");
        }

        return JsonDocument.Parse(reading.Result ?? throw new InvalidOperationException($"Node ended: {_node.Error.ReadToEnd().Trim()}"));
    }
}
