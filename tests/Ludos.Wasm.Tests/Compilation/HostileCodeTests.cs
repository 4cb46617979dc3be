using System.Runtime.Versioning;
using Xunit;

namespace Ludos.Wasm.Tests.Compilation;

/// <summary>Modules that are small and cost much: what they may cost is counted, in units of work and in bytes allocated, never in seconds.</summary>
[SupportedOSPlatform("linux")]
public class HostileCodeTests
{
    private const byte Block = 0x02;
    private const byte Empty = 0x40;
    private const byte End = 0x0B;
    private const byte Branch = 0x0C;
    private const byte BranchIf = 0x0D;
    private const byte BranchTable = 0x0E;
    private const byte LocalGet = 0x20;
    private const byte LocalSet = 0x21;
    private const byte Constant = 0x41;
    private const byte Drop = 0x1A;
    private const byte Unreachable = 0x00;

    [Fact]
    public void AHundredThousandFunctionsRunAndOnlyThoseThatAreNeededAreEmitted()
    {
        var bytes = new ModuleBytes(1, 1).Add(0, [LocalGet, 0], 100_000).Build();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var module = WasmModule.Decode(bytes).Value;
        var compiled = module.Compile();
        using var instance = compiled.Instantiate(new ImportSet()).Value;
        var results = new WasmValue[1];
        Assert.True(instance.Function("f").Value.Invoke([WasmValue.From(9)], results).IsOk);
        Assert.Equal(9, results[0].AsI32);
        Assert.InRange(compiled.Emitted.LoadedChunks, 1, 2);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 120L * 1024 * 1024);
    }

    [Fact]
    public void AFunctionOfFiveMegabytesIsRefusedByName()
    {
        var bytes = new ModuleBytes(0, 0).Add(0, ModuleBytes.Repeat(5 * 1024 * 1024 / 4, Constant, 1, Drop, 1)).Build();
        AssertLimit(bytes, "bytes in function 0", maxAllocatedMiB: 16);
    }

    [Fact]
    public void BranchesThatMoveAThousandValuesForTwoBytesAreCounted()
    {
        // A block of a thousand results; each branch out of it in dead code still names them all.
        byte[] fill = ModuleBytes.Repeat(1_000, Constant, 1);
        byte[] code = [.. fill, .. ModuleBytes.Repeat(20_000, Constant, 0, BranchIf, 0)];
        var bytes = new ModuleBytes(0, 1_000).Add(0, code).Build();
        AssertLimit(bytes, "units of work in function 0", maxAllocatedMiB: 16);
    }

    [Fact]
    public void ManySuchFunctionsAreCountedTogether()
    {
        byte[] code = [.. ModuleBytes.Repeat(1_000, Constant, 1), .. ModuleBytes.Repeat(1_900, Constant, 0, BranchIf, 0)];
        var bytes = new ModuleBytes(0, 1_000).Add(0, code, 120).Build();
        AssertLimit(bytes, "units of work in the module", maxAllocatedMiB: 16);
        Assert.True(WasmModule.Decode(new ModuleBytes(0, 1_000).Add(0, code, 60).Build()).IsOk);
    }

    [Fact]
    public void WaitingReadsOfLocalsAreCounted()
    {
        // Each assignment looks through what waits on the stack.
        byte[] code = [.. ModuleBytes.Repeat(2_900, LocalGet, 0), .. ModuleBytes.Repeat(12_000, Constant, 1, LocalSet, 1), Unreachable];
        AssertLimit(new ModuleBytes(2, 0).Add(0, code).Build(), "units of work in function 0", maxAllocatedMiB: 16);
    }

    [Fact]
    public void AHugeBranchTableIsRefusedAndALargeOneRuns()
    {
        byte[] Table(int targets) => [Block, Empty, LocalGet, 0, BranchTable, .. ModuleBytes.Number(targets), .. new byte[targets], 0, End, LocalGet, 0];
        AssertLimit(new ModuleBytes(1, 1).Add(0, Table(65_521)).Build(), "branch targets", maxAllocatedMiB: 16);
        using var instance = WasmModule.Decode(new ModuleBytes(1, 1).Add(0, Table(65_520)).Build()).Value.Compile().Instantiate(new ImportSet()).Value;
        var results = new WasmValue[1];
        Assert.True(instance.Function("f").Value.Invoke([WasmValue.From(65_519)], results).IsOk);
        Assert.Equal(65_519, results[0].AsI32);
    }

    [Fact]
    public void DeepNestingRunsToTheLimitAndIsRefusedBeyond()
    {
        byte[] Nested(int depth) => [.. ModuleBytes.Repeat(depth, Block, Empty), Branch, .. ModuleBytes.Number(depth - 1), .. ModuleBytes.Repeat(depth, End), LocalGet, 0];
        using var instance = WasmModule.Decode(new ModuleBytes(1, 1).Add(0, Nested(4_096)).Build()).Value.Compile().Instantiate(new ImportSet()).Value;
        var results = new WasmValue[1];
        Assert.True(instance.Function("f").Value.Invoke([WasmValue.From(3)], results).IsOk);
        AssertLimit(new ModuleBytes(1, 1).Add(0, Nested(4_097)).Build(), "blocks inside one another", maxAllocatedMiB: 8);
    }

    [Fact]
    public void LocalsOfAllFunctionsAreCountedTogether()
    {
        // Ten bytes that ask for 25,000 locals, a hundred thousand times: a megabyte that would become tens of gigabytes.
        AssertLimit(new ModuleBytes(0, 0).Add(25_000, [], 100_000).Build(), "locals in the module", maxAllocatedMiB: 160);
        AssertLimit(new ModuleBytes(0, 0).Add(50_000, []).Build(), "locals in one function", maxAllocatedMiB: 1);
    }

    [Fact]
    public void WorkIsWhatCompilersCodeCosts()
    {
        var sound = WasmModule.Decode(File.ReadAllBytes(Path.Combine(Conformance.ConformanceData.Root, "games", "brickwell", "brickwell.wasm"))).Value.Contents;
        var bytes = sound.Bodies.Sum(body => body.End - body.Start);
        Assert.InRange(sound.Bodies.Sum(body => (long)body.Work), bytes, bytes * 4L);
    }

    [Fact]
    public void WorkDividesChunks()
    {
        byte[] code = [.. ModuleBytes.Repeat(1_000, Constant, 1), .. ModuleBytes.Repeat(1_000, Constant, 0, BranchIf, 0)];
        var compiled = WasmModule.Decode(new ModuleBytes(0, 1_000).Add(0, code, 8).Build()).Value.Compile();
        Assert.InRange(compiled.Emitted.ChunkCount, 4, 8);
    }

    [Fact]
    public void CompilingIsCalledOff()
    {
        var module = WasmModule.Decode(new ModuleBytes(1, 1).Add(0, [LocalGet, 0]).Build()).Value;
        using var source = new CancellationTokenSource();
        Assert.True(module.TryCompile(null, source.Token).IsOk);
        source.Cancel();
        var fault = module.TryCompile(new CompileOptions { Mode = CompileMode.Eager }, source.Token).Fault;
        Assert.Equal(WasmErrorCode.Cancelled, fault?.Code);
        Assert.NotEmpty(fault!.Mend);
    }

    [Theory]
    [InlineData(CompileMode.Eager)]
    [InlineData(CompileMode.Background)]
    public async Task CompilingStopsBetweenFunctions(CompileMode mode)
    {
        var folder = Directory.CreateTempSubdirectory("ludos-cancel-");
        try
        {
            // The cache is asked before a chunk is emitted; a damaged file tells us that it is that chunk's turn.
            var module = WasmModule.Decode(new ModuleBytes(1, 1).Add(0, [LocalGet, 0], 20_000).Build()).Value;
            using var source = new CancellationTokenSource();
            using var cache = CodeCache.Open(Path.Combine(folder.FullName, "c"), tell: _ => source.Cancel()).Value;
            var options = new CompileOptions { Mode = mode, Cache = cache };
            var third = Caching(module, options, 2);
            File.WriteAllBytes(third, [1]);
            File.SetUnixFileMode(third, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var compiled = module.TryCompile(options, source.Token);
            if (mode == CompileMode.Eager)
            {
                Assert.Equal(WasmErrorCode.Cancelled, compiled.Fault?.Code);
                return;
            }

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => compiled.Value.WhenNative);
            Assert.True(compiled.Value.Emitted.LoadedChunks < compiled.Value.Emitted.ChunkCount);

            // What is called all the same is compiled then.
            using var instance = compiled.Value.Instantiate(new ImportSet()).Value;
            Assert.True(instance.Function("f").Value.Invoke([WasmValue.From(1)], new WasmValue[1]).IsOk);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Caching(WasmModule module, CompileOptions options, int chunk) =>
        Path.Combine(options.Cache!.Folder, Ludos.Wasm.Caching.CodeKey.Of(module, options with { Tier = BoundsTier.Explicit }, chunk).FileName);

    private static void AssertLimit(byte[] bytes, string what, int maxAllocatedMiB)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var fault = WasmModule.Decode(bytes).Fault;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.Equal(WasmErrorCode.LimitExceeded, fault?.Code);
        Assert.Contains(what, fault!.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, maxAllocatedMiB * 1024L * 1024);
    }
}
