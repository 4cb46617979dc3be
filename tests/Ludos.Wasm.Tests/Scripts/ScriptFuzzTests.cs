using System.Text;
using Ludos.Wasm.Text.Syntax;
using Xunit;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>Whatever the text, reading and assembling it ends in a module or in a typed refusal.</summary>
public class ScriptFuzzTests
{
    private const int Rounds = 20_000;
    private const int Seed = 20_261_121;

    private const string Sample = """
        (module $m (@note x) (type $t (func (param $a i32) (param f64) (result i64)))
          (import "spectest" "memory" (memory 1 2)) (import "m" "t" (table $tab 1 funcref))
          (global $g (export "g") (mut f32) (f32.const -0x1.8p+3)) (data (i32.const 1) "a\u{263a}\00") (data $p "x")
          (elem (table $tab) (offset (i32.const 0)) func $f 0) (elem declare funcref (ref.func $f) (item ref.null func))
          (func $f (type $t) (local $l i64) (;c;) (block $b (result i64) (br_if $b (i64.const 1_0) (local.get $a)) drop i64.const 7)
            if (param i64) (result i64) nop else $x unreachable end ;; done
            (call_indirect $tab (param i32) (i32.load8_u offset=4 align=1 (i32.const 0)) (i32.const 0)) (select (result i32) (i32.const 1)))
          (start $f))
        (assert_return (invoke $m "g" (f32.const nan:0x1) (ref.extern 3)) (either (i32.const 1) (f64.const nan:canonical)))
        (assert_malformed (module quote "(func" ") \"x\"") "m") (assert_trap (invoke "f") "t") (module binary "\00asm") (register "a" $m)
        """;

    private static readonly string[] Fragments = ["(", ")", "\"", "$", "0x", "(ref null $t)", "(@", "(;", ";;", "nan:", "\\", "end", "(param)", "(module", "\xFF", "\0"];

    [Fact]
    public void MutatedScriptsEndInATypedRefusalOrNone()
    {
        var random = new Random(Seed);
        var sample = Encoding.UTF8.GetBytes(Sample);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            accepted += Feed(Mutate(sample, random)) ? 1 : 0;
        }

        Assert.True(Feed(sample), "The sample itself must be read.");
        Assert.InRange(accepted, 1, Rounds - 1);
    }

    private static bool Feed(byte[] source)
    {
        try
        {
            foreach (var directive in ScriptReader.Read(source))
            {
                Assemble(directive);
            }

            return true;
        }
        catch (TextException)
        {
            return false;
        }
    }

    private static void Assemble(Directive directive)
    {
        var module = directive switch
        {
            ModuleDirective definition => definition.Source,
            AssertRefused refused => refused.Source,
            _ => null,
        };
        try
        {
            module?.Assemble();
        }
        catch (TextException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }

    private static byte[] Mutate(byte[] sample, Random random)
    {
        var bytes = sample.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
