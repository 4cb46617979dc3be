using Ludos.Wasm.Fuzz;
using Ludos.Wasm.Fuzz.Differential;
using Ludos.Wasm.Fuzz.Generation;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Fuzz;

/// <summary>
/// Damaged modules: each is refused with a typed fault, or runs on little fuel and ends. A crash of the process fails the whole run;
/// the file that did it belongs in Corpus/, which is run first.
/// </summary>
public class ModuleFuzzTests
{
    private const int RoundsPerSeed = 400;
    private const int RoundsPerSlowSeed = 20_000;
    private const int GeneratedRounds = 300;
    private const long Fuel = 2_000;

    private static readonly WasmLimits Limits = WasmLimits.Default with { MaxMemoryPages = 64, MaxTableElements = 10_000, MaxModuleBytes = 64 * 1024 };

    private static readonly string[] Seeds =
    [
        """
        (import "h" "f" (func $h (param i32) (result i32))) (memory (export "m") 1 3) (table 4 funcref) (global $g (mut i32) (i32.const 7)) (type $t (func (param i32) (result i32)))
        (func $a (export "a") (param i32) (result i32) (local i64 f32) (loop $l (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if $l (i32.gt_s (local.get 0) (i32.const 0)))) (call_indirect (type $t) (local.get 0) (i32.and (local.get 0) (i32.const 3))))
        (func $b (export "b") (param i32) (result i32) (i32.store8 offset=3 (local.get 0) (global.get $g)) (call $h (i32.load16_s (local.get 0))))
        (func $c (export "c") (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.div_s (i32.const 100) (local.get 0))) (else (call $a (i32.const 2)))))
        (elem (i32.const 0) $a $b $c) (data (i32.const 16) "seed")
        """,
        """
        (memory 1) (table $x 2 8 externref) (table $y 3 funcref) (elem $e func $f $g) (data $d "0123456789")
        (func $f (export "f") (param i64 f64) (result f64 i64) (local.get 1) (i64.rem_s (local.get 0) (i64.const -1)))
        (func $g (export "g") (memory.init $d (i32.const 1) (i32.const 0) (i32.const 5)) (table.init $y $e (i32.const 0) (i32.const 0) (i32.const 2)) (memory.copy (i32.const 0) (i32.const 4) (i32.const 100)) (memory.fill (i32.const 9) (i32.const 1) (i32.const 9)) (elem.drop $e) (data.drop $d) (drop (table.grow $x (ref.null extern) (i32.const 2))))
        (func (export "s") (param i32) (result i32) (block $o (result i32) (block $p (block $q (br_table $q $p $q (local.get 0))) (br $o (i32.const 5))) (select (i32.const 1) (i32.const 2) (local.get 0))))
        """,
        """
        (memory 1) (func (export "n") (param f32 f64) (result i32) (i32.add (i32.trunc_f32_s (f32.nearest (f32.min (local.get 0) (f32.const 3)))) (i32.trunc_sat_f64_u (f64.copysign (local.get 1) (f64.sqrt (local.get 1))))))
        (func (export "m") (param i64) (result i64) (local i64) (loop (result i64) (local.set 1 (i64.mul (i64.rotl (local.get 0) (local.get 1)) (i64.popcnt (local.get 0)))) (i64.store offset=65520 (i32.wrap_i64 (local.get 1)) (local.get 0)) (br_if 0 (i64.eqz (local.get 1))) (i64.extend32_s (local.get 1))))
        (start $s) (func $s (drop (memory.grow (i32.const 1))))
        """,
        """
        (rec (type $node (sub (struct (field (mut i32)) (field (mut (ref null $node))) (field (mut i16))))) (type $pair (sub $node (struct (field (mut i32)) (field (mut (ref null $node))) (field (mut i16)) (field eqref)))))
        (type $bytes (array (mut i8))) (type $row (array (mut (ref null $node)))) (type $f (sub (func (param (ref null $node)) (result i32)))) (data $d "0123456789abcdef")
        (table $t 2 (ref null $f) (ref.func $a)) (global $g (ref $pair) (struct.new $pair (i32.const 4) (ref.null $node) (i32.const 9) (ref.i31 (i32.const 3)))) (elem $e (ref null $node) (item (global.get $g)) (item (ref.null none)))
        (func $a (export "a") (type $f) (block $other (result i32) (i32.const 7) (br_on_null $other (local.get 0)) (ref.cast (ref $pair)) (struct.get $node 0) (i32.add)))
        (func (export "b") (param i32) (result i32) (local $r (ref $row)) (local.set $r (array.new_elem $row $e (i32.const 0) (i32.const 2))) (array.set $row (local.get $r) (i32.const 1) (global.get $g))
          (struct.set $node 1 (ref.as_non_null (array.get $row (local.get $r) (i32.const 0))) (global.get $g)) (call_indirect $t (type $f) (array.get $row (local.get $r) (i32.and (local.get 0) (i32.const 3))) (i32.const 1)))
        (func (export "c") (param i32 anyref) (result i32) (local $x (ref $bytes)) (local.set $x (array.new_data $bytes $d (i32.const 2) (i32.const 9))) (array.copy $bytes $bytes (local.get $x) (i32.const 1) (local.get $x) (i32.const 0) (i32.const 5))
          (block $s (result (ref $node)) (br_on_cast $s anyref (ref $node) (local.get 1)) (drop) (return (i32.add (ref.test i31ref (local.get 1)) (array.get_s $bytes (local.get $x) (local.get 0))))) (struct.get_s $node 2))
        (func (export "d") (param i32 eqref) (result i32) (if (ref.eq (local.get 1) (global.get $g)) (then (return (i32.const 3)))) (array.len (array.new_fixed $bytes 3 (i32.const 1) (i32.const 2) (local.get 0))))
        """,
    ];

    [Fact]
    public void PastFailuresStayMended()
    {
        var folder = Path.Combine(Conformance.ConformanceData.Root, "tests", "Ludos.Wasm.Tests", "Fuzz", "Corpus");
        var files = Directory.GetFiles(folder, "*.wasm");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            Exercise(File.ReadAllBytes(file));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void DamagedModulesNeitherCrashNorHang(int seed) => Damage(seed, RoundsPerSeed, (ulong)seed + 1);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void MuchDamageNeitherCrashesNorHangs(int seed) => Damage(seed, RoundsPerSlowSeed, (ulong)seed + 1_000);

    private static void Damage(int seed, int rounds, ulong start)
    {
        var original = Wat.Bytes(Seeds[seed]);
        Assert.True(Exercise(original), WasmModule.Decode(original, Limits).Fault?.ToString());
        var random = new SplitMix(start);
        var survived = 0;
        for (var round = 0; round < rounds; round++)
        {
            survived += Exercise(Mutate(original, ref random)) ? 1 : 0;
        }

        // The fuzzer is worth its time only while some damage passes validation and runs.
        Assert.InRange(survived, 5, rounds - 5);
    }

    /// <summary>The same with generated modules of every feature: what the decoder, the validator and the compiler meet there no one would write by hand.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DamagedGeneratedModulesNeitherCrashNorHang(bool everyFeature)
    {
        var features = everyFeature ? FeatureProbes.OfThisEngine : FuzzFeatures.Gc | FuzzFeatures.TypedReferences | FuzzFeatures.Exceptions;
        var random = new SplitMix(everyFeature ? 41u : 42u);
        var survived = 0;
        for (var round = 0; round < GeneratedRounds; round++)
        {
            var original = ModuleGenerator.Generate((ulong)(round % 40), features).Bytes;
            survived += Exercise(Mutate(original, ref random)) ? 1 : 0;
        }

        Assert.InRange(survived, 5, GeneratedRounds - 5);
    }

    private static byte[] Mutate(byte[] original, ref SplitMix random)
    {
        var bytes = original.ToList();
        for (var edits = 1 + (int)random.Below(3); edits > 0; edits--)
        {
            var at = 8 + (int)random.Below((uint)(bytes.Count - 8));
            switch (random.Below(5))
            {
                case 0:
                    bytes[at] = (byte)random.Below(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << (int)random.Below(8));
                    break;
                case 2:
                    bytes[at] = bytes[8 + (int)random.Below((uint)(bytes.Count - 8))];
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Below(256));
                    break;
                default:
                    bytes.RemoveAt(at);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>True when the module was valid and could be instantiated.</summary>
    private static bool Exercise(byte[] bytes)
    {
        var decoded = WasmModule.Decode(bytes, Limits);
        if (!decoded.IsOk)
        {
            Assert.False(string.IsNullOrWhiteSpace(decoded.Fault.Message));
            return false;
        }

        var imports = new ImportSet { FunctionResolver = HostFor };
        var made = decoded.Value.Compile().Instantiate(imports, new InstanceOptions { Fuel = Fuel });
        if (!made.IsOk)
        {
            return false;
        }

        using var instance = made.Value;
        foreach (var export in decoded.Value.Exports.Where(export => export.Kind == ExternKind.Function))
        {
            var type = export.Function!;
            if (type.Parameters.Any(parameter => !parameter.HasDefault))
            {
                continue;
            }

            instance.Fuel = Fuel;
            var outcome = instance.Function(export.Name).Value.Invoke(
                [.. type.Parameters.Select(parameter => parameter.IsReference ? default : WasmValue.From(3L))],
                new WasmValue[type.Results.Length]);
            Assert.Equal(outcome.IsOk, outcome.Detail is null);
        }

        return true;
    }

    private static Delegate? HostFor(ImportDescriptor import) => import.Function!.ToString() switch
    {
        "(i32) -> (i32)" => (Func<int, int>)(value => value + 1),
        "(i64, i32) -> (i64)" => (Func<long, int, long>)((value, shift) => value << shift),
        "(f32) -> (f32)" => (Func<float, float>)(value => value / 2),
        "(f64) -> (f64)" => (Func<double, double>)(value => value / 2),
        _ => null,
    };

    private struct SplitMix(ulong state)
    {
        private ulong _state = state;

        public uint Below(uint bound)
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (uint)((mixed ^ (mixed >> 31)) % bound);
        }
    }
}
