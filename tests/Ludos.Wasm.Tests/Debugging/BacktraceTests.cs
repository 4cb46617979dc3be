using Ludos.Wasm.Tests.Conformance;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Debugging;

public class BacktraceTests
{
    public static TheoryData<int, BoundsTier> Builds => new()
    {
        { 4, BoundsTier.Explicit },
        { 5, BoundsTier.Explicit },
        { 4, BoundsTier.Guard },
        { 5, BoundsTier.Guard },
    };

    [Theory]
    [MemberData(nameof(Builds))]
    public void FramesNameFunctionsFilesAndLines(int dwarf, BoundsTier tier)
    {
        using var instance = Lines(dwarf, tier);
        var outcome = instance.Call("outer", WasmValue.From(7), WasmValue.From(0));
        Assert.Equal(TrapKind.IntegerDivideByZero, outcome.Trap);
        Assert.Equal(["divide", "middle", "outer"], outcome.Frames.Select(frame => frame.Name));
        Assert.Equal([4, 9, 16], outcome.Frames.Select(frame => frame.Source?.Line ?? 0));
        Assert.All(outcome.Frames, frame => Assert.EndsWith("lines.c", frame.Source?.File, StringComparison.Ordinal));
        Assert.Contains($"lines.c:{4}", outcome.Frames[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Builds))]
    public void UnreachableIsFoundToTheInstruction(int dwarf, BoundsTier tier)
    {
        using var instance = Lines(dwarf, tier);
        var frame = Assert.Single(instance.Call("stop", WasmValue.From(1)).Frames);
        Assert.Equal(("stop", 30), (frame.Name, frame.Source?.Line));
        Assert.Equal(0x00, instance.Code.Module.Contents.Bytes[frame.CodeOffset!.Value]);
    }

    [Theory]
    [InlineData(BoundsTier.Explicit, false, false)]
    [InlineData(BoundsTier.Explicit, true, true)]
    [InlineData(BoundsTier.Guard, false, true)]
    public void MemoryTrapsAreFoundWhereTheTierKnowsThePlace(BoundsTier tier, bool exactTraps, bool known)
    {
        using var instance = Lines(5, tier, exactTraps);
        if (tier == BoundsTier.Guard && instance.Code.Tier != BoundsTier.Guard)
        {
            Assert.False(GuardTierIsExpected, "The guard tier is to be had here.");
            return;
        }

        var outcome = instance.Call("reach", WasmValue.From(16), WasmValue.From(-100));
        Assert.Equal(TrapKind.MemoryOutOfBounds, outcome.Trap);
        var frame = Assert.Single(outcome.Frames);
        Assert.Equal(("reach", known ? 23 : (int?)null), (frame.Name, frame.Source?.Line));
    }

    [Fact]
    public void DeepBacktracesAreCutOff()
    {
        using var instance = Lines(4, BoundsTier.Explicit);
        var outcome = instance.Call("deep", WasmValue.From(1000));
        Assert.Equal(TrapKind.Unreachable, outcome.Trap);
        Assert.Equal(100, outcome.Frames.Count);
        Assert.All(outcome.Frames, frame => Assert.Equal(("down", 35), (frame.Name, frame.Source?.Line)));
    }

    [Fact]
    public void TrapsInWasmThatAHostCalledEndAtThatCall()
    {
        WasmInstance? inner = null;
        var frames = new List<IReadOnlyList<WasmFrame>>();
        var imports = new ImportSet().Function("h", "f", () =>
        {
            frames.Add(inner!.Call("g").Frames);
            throw new HostTrapException("refused");
        });
        using var instance = Wat.Instance("(import \"h\" \"f\" (func $h)) (func (export \"f\") (call $h)) (func (export \"g\") unreachable)", imports);
        inner = instance;
        var outcome = instance.Call("f");
        Assert.Equal(TrapKind.HostError, outcome.Trap);
        Assert.Equal([1], outcome.Frames.Select(frame => frame.Function));
        Assert.Equal([2], Assert.Single(frames).Select(frame => frame.Function));
    }

    [Fact]
    public void SuccessHasNoFramesAndOutcomesCompareByWhatHappened()
    {
        Assert.Empty(CallOutcome.Ok.Frames);
        using var instance = Wat.Instance("(func (export \"g\") unreachable)");
        Assert.Equal(instance.Call("g"), instance.Call("g"));
        Assert.NotEqual(CallOutcome.Ok, instance.Call("g"));
    }

    private static bool GuardTierIsExpected =>
        OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64;

    private static WasmInstance Lines(int dwarf, BoundsTier tier, bool exactTraps = false)
    {
        var path = Path.Combine(ConformanceData.Root, "tests", "Ludos.Wasm.Tests", "Debugging", $"lines{dwarf}.wasm");
        return WasmModule.Decode(File.ReadAllBytes(path)).Value.Compile(new CompileOptions { Tier = tier, ExactTraps = exactTraps }).Instantiate(new ImportSet()).Value;
    }
}
