namespace Ludos.Bench.Wasm;

/// <summary>What a row gets: how much to do, and Node, started by the first row that asks for it.</summary>
internal sealed class WasmBenchContext(BenchOptions options) : IDisposable
{
    private NodeServer? _node;

    /// <summary>Smaller counts, the same checks.</summary>
    public bool Quick => options.Quick;

    public string RepositoryRoot => options.RepositoryRoot;

    public string KernelFolder => Path.Combine(options.RepositoryRoot, "bench", "kernels");

    /// <summary>V8, with its optimising compiler alone.</summary>
    /// <exception cref="BenchmarkException">Node is missing or did not come up.</exception>
    public NodeServer Node => _node ??= NodeServer.Start(KernelFolder);

    /// <summary>One line, now and then, on anything that takes over a second.</summary>
    public void Progress(string line) => options.Progress($"wasm: {line}");

    public void Dispose() => _node?.Dispose();
}
