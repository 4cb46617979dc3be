using System.Globalization;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Decoding;

public class HostileModuleTests
{
    private const string Header = "0061736d01000000";
    private const long SmallBytes = 1024 * 1024;

    // One function () -> () with the body given; its length must fit a byte.
    private static string Function(string body) =>
        Header + "01040160000003020100" + "0a" + Length(body, 4) + "01" + Length(body, 2) + "00" + body + "0b";

    private static string Length(string body, int more) => ((body.Length / 2) + more).ToString("x2", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("", WasmErrorCode.Malformed)]
    [InlineData("0061736d", WasmErrorCode.Malformed)]
    [InlineData("0061736d02000000", WasmErrorCode.Malformed)]
    [InlineData("0061736d0d000100", WasmErrorCode.Unsupported)]
    [InlineData(Header + "0e00", WasmErrorCode.Malformed)]
    [InlineData(Header + "0105ffffffff0f", WasmErrorCode.LimitExceeded)]
    [InlineData(Header + "01ffffffff0f", WasmErrorCode.Malformed)]
    [InlineData(Header + "01050360006000", WasmErrorCode.Malformed)]
    [InlineData(Header + "0503010202", WasmErrorCode.Invalid)]
    [InlineData(Header + "0503010802", WasmErrorCode.Malformed)]
    [InlineData(Header + "0504010302" + "01", WasmErrorCode.Invalid)]
    [InlineData(Header + "0505010081" + "8004", WasmErrorCode.Invalid)]
    [InlineData(Header + "010401600001" + "7b", WasmErrorCode.Malformed)]
    [InlineData(Header + "01020150", WasmErrorCode.Malformed)]
    [InlineData(Header + "0409017000ffffffff0f", WasmErrorCode.Malformed)]
    [InlineData(Header + "0408017000ffffffff0f", WasmErrorCode.LimitExceeded)]
    public void BytesAreRefusedWithTheRightCode(string hex, WasmErrorCode code)
    {
        var fault = WasmModule.Decode(Convert.FromHexString(hex)).Fault;
        Assert.NotNull(fault);
        Assert.Equal(code, fault.Code);
        Assert.Contains("offset 0x", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("06", "exception handling")]
    public void LaterProposalsAreRefusedByName(string body, string feature)
    {
        var fault = WasmModule.Decode(Convert.FromHexString(Function(body))).Fault;
        Assert.Equal(WasmErrorCode.Unsupported, fault?.Code);
        Assert.Contains(feature, fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ffffffff0f7f", WasmErrorCode.LimitExceeded)]
    [InlineData("a99c017f", WasmErrorCode.Malformed)]
    public void LocalsAreNotAllocatedBeforeTheyAreCounted(string run, WasmErrorCode code)
    {
        var body = "01" + run + "0b";
        var size = (body.Length / 2).ToString("x2", CultureInfo.InvariantCulture);
        var bytes = Convert.FromHexString(Header + "01040160000003020100" + "0a" + ((body.Length / 2) + 2).ToString("x2", CultureInfo.InvariantCulture) + "01" + size + body);
        WasmModule.Decode(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = WasmModule.Decode(bytes).Fault;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(fault is null ? code == WasmErrorCode.Malformed : fault.Code == code, fault?.ToString());
        Assert.InRange(allocated, 0, SmallBytes);
    }

    [Fact]
    public void EveryTruncationOfAModuleIsRefused()
    {
        var bytes = Wat.Bytes("""
            (import "a" "b" (func $i (param i32))) (memory 1 2) (table 2 funcref) (global $g (mut i64) (i64.const 5))
            (func $f (export "f") (param i32) (result i32) (local f64) (call $i (i32.const 1)) (i32.load (local.get 0)))
            (elem (i32.const 0) $f) (data (i32.const 8) "hello")
            """);
        Assert.True(WasmModule.Decode(bytes).IsOk);
        var sectionEnds = 0;
        for (var length = 0; length < bytes.Length; length++)
        {
            var decoded = WasmModule.Decode(bytes.AsSpan(0, length));
            if (decoded.IsOk)
            {
                sectionEnds++;
            }
            else
            {
                Assert.Contains(decoded.Fault.Code, new[] { WasmErrorCode.Malformed, WasmErrorCode.Invalid });
            }
        }

        // A cut between sections is a smaller module: after the header, types, imports, and with all but the data segment.
        Assert.InRange(sectionEnds, 2, 4);
    }

    [Fact]
    public void LimitsAreEnforced()
    {
        var limits = WasmLimits.Default with { MaxNesting = 8, MaxOperandStack = 8, MaxFunctionBytes = 64, MaxLocals = 4, MaxMemoryPages = 2 };
        var nested = string.Concat(Enumerable.Repeat("block ", 12)) + string.Concat(Enumerable.Repeat("end ", 12));
        var tall = string.Concat(Enumerable.Repeat("i32.const 0 ", 12)) + string.Concat(Enumerable.Repeat("drop ", 12));
        foreach (var text in new[] { $"(func {nested})", $"(func {tall})", $"(func {string.Concat(Enumerable.Repeat("nop ", 80))})", "(func (local i32 i32 i32 i32 i32))", "(memory 3)" })
        {
            Assert.Equal(WasmErrorCode.LimitExceeded, WasmModule.Decode(Wat.Bytes(text), limits).Fault?.Code);
            Assert.True(WasmModule.Decode(Wat.Bytes(text)).IsOk);
        }
    }
}
