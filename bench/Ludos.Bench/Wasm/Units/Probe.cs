using Ludos.Platform;
using Ludos.Units;

namespace Ludos.Bench.Wasm.Units;

/// <summary>The library that the rows about units call: the one that the tests call too.</summary>
internal static class Probe
{
    public static MonotonicClock Clock { get; } = new();

    /// <exception cref="BenchmarkException">It cannot be loaded.</exception>
    public static LibraryCatalog Catalog(WasmBenchContext context)
    {
        var path = Path.Combine(context.RepositoryRoot, "tests", "libraries", "probe", "probe.wasm");
        if (!WasmLibrary.Load("probe", File.ReadAllBytes(path), LibraryLimits.Default).TryGet(out var probe, out var fault))
        {
            throw new BenchmarkException(fault.ToString());
        }

        var native = NativeLibrary.Of("native", [("nothing", static (_, _, _) => 0)]).Value;
        return LibraryCatalog.Of([probe, native, CoreLibrary.Instance]).Value;
    }

    /// <summary>What the probe's <c>digest</c> must come to: FNV-1a.</summary>
    public static ulong Digest(ReadOnlySpan<byte> input)
    {
        var hash = 0xcbf29ce484222325ul;
        foreach (var value in input)
        {
            hash = (hash ^ value) * 0x100000001b3ul;
        }

        return hash;
    }
}
