using Xunit;

namespace Ludos.Wasm.Tests.Text;

public class WasmTextTests
{
    private const string Header = "0061736D01000000";

    [Theory]
    [InlineData("", "")]
    [InlineData("(func (export \"f\") (param $x i32) (result i32) (i32.add (local.get $x) (i32.const -1)))",
        "0106016001 7F017F 03020100 070501016600 00 0A09010700 2000417F6A0B")]
    [InlineData("(memory (data \"hi\" \"\\21\"))", "050401010101 0B09010041000B03686921")]
    [InlineData("(table funcref (elem $g)) (func $g)", "01040160 0000 03020100 040501 70010101 0907010041000B0100 0A040102000B")]
    [InlineData("(func block $a loop $b br $a end $b end $a)", "010401600000 03020100 0A0C010A00 0240 0340 0C01 0B0B0B")]
    [InlineData("(type $r (sub (struct (field $f (mut i8)) (field (ref null $r)))))", "010A015000 5F02 7801 630000")]
    [InlineData("(rec (type (func)) (type (array v128)))", "010901 4E02 600000 5E7B00")]
    [InlineData("(tag $t (param i32)) (func (throw $t (i32.const 1)))", "010802 60017F00 600000 03020101 0D03010000 0A08010600 4101 0800 0B")]
    [InlineData("(memory i64 1 2) (memory 3 4 shared)", "050702 050102 030304")]
    [InlineData("(table 1 (ref func) (ref.func 0)) (func)", "010401600000 03020100 040A01 4000 6470 0001 D2000B 0A040102000B")]
    public void TextBecomesTheseBytes(string text, string hex) =>
        Assert.Equal(Header + hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(Embedding.Wat.Bytes(text)));

    [Theory]
    [InlineData("(v128.const i32x4 1 -1 0x80000000 4294967295)", "FD0C 01000000 FFFFFFFF 00000080 FFFFFFFF")]
    [InlineData("(v128.const f64x2 nan:0x1 -0x1p-1)", "FD0C 010000000000F07F 000000000000E0BF")]
    [InlineData("(i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31)", "FD0D 000102030405060708090A0B0C0D0E1F")]
    [InlineData("(v128.load8_lane 1 0)", "FD54 40 01 00 00")]
    [InlineData("(v128.load32_lane $m offset=4 3)", "FD56 42 01 04 03")]
    [InlineData("(f32x4.relaxed_madd)", "FD8502")]
    [InlineData("(i64.atomic.rmw32.cmpxchg_u offset=8)", "FE4E 02 08")]
    [InlineData("(atomic.fence)", "FE0300")]
    [InlineData("(br_on_cast 0 anyref (ref i31))", "FB18 01 00 6E 6C")]
    [InlineData("(ref.test (ref null $s))", "FB15 00")]
    [InlineData("(ref.cast (ref eq))", "FB16 6D")]
    [InlineData("(struct.get_u $s $x)", "FB04 00 00")]
    [InlineData("(array.new_fixed 1 3)", "FB08 01 03")]
    [InlineData("(return_call_indirect (type $f))", "13 02 00")]
    [InlineData("(try_table $l (result exnref) (catch $e 0) (catch_all_ref $o))", "1F 69 02 00 00 00 03 00 0B")]
    [InlineData("(memory.copy $m 0)", "FC0A 01 00")]
    [InlineData("(select (result i32 f32))", "1C 02 7F 7D")]
    [InlineData("(i64.load offset=0x1_0000_0000)", "29 03 8080808010")]
    public void InstructionBecomesTheseBytes(string instruction, string hex)
    {
        var module = Embedding.Wat.Bytes($"(type $s (struct (field $x i8))) (type (array i32)) (type $f (func)) (tag $e) (memory 1) (memory $m 1) (table 1 funcref) (func (type $f) block $o {instruction} end)");
        var body = "0002 40 " + hex + " 0B0B";
        Assert.EndsWith(body.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(module));
    }

    [Theory]
    [InlineData("(func $f) (func $f)", WasmTextErrorCode.Name, "1:11: duplicate func $f")]
    [InlineData("(func (local $x i32) (local $x i64))", WasmTextErrorCode.Name, "duplicate local $x")]
    [InlineData("(func)\n (import \"a\" \"b\" (func))", WasmTextErrorCode.Malformed, "2:18: import after func")]
    [InlineData("(type (func (param i32))) (func (type 0) (result i32))", WasmTextErrorCode.Malformed, "inline function type")]
    [InlineData("(func (i32.load align=3 (i32.const 0)))", WasmTextErrorCode.Malformed, "power of two")]
    [InlineData("(func (br $nowhere))", WasmTextErrorCode.Name, "1:11: unknown label $nowhere")]
    [InlineData("(func i32.const 0x1_0000_0000)", WasmTextErrorCode.Number, "1:17: constant out of range: 0x1_0000_0000 does not fit i32")]
    [InlineData("(func block end $x)", WasmTextErrorCode.Name, "mismatching label $x")]
    [InlineData("(func (i32.bogus))", WasmTextErrorCode.UnknownKeyword, "1:8: unknown operator i32.bogus, wanted an instruction")]
    [InlineData("(func (nop)", WasmTextErrorCode.Malformed, "the list from 1:1 is not closed")]
    [InlineData("(func (local i33))", WasmTextErrorCode.UnknownKeyword, "unknown operator i33, wanted a type")]
    [InlineData("(func (memory.copy 0))", WasmTextErrorCode.Malformed, "1:21: unexpected end of the list, wanted a memory's name or index")]
    [InlineData("(func (i8x16.extract_lane_s 256))", WasmTextErrorCode.Number, "does not fit u8")]
    [InlineData("(func (v128.const i8x16 1 2))", WasmTextErrorCode.Malformed, "wanted 16 lanes")]
    [InlineData("(@custom 3)", WasmTextErrorCode.Malformed, "1:10: unexpected token 3, wanted a string")]
    [InlineData("(@custom \"a\" (after nothing))", WasmTextErrorCode.UnknownKeyword, "unknown operator nothing")]
    [InlineData("(module) (module)", WasmTextErrorCode.Malformed, "more than one module")]
    [InlineData("(func (@custom \"a\") (@ x))", WasmTextErrorCode.Malformed, "1:21: empty annotation id")]
    public void WhatIsWrongIsSaidWithItsPlace(string text, WasmTextErrorCode code, string words)
    {
        var fault = WasmText.Assemble(text).Fault;
        Assert.NotNull(fault);
        Assert.Equal(code, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Mend);
    }

    [Fact]
    public void DepthAndSizeAreBounded()
    {
        var limits = new WasmTextLimits { MaxDepth = 50, MaxNodes = 1_000, MaxBytes = 100_000, MaxNumberLength = 100 };
        foreach (var text in (string[])
        [
            string.Concat(Enumerable.Repeat("(", 51)), string.Concat(Enumerable.Repeat("() ", 600)), new string(' ', 100_001), "(func i32.const " + new string('0', 101) + ")",
        ])
        {
            Assert.Equal(WasmTextErrorCode.LimitExceeded, WasmText.Assemble(text, new WasmTextOptions { Limits = limits }).Fault?.Code);
        }
    }

    [Fact]
    public void FlatBlocksNestAsDeepAsTheModuleMay()
    {
        const int Depth = 100_000;
        var text = "(func " + string.Concat(Enumerable.Repeat("block ", Depth)) + string.Concat(Enumerable.Repeat("end ", Depth)) + ")";
        Assert.True(WasmText.Assemble(text).IsOk);
    }

    [Fact]
    public void CustomAnnotationsBecomeSectionsWhereTheySay()
    {
        var bytes = Embedding.Wat.Bytes("(@custom \"z\" \"\\01\" \"\\02\") (@custom \"a\" (before first)) (@custom \"m\" (after memory) \"x\") (memory 1) (@other (custom) \"y\") (func)");
        Assert.Equal(Header + "00020161" + "010401600000" + "03020100" + "0503010001" + "0003016D78" + "0A040102000B" + "0004017A0102", Convert.ToHexString(bytes));
    }

    [Fact]
    public void NamesOfTheTextAreKeptWhenAsked()
    {
        var module = WasmModule.Decode(WasmText.Assemble("(module $m (func $first (param $x i32)) (func) (func $\"two words\"))").Value).Value;
        Assert.Equal("first", module.FunctionName(0));
        Assert.Null(module.FunctionName(1));
        Assert.Equal("two words", module.FunctionName(2));
    }

    [Fact]
    public void BinaryAndQuotedModulesAreTaken()
    {
        Assert.Equal(Header, Convert.ToHexString(WasmText.Assemble("(module binary \"\\00asm\" \"\\01\\00\\00\\00\")").Value));
        Assert.Equal(Header, Convert.ToHexString(WasmText.Assemble("(module quote \"(mod\" \"ule)\")").Value));
    }

    [Fact]
    public void ATypeUseMeansAnEarlierPlainTypeOnly()
    {
        // The first type is open to subtypes, so the function needs one of its own.
        Assert.Equal(Embedding.Wat.Bytes("(type (sub (func))) (type (func)) (func (type 1))"), Embedding.Wat.Bytes("(type (sub (func))) (func)"));
        Assert.Equal(Embedding.Wat.Bytes("(type (func)) (func (type 0))"), Embedding.Wat.Bytes("(type (func)) (func)"));
    }
}
