using System.Globalization;
using System.Text;
using Ludos.Platform.Processes;

namespace Ludos.Bench.Wasm;

/// <summary>Node running run.mjs: one line asks for a run, one line answers. Any failure ends the benchmark with its reason.</summary>
internal sealed class NodeServer : IDisposable
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _node;

    private NodeServer(ChildProcess node) => _node = node;

    /// <summary>Node's version and V8's, once the server said that it is ready.</summary>
    public string Version { get; private set; } = "";

    /// <exception cref="BenchmarkException">Node is missing or did not come up.</exception>
    public static NodeServer Start(string kernelFolder)
    {
        var program = ToolFinder.Find("node") ?? ToolFinder.Find("nodejs")
            ?? throw new BenchmarkException("node is not on PATH. The other side of this benchmark is V8: install the package nodejs (apt-get install nodejs).");
        if (!ChildProcess.Start(program, ["--no-liftoff", Path.Combine(kernelFolder, "run.mjs")], ChildStreams.Piped).TryGet(out var node, out var fault))
        {
            throw new BenchmarkException(fault.ToString());
        }

        var server = new NodeServer(node);
        server.Version = server.ReadLine() is var ready && ready.StartsWith("ready ", StringComparison.Ordinal)
            ? ready["ready ".Length..]
            : throw new BenchmarkException($"node answered '{ready}' instead of ready.");
        return server;
    }

    public KernelRun Run(string kernel, int iterations)
    {
        _node.Input.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"run {kernel} {iterations}\n")));
        _node.Input.Flush();
        var line = ReadLine();
        return line.Split(' ') is [var nanoseconds, var checksum]
            && long.TryParse(nanoseconds, CultureInfo.InvariantCulture, out var elapsedNs)
            && long.TryParse(checksum, CultureInfo.InvariantCulture, out var sum)
            ? new KernelRun(elapsedNs, sum)
            : throw new BenchmarkException($"node answered '{line}' to a run of {kernel}.");
    }

    public void Dispose() => _node.Dispose();

    private string ReadLine()
    {
        var reading = _node.Output.ReadLineAsync();
        if (!reading.Wait(LongestAnswer))
        {
            throw new BenchmarkException($"node did not answer within {LongestAnswer.TotalSeconds:0} s.");
        }

        return reading.Result ?? throw new BenchmarkException($"node ended: {_node.Error.ReadToEnd().Trim()}");
    }
}
