using Xunit;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>Optimised C through the engine: the benchmark's kernels give the checksums that V8 gives, with fuel counted and without, in both tiers of bounds checks.</summary>
public class KernelTests
{
    private const int Iterations = 3;

    public static TheoryData<string, long> Checksums => new()
    {
        { "matmul", -2_339_238_242_735_404_479 },
        { "nbody", 4_513_449_357_163_062_111 },
        { "sha256", 1_174_048_125_875_991_483 },
        { "quicksort", 5_094_498_901_127_458_731 },
        { "list", 1_267_986_994_527_619_710 },
        { "indirect", -1_793_146_198_099_030_816 },
        { "scan", 3_387_475_407_849_830_831 },
        { "coremark", 7_916_083_116_662_363_908 },
        { "bytecode", 2_805_633_402_982_227_657 },
        { "alloc", -9_207_927_578_232_414_781 },
        { "recursion", 4_383_126_244_939_475_538 },
        { "strings", -5_206_745_642_538_107_925 },
        { "hash", -5_554_902_358_335_825_538 },
        { "mandelbrot", -3_010_974_277_523_085_115 },
        { "blur", 4_662_988_318_195_264_297 },
    };

    [Theory]
    [MemberData(nameof(Checksums))]
    public void ChecksumsEqualV8s(string kernel, long checksum)
    {
        var bytes = File.ReadAllBytes(Path.Combine(ConformanceData.Root, "bench", "kernels", kernel + ".wasm"));
        foreach (var (fuel, tier) in ((bool, BoundsTier)[])[(true, BoundsTier.Auto), (false, BoundsTier.Auto), (true, BoundsTier.Explicit), (false, BoundsTier.Explicit)])
        {
            using var instance = WasmModule.Decode(bytes).Value.Compile(new CompileOptions { Fuel = fuel, Tier = tier }).Instantiate(new ImportSet()).Value;
            var results = new WasmValue[1];
            var outcome = instance.Function("run").Value.Invoke([WasmValue.From(Iterations)], results);
            Assert.True(outcome.IsOk, outcome.Detail);
            Assert.Equal(checksum, results[0].AsI64);
        }
    }
}
