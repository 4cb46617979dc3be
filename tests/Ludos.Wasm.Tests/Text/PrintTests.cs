using Ludos.Wasm.Fuzz;
using Ludos.Wasm.Fuzz.Generation;
using Ludos.Wasm.Tests.Conformance;
using Ludos.Wasm.Tests.Scripts;
using Ludos.Wasm.Text.Syntax;
using Xunit;

namespace Ludos.Wasm.Tests.Text;

/// <summary>What is printed reads back to what was printed.</summary>
public class PrintTests
{
    private static readonly WasmTextOptions WithoutNames = new() { KeepNames = false };

    [Theory]
    [InlineData("(func (;0;) (type 0) (param i32) (result i32)\n    local.get 0\n    i32.const -1\n    i32.add\n  )", "(func (param i32) (result i32) (i32.add (local.get 0) (i32.const -1)))")]
    [InlineData("(func $f (type 0) (param $x i32)\n    (local $y f64)\n    block\n      local.get $x\n      br_if 0\n    end\n  )", "(func $f (param $x i32) (local $y f64) (block (br_if 0 (local.get $x))))")]
    [InlineData("(type $s (sub (struct (field $a (mut i8)) (field (ref null $s)))))", "(type $s (sub (struct (field $a (mut i8)) (field (ref null $s)))))")]
    [InlineData("(memory (;0;) i64 1 2)", "(memory i64 1 2)")]
    [InlineData("(data (;0;) (offset i32.const 0) \"a\\\"\\00\\n\")", "(memory 1) (data (i32.const 0) \"a\\\"\\00\\n\")")]
    [InlineData("(@custom \"x\" (after memory) \"1\")", "(memory 1) (@custom \"x\" (after memory) \"1\")")]
    [InlineData("(func $\"two words\" (type 0)", "(func $\"two words\")")]
    [InlineData("f32.const nan:0x200000", "(func (drop (f32.const nan:0x200000)))")]
    [InlineData("try_table (type 1) (catch 0 0) (catch_all_ref 1)", "(tag) (func (block (result exnref) (block (try_table (param i32) (catch 0 0) (catch_all_ref 1) (i32.const 1) unreachable)) unreachable) drop)")]
    public void AModuleIsPrintedSo(string expected, string text) => Assert.Contains(expected, Print(WasmText.Assemble(text).Value), StringComparison.Ordinal);

    /// <summary>Every module that the suite writes as text, whether valid or not.</summary>
    [ConformanceFact]
    public void TheSuitesTextModulesComeBackByteForByte()
    {
        var differences = new List<string>();
        var modules = 0;
        foreach (var (place, source) in SuiteModules())
        {
            if (source is BinarySource || Assembled(source) is not { } bytes || !bytes.AsSpan().StartsWith("\0asm"u8))
            {
                continue;
            }

            modules++;
            if (WasmText.Assemble(Print(bytes), WithoutNames) is var again && (!again.IsOk || !again.Value.AsSpan().SequenceEqual(bytes)))
            {
                differences.Add($"{place}: {again.Fault?.ToString() ?? "other bytes"}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20)));
        Assert.True(modules > 1_000, $"only {modules} modules");
    }

    /// <summary>Binary modules may be longer than need be: once assembled again, nothing changes any more.</summary>
    [ConformanceFact]
    public void TheSuitesValidBinaryModulesKeepTheirText()
    {
        foreach (var (place, source) in SuiteModules())
        {
            if (source is BinarySource binary && WasmModule.Decode(binary.Bytes).IsOk)
            {
                var text = Print(binary.Bytes);
                var again = WasmText.Assemble(text);
                Assert.True(again.IsOk, $"{place}: {again.Fault}");
                Assert.Equal(again.Value, WasmText.Assemble(Print(again.Value)).Value);
            }
        }
    }

    [Fact]
    public void GeneratedModulesOfEveryFeatureComeBack()
    {
        var every = Enum.GetValues<FuzzFeatures>().Aggregate((all, feature) => all | feature);
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var text = Print(ModuleGenerator.Generate(seed, every).Bytes);
            var again = WasmText.Assemble(text);
            Assert.True(again.IsOk, $"seed {seed}: {again.Fault}");
            Assert.Equal(text, Print(again.Value));
        }
    }

    [Fact]
    public void NamesComeBackByteForByte()
    {
        const string Named = """
            (module $m (type $t (func (param i32))) (import "a" "b" (func $i (param $p i32))) (table $tab 1 funcref) (memory $mem 1) (tag $e)
              (global $g i32 (i32.const 1)) (elem $el func $f) (data $d "x") (type $s (struct (field $x i32) (field i64)))
              (func $f (param $a i32) (local $b i64) (local.set $b (i64.const 1))) (func $"a b" (call $f (global.get $g))))
            """;
        var bytes = WasmText.Assemble(Named).Value;
        Assert.Equal(bytes, WasmText.Assemble(Print(bytes)).Value);
    }

    [Fact]
    public void DamagedModulesEndInATypedFault()
    {
        var random = new FuzzRandom(7);
        var refused = 0;
        for (var round = 0; round < 1_000; round++)
        {
            var bytes = ModuleGenerator.Generate((ulong)(round % 20), FuzzFeatures.Simd | FuzzFeatures.Gc | FuzzFeatures.Exceptions).Bytes.ToArray();
            for (var edits = 1 + random.Below(4); edits > 0; edits--)
            {
                bytes[8 + random.Below(bytes.Length - 8)] = (byte)random.Next();
            }

            var printed = WasmText.Print(bytes.AsSpan(0, random.OneIn(3) ? random.Below(bytes.Length) : bytes.Length));
            refused += printed.IsOk ? 0 : 1;
            Assert.Equal(printed.IsOk, printed.Fault is null);
        }

        Assert.InRange(refused, 50, 995);
    }

    [Fact]
    public void FewBytesMakeNoEndlessText()
    {
        // One function that claims four thousand million locals.
        var bomb = WasmText.Assemble("(module binary \"\\00asm\\01\\00\\00\\00\\01\\04\\01\\60\\00\\00\\03\\02\\01\\00\\0a\\0a\\01\\08\\01\\ff\\ff\\ff\\ff\\0f\\7f\\0b\")").Value;
        Assert.Equal(WasmTextErrorCode.LimitExceeded, WasmText.Print(bomb).Fault?.Code);
        Assert.Equal(WasmTextErrorCode.LimitExceeded, WasmText.Print(Embedding.Wat.Bytes("(func nop nop nop)"), new WasmTextLimits { MaxPrinted = 40 }).Fault?.Code);
    }

    private static string Print(byte[] bytes)
    {
        var printed = WasmText.Print(bytes);
        Assert.True(printed.IsOk, printed.Fault?.ToString());
        return printed.Value;
    }

    private static IEnumerable<(string Place, ModuleSource Source)> SuiteModules() =>
        from script in ConformanceData.Names()
        from directive in ScriptReader.Read(ConformanceData.Read(script))
        let source = directive switch { ModuleDirective module => module.Source, AssertRefused refused => refused.Source, AssertModuleTrap trap => trap.Source, _ => null }
        where source is not null
        select ($"{script}:{directive.At}", source);

    private static byte[]? Assembled(ModuleSource source)
    {
        try
        {
            return source.Assemble();
        }
        catch (TextException)
        {
            return null;
        }
    }
}
