using System.Text;
using Ludos.Modules.Tests.Support;
using Ludos.Trust;
using Xunit;

namespace Ludos.Modules.Tests;

public sealed class ModuleInspectionTests
{
    [Fact]
    public void APackageIsShownWhole()
    {
        byte[] gmod = ModulePacker.Pack(ProofModules.Folder("counter-region")).Value;

        ModuleInspection inspection = ModuleInspection.Of(gmod, "counter.gmod").Value;
        string text = string.Join('\n', inspection.Lines());

        Assert.Equal(gmod.Length, inspection.TotalBytes);
        Assert.Contains("module counter.region 1.0.0, memory region, code counter.wasm", text, StringComparison.Ordinal);
        Assert.Contains("region regioncount: 1 x 4 bytes, 3 slots", text, StringComparison.Ordinal);
        Assert.Contains("unit count: entry count_tick, 100,000 fuel a tick", text, StringComparison.Ordinal);
        Assert.Contains("  writes regioncount", text, StringComparison.Ordinal);
        Assert.Contains("imports none", text, StringComparison.Ordinal);
        Assert.Contains("  global region_regioncount", text, StringComparison.Ordinal);
        Assert.Equal(["counter.wasm", "module.json"], inspection.Files.Select(file => file.Path));
        Assert.All(inspection.Files, file => Assert.Contains(file.Digest.ToString()[..16], text, StringComparison.Ordinal));
        Assert.Contains(inspection.Digest.ToString(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void BareWasmIsShownWithItsImports()
    {
        byte[] wasm = new WasmBuilder().Memory(1).Import("env", "a\nb").Function("tick", WasmBuilder.Return(0)).Build();

        ModuleInspection inspection = ModuleInspection.Of(wasm, "cart.wasm").Value;
        string[] lines = [.. inspection.Lines()];

        Assert.Null(inspection.Manifest);
        Assert.Contains("wasm without a manifest", lines);
        Assert.Contains(lines, line => line.StartsWith("  function env.a?b ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  function tick ", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherBytesAreRefused()
    {
        Assert.Equal(ModuleErrorCode.NotAModule, ModuleInspection.Of("hello"u8.ToArray(), "x").Fault!.Code);
        Assert.Equal(ModuleErrorCode.NotAModule, ModuleInspection.Of(default, "x").Fault!.Code);
        Assert.Equal(ModuleErrorCode.BadCode, ModuleInspection.Of("\0asm\u0009\0\0\0"u8.ToArray(), "x").Fault!.Code);
        Assert.Equal(ModuleErrorCode.BadContainer, ModuleInspection.Of(ModulePacker.Pack(ProofModules.Folder("good")).Value.AsMemory()[..100], "x").Fault!.Code);
        Assert.Equal(ModuleErrorCode.MissingFile, ModuleInspection.Of(GmodWriter.Write([KeyValuePair.Create("a.txt", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes("x"))]).Value, "x").Fault!.Code);
    }
}
