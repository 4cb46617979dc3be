using Ludos.Base;
using Ludos.Platform;
using Ludos.Wasm;

namespace Ludos.Bench.Wasm;

/// <summary>A kernel compiled by our engine, with its own instance.</summary>
internal sealed class LocalKernel : IDisposable
{
    private const long AmpleFuel = long.MaxValue / 2;

    private readonly MonotonicClock _clock = new();
    private readonly WasmInstance _instance;
    private readonly WasmFunction _run;
    private readonly WasmValue[] _arguments = new WasmValue[1];
    private readonly WasmValue[] _results = new WasmValue[1];

    private LocalKernel(WasmInstance instance, WasmFunction run)
    {
        _instance = instance;
        _run = run;
    }

    /// <exception cref="BenchmarkException">The engine refuses the file.</exception>
    public static LocalKernel Load(string path, KernelSide side)
    {
        var module = Must(WasmModule.Decode(File.ReadAllBytes(path)), path);
        var instance = Must(module.Compile(side.Options).Instantiate(new ImportSet()), path);
        return new LocalKernel(instance, Must(instance.Function("run"), path));
    }

    public KernelRun Run(int iterations)
    {
        _instance.Fuel = AmpleFuel;
        _arguments[0] = WasmValue.From(iterations);
        var start = _clock.NowNs;
        var outcome = _run.Invoke(_arguments, _results);
        var elapsedNs = _clock.NowNs - start;
        return outcome.IsOk
            ? new KernelRun(elapsedNs, _results[0].AsI64)
            : throw new BenchmarkException($"run({iterations}) trapped: {outcome.Detail ?? outcome.Trap.ToString()}");
    }

    public void Dispose() => _instance.Dispose();

    private static T Must<T>(Result<T, WasmErrorCode> result, string path) =>
        result.TryGet(out var value, out var fault) ? value : throw new BenchmarkException($"{path}: {fault}");
}
