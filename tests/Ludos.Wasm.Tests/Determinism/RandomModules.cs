using Ludos.Wasm.Fuzz;
using Ludos.Wasm.Fuzz.Differential;

namespace Ludos.Wasm.Tests.Determinism;

/// <summary>Random modules that leave NaNs as arithmetic makes them: what they do is the same everywhere only if the engine sees to it.</summary>
internal static class RandomModules
{
    public const int Few = 40;
    public const int Many = 1000;

    private const ulong FirstSeed = 118_000;
    private const int CallsPerModule = 64;
    private const FuzzFeatures Features = FuzzFeatures.Simd | FuzzFeatures.MultiMemory | FuzzFeatures.NansAsTheyCome;

    /// <summary>One line a module: its seed, how many calls trapped, and hashes of results, globals, tables and memories.</summary>
    public static IReadOnlyList<string> Run(CompileOptions options, int count)
    {
        var lines = new List<string>();
        var side = new LocalSide(options);
        for (var seed = FirstSeed; seed < FirstSeed + (ulong)count; seed++)
        {
            var report = side.Run(FuzzJob.Of(seed, Features, CallsPerModule));
            lines.Add($"{seed}\t{report.Error}{report.Trapped} {string.Join(' ', report.Hashes.Select(hash => hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)))}");
        }

        return lines;
    }
}
