using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ludos.Modules;
using Ludos.State;
using Ludos.Trust;

namespace Ludos.Bench.Wasm.Units;

/// <summary>What a unit's call costs that reads a little of a region of 16 MB which is new each tick: shown where it lies, copied, and one memory copy of it beside.</summary>
internal sealed class WindowRow : IWasmRow
{
    private const int Elements = 4 * 1024 * 1024;
    private const int Calls = 101;
    private const int QuickCalls = 11;
    private const double MostOfACopy = 0.1;

    public string Name => "windows";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        using var mapped = new World(context, map: true);
        using var copied = new World(context, map: false);
        var reference = new byte[Elements * sizeof(uint)];
        var source = new byte[reference.Length];
        var calls = context.Quick ? QuickCalls : Calls;
        var (mappedUs, copiedUs, copyUs) = (new double[calls], new double[calls], new double[calls]);
        for (var call = -2; call < calls; call++)
        {
            var (one, two) = (mapped.Call(call), copied.Call(call));
            var began = Probe.Clock.NowNs;
            source.CopyTo(reference, 0);
            if (call >= 0)
            {
                (mappedUs[call], copiedUs[call], copyUs[call]) = (one, two, (Probe.Clock.NowNs - began) / 1e3);
            }
        }

        Array.Sort(mappedUs);
        Array.Sort(copiedUs);
        Array.Sort(copyUs);
        tally.Add(new Figure("call with the region shown", Spread.Median(mappedUs), "us", Spread: Range(mappedUs)));
        tally.Add(new Figure("call with the region copied", Spread.Median(copiedUs), "us", Spread: Range(copiedUs)));
        tally.Add(new Figure("16 MB copied once", Spread.Median(copyUs), "us", Spread: Range(copyUs)));
        tally.Add(new Figure("shown, of one copy", Spread.Median(mappedUs) / Spread.Median(copyUs), "x", MostOfACopy));
        tally.Add(new Check("both came to the same sums, tick by tick", mapped.Sums.SequenceEqual(copied.Sums) && mapped.Sums.Distinct().Count() > 1));
    }

    private static string Range(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0} to {sorted[^1]:0}");

    /// <summary>The module tests/modules/windows, its source made larger, with one unit called.</summary>
    private sealed class World : IRegionTable, IDisposable
    {
        private readonly Arena _arena = Arena.Create(new ArenaOptions()).Value;
        private readonly Dictionary<string, RegionWriter> _writers = new(StringComparer.Ordinal);
        private readonly IModuleInstance _instance;
        private readonly IUnit _unit;

        public World(WasmBenchContext context, bool map)
        {
            var folder = Path.Combine(context.RepositoryRoot, "tests", "modules", "windows");
            var manifest = File.ReadAllText(Path.Combine(folder, "module.json")).Replace("\"source\", \"capacity\": 20000", $"\"source\", \"capacity\": {Elements}", StringComparison.Ordinal);
            var code = new ModuleVerifier(true).Verify(File.ReadAllBytes(Path.Combine(folder, "windows.wasm")), ModuleOrigin.CommandLine, "windows.wasm").Value;
            var package = ModulePackage.OfWasm(code, ModuleManifest.Parse(System.Text.Encoding.UTF8.GetBytes(manifest), "module.json").Value);
            var prepared = new WasmModuleLoader().Prepare(package, new PrepareOptions { MapWindows = map }).Value;
            foreach (var schema in prepared.Regions)
            {
                _writers.Add(schema.Name, _arena.Add(schema, default).Value.AcquireWriter().Value);
            }

            _instance = prepared.Instantiate(this).Value;
            _unit = _instance.Units.Single(unit => unit.Descriptor.Name == "sum");
        }

        public List<uint> Sums { get; } = [];

        /// <summary>Publishes the source anew, then runs the unit. Returns what that took, in microseconds.</summary>
        /// <exception cref="BenchmarkException">The unit failed.</exception>
        public double Call(int call)
        {
            using (var scope = _writers["source"].Begin(WriteMode.Patch))
            {
                BitConverter.TryWriteBytes(scope.Change(call % 100 * 8 + 800, sizeof(uint)), call);
                _ = scope.Publish();
            }

            var began = Probe.Clock.NowNs;
            var outcome = _unit.Run(call);
            var tookUs = (Probe.Clock.NowNs - began) / 1e3;
            if (!outcome.IsOk)
            {
                throw new BenchmarkException($"The unit failed: {outcome.Detail}");
            }

            Sums.Add(BitConverter.ToUInt32(_writers["target"].Region.Front[sizeof(uint)..]));
            return tookUs;
        }

        public bool TryGet(string name, [MaybeNullWhen(false)] out Region region)
        {
            region = _writers.GetValueOrDefault(name)?.Region;
            return region is not null;
        }

        public RegionWriter Writer(string name) => _writers[name];

        public void Dispose()
        {
            _instance.Dispose();
            foreach (var writer in _writers.Values)
            {
                writer.Dispose();
            }

            _arena.Dispose();
        }
    }
}
