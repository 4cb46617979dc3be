using System.Globalization;
using Ludos.Wasm.Tests.Conformance;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Compilation.Splitting;

public class DividedFunctionTests
{
    private const int Iterations = 2;

    /// <summary>Optimised C does the same, and uses the same fuel, wherever its functions are divided.</summary>
    [Theory]
    [InlineData("coremark")]
    [InlineData("quicksort")]
    [InlineData("bytecode")]
    [InlineData("alloc")]
    [InlineData("strings")]
    [InlineData("recursion")]
    public void KernelsDoTheSameDividedAnywhere(string kernel)
    {
        var module = WasmModule.Decode(File.ReadAllBytes(Path.Combine(ConformanceData.Root, "bench", "kernels", kernel + ".wasm"))).Value;
        var whole = Run(module, new CompileOptions());
        for (var seed = 1; seed <= 4; seed++)
        {
            var pieces = 0;
            var divider = new RandomDivider(seed);
            var divided = Run(module, new CompileOptions
            {
                Fuel = seed % 2 == 1,
                Divider = tree =>
                {
                    var chosen = divider.Divide(tree);
                    pieces += chosen.Count;
                    return chosen;
                },
            });
            Assert.True(pieces > 3, $"{pieces} pieces are no test.");
            Assert.Equal(whole.Sum, divided.Sum);
            Assert.Equal(seed % 2 == 1 ? whole.FuelUsed : 0, divided.FuelUsed);
        }
    }

    private static (long Sum, long FuelUsed) Run(WasmModule module, CompileOptions options)
    {
        const long Fuel = 1L << 40;
        using var instance = module.Compile(options).Instantiate(new ImportSet(), new InstanceOptions { Fuel = Fuel }).Value;
        var results = new WasmValue[1];
        var outcome = instance.Function("run").Value.Invoke([WasmValue.From(Iterations)], results);
        Assert.True(outcome.IsOk, outcome.Detail);
        return (results[0].AsI64, Fuel - instance.Fuel);
    }

    /// <summary>A loop around a br_table with a thousand cases, some small, some large.</summary>
    [Fact]
    public void AnInterpreterWithAThousandCasesIsListed()
    {
        const int Cases = 1_000;
        var text = new System.Text.StringBuilder("(memory 1) (func (export \"f\") (param $n i32) (result i64) (local $acc i64) (local $pc i32) (local $t i64) (loop $next ");
        text.Append("(local.set $n (i32.sub (local.get $n) (i32.const 1))) (if (i32.lt_s (local.get $n) (i32.const 0)) (then (return (local.get $acc))))");
        text.Append("(local.set $pc (i32.rem_u (i32.add (i32.mul (local.get $pc) (i32.const 7)) (i32.const 13)) (i32.const 1000)))");
        for (var i = Cases - 1; i >= 0; i--)
        {
            text.Append(CultureInfo.InvariantCulture, $"block $c{i} ");
        }

        text.Append("(br_table ");
        for (var i = 0; i < Cases; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"$c{i} ");
        }

        text.Append("$c0 (local.get $pc))");
        for (var i = 0; i < Cases; i++)
        {
            text.Append(" end ").Append(Case(i)).Append("(br $next)");
        }

        text.Append(") (local.get $acc))");
        using var instance = Wat.Instance(text.ToString(), options: new InstanceOptions { Fuel = long.MaxValue });
        Assert.Equal([0], instance.Code.UnoptimisedFunctions);
        Assert.Equal(Expected(100_000), instance.Get("f", WasmValue.From(100_000)).AsI64);
    }

    private static int Steps(int index) => 1 + (index % 10 == 3 ? 40 : index % 4);

    private static string Case(int index)
    {
        var text = new System.Text.StringBuilder(string.Create(CultureInfo.InvariantCulture, $"(local.set $t (i64.add (local.get $acc) (i64.const {index})))"));
        for (var step = 0; step < Steps(index); step++)
        {
            text.Append(CultureInfo.InvariantCulture, $"(local.set $t (i64.xor (i64.mul (local.get $t) (i64.const {(2 * index) + 3})) (i64.extend_i32_u (local.get $pc))))");
        }

        return text.Append("(local.set $acc (local.get $t))").ToString();
    }

    private static long Expected(int rounds)
    {
        long sum = 0;
        var place = 0;
        for (; rounds > 0; rounds--)
        {
            place = ((place * 7) + 13) % 1_000;
            var value = sum + place;
            for (var step = 0; step < Steps(place); step++)
            {
                value = unchecked(value * ((2 * place) + 3)) ^ place;
            }

            sum = value;
        }

        return sum;
    }

    /// <summary>What crosses: every type, many values on the operand stack, exits with values, a tail call, an exception inside.</summary>
    [Fact]
    public void EverythingCrossesBetweenPieces()
    {
        const string Text = """
            (tag $t (param i32)) (memory 1)
            (func $g (param i32 i64) (result i64 f64) (local.get 1) (f64.convert_i32_s (local.get 0)))
            (func (export "f") (param $a i32) (param $b i64) (result i64 f64) (local $v v128) (local $r externref) (local $f f32) (local $d f64)
              (local.set $v (i64x2.splat (local.get $b)))
              (block $out (result i64 f64)
                (i64.const 11) (local.get $b)
                (loop $again
                  (local.set $d (f64.add (local.get $d) (f64.const 1.5)))
                  (block $caught (result i32)
                    (try_table (catch $t $caught)
                      (if (i32.eq (local.get $a) (i32.const 3)) (then (throw $t (i32.const 5)))))
                    (i32.const 1))
                  (local.set $f (f32.convert_i32_s))
                  (local.set $a (i32.sub (local.get $a) (i32.trunc_f32_s (local.get $f))))
                  (br_if $out (i64x2.extract_lane 1 (local.get $v)) (local.get $d) (i32.eq (local.get $a) (i32.const -77)))
                  (drop) (drop)
                  (local.set $v (i64x2.add (local.get $v) (i64x2.splat (i64.const 1))))
                  (br_if $again (i32.gt_s (local.get $a) (i32.const 0))))
                (i64.add) (local.set $b)
                (if (i32.lt_s (local.get $a) (i32.const -2)) (then (return_call $g (local.get $a) (i64x2.extract_lane 0 (local.get $v)))))
                (local.get $b) (local.get $d)))
            """;
        using var whole = Wat.Instance(Text);
        for (var seed = 0; seed < 60; seed++)
        {
            using var divided = Wat.Instance(Text, compile: new CompileOptions { Divider = new RandomDivider(seed).Divide });
            (whole.Fuel, divided.Fuel) = (1_000_000, 1_000_000);
            for (var argument = -80; argument < 12; argument++)
            {
                var (expected, actual) = (new WasmValue[2], new WasmValue[2]);
                Assert.True(whole.Function("f").Value.Invoke([WasmValue.From(argument), WasmValue.From(1000L)], expected).IsOk);
                Assert.True(divided.Function("f").Value.Invoke([WasmValue.From(argument), WasmValue.From(1000L)], actual).IsOk);
                Assert.Equal(expected, actual);
            }

            Assert.Equal(whole.Fuel, divided.Fuel);
        }
    }

    [Fact]
    public void TwentyFiveThousandLocalsInALoopAreListed()
    {
        const int Locals = 24_000;
        var text = new System.Text.StringBuilder("(func (export \"f\") (param $n i32) (result i32) (local");
        text.Insert(text.Length, " i32", Locals).Append(") (loop $l ");
        for (var i = 1; i <= Locals; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"(local.set {i} (i32.add (local.get {i - 1}) (i32.const 1)))");
        }

        text.Append(CultureInfo.InvariantCulture, $"(local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if $l (local.get 0))) (local.get {Locals}))");
        using var instance = Wat.Instance(text.ToString());
        Assert.Equal([0], instance.Code.UnoptimisedFunctions);
        Assert.Equal(Locals + 1, instance.Get("f", WasmValue.From(5)).AsI32);
    }
}
