using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Ludos.State;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>Code that does not keep its manifest's promises never runs, and is told what to mend.</summary>
public sealed class RefusalTests
{
    private const string Manifest = """
        { "id": "hand", "version": "1.0.0", "kind": "module", "code": "hand.wasm", "memory": "scratch",
          "regions": [ { "name": "a.x", "capacity": 8, "fields": [ { "id": 1, "name": "v", "type": "u32" } ] },
                       { "name": "b", "capacity": 8, "fields": [ { "id": 1, "name": "v", "type": "u32" } ] } ],
          "units": [ { "name": "u", "entry": "tick", "reads": ["a.x"], "writes": ["b"] } ] }
        """;

    private static WasmBuilder Good() => new WasmBuilder().Memory(1).Function("tick", WasmBuilder.Return(0)).Window("a_x", 1024).Window("b", 1056);

    [Fact]
    public void TheGoodOneRuns()
    {
        IPreparedModule module = ProofModules.Prepare(Good().Build(), Manifest).Value;
        using var game = new SlotGame(module);
        game.Tick();
        Assert.Equal(2ul, game.World.Epoch("b"));
        Assert.Equal(1ul, game.World.Epoch("a.x"));
    }

    [Fact]
    public void AnImportIsNamed() => Expect(
        new WasmBuilder().Memory(1).Import("env", "abort").Function("tick", WasmBuilder.Return(0)).Window("a_x", 1024).Window("b", 1056),
        ModuleErrorCode.ImportRefused,
        "hand.wasm: hand.wasm imports env.abort");

    [Fact]
    public void AnEntryThatIsNoFunctionIsNamed() => Expect(
        new WasmBuilder().Memory(1).Global("tick", WasmBuilder.I32, false, 0).Window("a_x", 1024).Window("b", 1056),
        ModuleErrorCode.MissingExport,
        "exports no function tick, the entry of unit u");

    [Fact]
    public void AMissingWindowIsNamed() => Expect(
        new WasmBuilder().Memory(1).Function("tick", WasmBuilder.Return(0)).Window("b", 1056),
        ModuleErrorCode.MissingExport,
        "exports no global region_a_x, the window of region a.x that unit u declares. Declare it with LUDOS_REGION(type, a_x, count)");

    [Theory]
    [InlineData(WasmBuilder.I64, false)]
    [InlineData(WasmBuilder.I32, true)]
    public void AWindowThatIsNoConstantI32IsNamed(byte type, bool isMutable) => Expect(
        new WasmBuilder().Memory(1).Function("tick", WasmBuilder.Return(0)).Window("b", 1056).Global("region_a_x", type, isMutable, 1024),
        ModuleErrorCode.BadWindow,
        "the export region_a_x is not a constant i32");

    [Theory]
    [InlineData(1032, 1088, "the window of region a.x at 1032 is not on a multiple of 16")]
    [InlineData(1024, 1040, "the windows of regions a.x and b overlap at 1040")]
    [InlineData(1024, 1024, "overlap at 1024")]
    [InlineData(65520, 1024, "the window of region a.x at 65520 with 32 bytes ends past the memory's 65536")]
    [InlineData(-16, 1024, "the window of region a.x at 4294967280 with 32 bytes ends past the memory's 65536")]
    public void AWindowInTheWrongPlaceIsNamed(int a, int b, string message) => Expect(
        new WasmBuilder().Memory(1).Function("tick", WasmBuilder.Return(0)).Window("a_x", a).Window("b", b),
        ModuleErrorCode.BadWindow,
        message);

    [Fact]
    public void CodeWithoutMemoryHasNoWindows() => Expect(
        new WasmBuilder().Function("tick", WasmBuilder.Return(0)).Window("a_x", 1024).Window("b", 1056),
        ModuleErrorCode.BadWindow,
        "ends past the memory's 0");

    [Fact]
    public void MemoryBeyondTheLimitIsRefused()
    {
        Fault<ModuleErrorCode> fault = ProofModules.Prepare(Good().Memory(ModuleLimits.MaxMemoryPages + 1).Build(), Manifest).Fault!;
        Assert.True(fault.Code is ModuleErrorCode.TooLarge or ModuleErrorCode.BadCode, fault.ToString());
    }

    [Fact]
    public void CodeThatIsNotWasmIsRefused()
    {
        byte[] broken = Good().Build();
        broken[9] = 0x7F;
        Assert.Equal(ModuleErrorCode.BadCode, ProofModules.Prepare(broken, Manifest).Fault!.Code);
    }

    [Fact]
    public void ARegionThatTheWorldLacksIsNamed()
    {
        IPreparedModule module = ProofModules.Prepare(Good().Build(), Manifest).Value;
        using var world = new TestWorld();
        world.Add(module.Regions[1]);

        Fault<ModuleErrorCode> fault = module.Instantiate(world).Fault!;

        Assert.Equal(ModuleErrorCode.MissingRegion, fault.Code);
        Assert.Contains("no module declares the region a.x", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherModulesRegionMustFitItsWindow()
    {
        string manifest = Manifest.Replace("\"name\": \"a.x\", \"capacity\"", "\"name\": \"c\", \"capacity\"", StringComparison.Ordinal);
        IPreparedModule module = ProofModules.Prepare(Good().Build(), manifest).Value;
        using var world = new TestWorld(module);
        world.Add(new RegionSchema("a.x", [new FieldSchema(1, "v", FieldType.U32)], 9, 3, false));

        Fault<ModuleErrorCode> fault = module.Instantiate(world).Fault!;

        Assert.Equal(ModuleErrorCode.BadWindow, fault.Code);
        Assert.Contains("the windows of regions a.x and b overlap at 1056", fault.Message, StringComparison.Ordinal);
    }

    private static void Expect(WasmBuilder wasm, ModuleErrorCode code, string message)
    {
        Fault<ModuleErrorCode>? fault = ProofModules.Prepare(wasm.Build(), Manifest).Fault;
        Assert.NotNull(fault);
        Assert.Contains(message, fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(code, fault.Code);
        Assert.NotEqual("", fault.Mend);
    }
}
