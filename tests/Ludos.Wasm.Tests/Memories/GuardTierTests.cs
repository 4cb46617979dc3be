using System.Runtime.InteropServices;
using System.Text;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Memories;

public class GuardTierTests
{
    private const int End = WasmMemory.PageBytes;

    private static readonly CompileOptions Guard = new() { Tier = BoundsTier.Guard };
    private static readonly CompileOptions Explicit = new() { Tier = BoundsTier.Explicit };

    /// <summary>By type of value: what could make RyuJIT read less than was asked for. $v is the value, $x a local of its type; the rest must leave an i32.</summary>
    private static readonly Dictionary<string, string[]> Uses = new()
    {
        ["i32"] =
        [
            "(drop $v) (i32.const 7)", "(i32.extend8_s $v)", "(i32.extend16_s $v)", "(i32.eqz (i32.and $v (i32.const 255)))", "(i32.and $v (i32.const 255))",
            "(i32.mul $v (i32.const 0))", "(i32.shr_u $v (i32.const 24))", "(i32.shl $v (i32.const 24))", "(i32.store8 (i32.const 0) $v) (i32.const 7)", "(i32.store16 (i32.const 0) $v) (i32.const 7)",
            "(local.set $x $v) (local.set $x (i32.const 3)) (local.get $x)", "(local.set $x $v) (i32.xor (local.get $x) (local.get $x))", "(local.set $x $v) (i32.extend8_s (local.get $x))",
            "(i32.extend8_s (i32.add $v (i32.const 3)))", "(i32.wrap_i64 (i64.extend8_s (i64.extend_i32_u $v)))", "(i32.ne (i32.and $v (i32.const 1)) (i32.const 0))",
            "(local.set $x (i32.const 255)) (i32.eqz (i32.and $v (local.get $x)))", "(local.set $x (i32.const 0)) (i32.eqz (i32.and (i32.add $v (local.get $x)) (i32.const 1)))",
            "(local.set $x $v) (if (i32.and (local.get $x) (i32.const 64)) (then (return (i32.const 5)))) (i32.const 6)", "(i32.and (block (result i32) $v) (i32.const 255))",
            "(i32.and $v (i32.add (i32.sub (local.get 0) (local.get 0)) (i32.const 255)))", "(i32.eqz (i32.and $v (i32.add (i32.mul (local.get 0) (i32.const 0)) (i32.const 64))))",
            "(if (result i32) (i32.eq (local.get 0) (i32.const 65533)) (then (i32.eqz (i32.and $v (local.get 0)))) (else (i32.const 3)))",
            "(local.set $x (local.get 0)) (if (result i32) (i32.ne (local.get $x) (i32.const 65535)) (then (i32.const 3)) (else (i32.and $v (local.get $x))))",
            "(i32.extend8_s (i32.shl $v (i32.const 1)))", "(i32.wrap_i64 (i64.and (i64.extend_i32_s $v) (i64.const 15)))", "(i32.eqz (i32.and (i32.shr_u $v (i32.const 8)) (i32.const 255)))",
            "(select (i32.const 1) (i32.const 2) (i32.and $v (i32.const 128)))", "(drop (i32.load8_u (local.get 0))) (drop $v) (i32.const 7)",
        ],
        ["i64"] =
        [
            "(drop $v) (i32.const 7)", "(i32.wrap_i64 $v)", "(i64.eqz (i64.and $v (i64.const 255)))", "(i32.wrap_i64 (i64.and $v (i64.const 255)))", "(i32.wrap_i64 (i64.extend8_s $v))",
            "(i32.wrap_i64 (i64.extend16_s $v))", "(i32.wrap_i64 (i64.extend32_s $v))", "(i32.wrap_i64 (i64.add $v (i64.const 3)))", "(i32.wrap_i64 (i64.mul $v (i64.const 0)))",
            "(i32.wrap_i64 (i64.shr_u $v (i64.const 56)))", "(i32.wrap_i64 (i64.shl $v (i64.const 8)))", "(i64.store8 (i32.const 0) $v) (i32.const 7)", "(i64.store32 (i32.const 0) $v) (i32.const 7)",
            "(local.set $x $v) (local.set $x (i64.const 3)) (i32.const 7)", "(local.set $x $v) (i32.wrap_i64 (local.get $x))", "(local.set $x $v) (i32.wrap_i64 (i64.sub (local.get $x) (local.get $x)))",
            "(i32.extend8_s (i32.wrap_i64 $v))", "(i64.store (i32.const 0) $v) (i32.const 7)", "(drop (i32.load8_u (local.get 0))) (drop $v) (i32.const 7)",
            "(i64.lt_u (i64.and $v (i64.const 0xffff)) (i64.const 9))", "(drop (i32.load (local.get 0))) (i32.wrap_i64 $v)",
        ],
        ["f32"] = ["(drop $v) (i32.const 7)", "(i32.extend8_s (i32.reinterpret_f32 $v))", "(local.set $x $v) (i32.const 7)", "(f32.lt $v (f32.const nan))"],
        ["f64"] =
        [
            "(drop $v) (i32.const 7)", "(i32.wrap_i64 (i64.reinterpret_f64 $v))", "(i32.reinterpret_f32 (f32.demote_f64 $v))", "(f64.lt $v (f64.const nan))", "(f64.store (i32.const 0) $v) (i32.const 7)",
            "(local.set $x $v) (local.set $x (f64.const 3)) (i32.const 7)", "(drop (f64.add $v $v)) (i32.const 7)", "(drop (i32.load8_u (local.get 0))) (drop $v) (i32.const 7)",
        ],
        ["v128"] =
        [
            "(drop $v) (i32.const 7)", "(i32x4.extract_lane 0 $v)", "(i8x16.extract_lane_s 0 $v)", "(i8x16.extract_lane_u 3 $v)", "(i16x8.extract_lane_u 1 $v)", "(i32.wrap_i64 (i64x2.extract_lane 1 $v))",
            "(v128.any_true $v)", "(local.set $x $v) (i32.const 7)", "(local.set $x $v) (i32x4.extract_lane 1 (local.get $x))", "(i32.and (i32x4.extract_lane 0 $v) (i32.const 255))",
            "(i32x4.extract_lane 0 (v128.and $v (v128.const i32x4 0 0 0 0)))", "(v128.store (i32.const 0) $v) (i32.const 7)", "(v128.store8_lane 0 (i32.const 0) $v) (i32.const 7)",
            "(drop (i8x16.shuffle 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 $v $v)) (i32.const 7)", "(i32x4.extract_lane 0 (i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3 $v $v))",
        ],
    };

    private static readonly string[] Loads =
    [
        "i32.load", "i32.load8_s", "i32.load8_u", "i32.load16_s", "i32.load16_u", "i64.load", "i64.load8_s", "i64.load8_u", "i64.load16_s", "i64.load16_u", "i64.load32_s", "i64.load32_u", "f32.load", "f64.load",
        "v128.load", "v128.load8x8_s", "v128.load8x8_u", "v128.load16x4_s", "v128.load16x4_u", "v128.load32x2_s", "v128.load32x2_u", "v128.load8_splat", "v128.load16_splat", "v128.load32_splat", "v128.load64_splat",
        "v128.load32_zero", "v128.load64_zero", "v128.load8_lane", "v128.load16_lane", "v128.load32_lane", "v128.load64_lane",
    ];

    private static readonly string[] Stores = ["i32.store", "i32.store8", "i32.store16", "i64.store", "i64.store8", "i64.store16", "i64.store32", "f32.store", "f64.store", "v128.store", "v128.store8_lane", "v128.store16_lane", "v128.store32_lane", "v128.store64_lane"];

    [Fact]
    public void ItIsThereOnLinuxWithX64AndOtherwiseSaysWhyNot()
    {
        var module = Wat.Module("(memory 1) (func (export \"f\"))");
        var switchedOff = Environment.GetEnvironmentVariable(GuardTier.EnvironmentVariable) == "0";
        var expected = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 && !switchedOff;
        Assert.True(expected == GuardTier.IsAvailable, GuardTier.UnavailableBecause);
        Assert.Equal(expected, GuardTier.UnavailableBecause is null);
        Assert.Equal(expected ? BoundsTier.Guard : BoundsTier.Explicit, module.Compile().Tier);
        Assert.Equal(module.Compile().Tier, module.Compile(Guard).Tier);
        Assert.Equal(BoundsTier.Explicit, module.Compile(Explicit).Tier);
        Assert.Equal(BoundsTier.Explicit, Wat.Module("(func (export \"f\"))").Compile(Guard).Tier);
    }

    [Fact]
    public void LoadsThatStraddleTheEndTrapWhateverBecomesOfTheirValue()
    {
        var text = new StringBuilder("(memory 1) (data (i32.const 65520) \"\\81\\92\\a3\\b4\\c5\\d6\\e7\\f8\\01\\12\\23\\34\\45\\56\\67\\78\")");
        var names = new List<string>();
        foreach (var load in Loads)
        {
            var type = TypeOf(load);
            foreach (var (use, index) in Uses[type].Select((use, index) => (use, index)))
            {
                foreach (var offset in new[] { 0, 5 })
                {
                    names.Add($"{load} {offset} {index}");
                    var value = load.EndsWith("_lane", StringComparison.Ordinal)
                        ? $"({load} offset={offset} 1 (local.get 0) (v128.const i64x2 5 6))"
                        : $"({load} offset={offset} (local.get 0))";
                    text.Append(System.Globalization.CultureInfo.InvariantCulture, $"(func (export \"{names[^1]}\") (param i32) (result i32) (local $x {type}) {use.Replace("$v", value, StringComparison.Ordinal)})\n");
                }
            }
        }

        SameInBothTiers(text.ToString(), names, [.. Enumerable.Range(End - 24, 28), -1, int.MinValue]);
    }

    [Fact]
    public void StoresThatStraddleTheEndWriteNothing()
    {
        var text = new StringBuilder("(memory 1)");
        foreach (var store in Stores)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"(func (export \"{store}\") (param i32) (result i32) ({store} offset=3 {(store.EndsWith("_lane", StringComparison.Ordinal) ? "1" : "")} (local.get 0) ({TypeOf(store)}.const {(TypeOf(store) == "v128" ? "i64x2 -1 -1" : "-1")})) (i32.const 0))\n");
        }

        // Neighbours that a compiler would like to write at once.
        text.Append("""
            (func (export "bytes") (param i32) (result i32)
              (i32.store8 (local.get 0) (i32.const 1)) (i32.store8 offset=1 (local.get 0) (i32.const 2)) (i32.store8 offset=2 (local.get 0) (i32.const 3)) (i32.store8 offset=3 (local.get 0) (i32.const 4)) (i32.const 0))
            (func (export "words") (param i32) (result i32)
              (i64.store (local.get 0) (i64.const 1)) (i64.store offset=8 (local.get 0) (i64.const 2)) (i32.const 0))
            (func (export "vectors") (param i32) (result i32)
              (v128.store (local.get 0) (v128.const i64x2 1 2)) (v128.store offset=16 (local.get 0) (v128.const i64x2 1 2)) (i32.const 0))
            (func (export "down") (param i32) (result i32)
              (i32.store8 offset=1 (local.get 0) (i32.const 1)) (i32.store8 (local.get 0) (i32.const 2)) (i32.const 0))
            """);
        SameInBothTiers(text.ToString(), [.. Stores, "bytes", "words", "vectors", "down"], [.. Enumerable.Range(End - 34, 38), -1]);
    }

    [Fact]
    public void WhatWasDoneBeforeATrapIsDone()
    {
        const string Text = """
            (import "h" "seen" (func $seen (param i32))) (memory 1) (global $n (export "n") (mut i32) (i32.const 0))
            (func (export "globals") (param i32) (result i32) (local $i i32)
              (loop $l
                (global.set $n (local.get $i))
                (i32.store (i32.mul (local.get $i) (local.get 0)) (local.get $i))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br_if $l (i32.lt_u (local.get $i) (i32.const 1000))))
              (global.get $n))
            (func (export "nested") (param i32) (result i32) (local $i i32) (local $j i32)
              (loop $o (local.set $j (i32.const 3))
                (loop $p (local.set $j (i32.sub (local.get $j) (i32.const 1))) (br_if $p (local.get $j)))
                (call $seen (local.get $i))
                (drop (i64.load (i32.mul (local.get $i) (local.get 0))))
                (if (i32.and (local.get $i) (i32.const 1)) (then (i64.store8 (i32.mul (local.get $i) (local.get 0)) (i64.const 1))))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br_if $o (i32.lt_u (local.get $i) (i32.const 100))))
              (i32.const 1))
            (func (export "divide") (param i32) (result i32) (i32.div_u (i32.load (local.get 0)) (i32.const 0)))
            (func (export "divided") (param i32) (result i32) (i32.load (i32.div_u (local.get 0) (i32.const 0))))
            """;
        SameInBothTiers(Text, ["globals", "nested", "divide", "divided"], [0, 100, 1000, 4096, 65529, 65536, 70_000]);
    }

    [Fact]
    public void TheTrapNamesItsFunctionAndTheNextCallRuns()
    {
        using var instance = Wat.Instance("""
            (memory 1)
            (func $inner (param i32) (result i32) (i32.load (local.get 0)))
            (func (export "outer") (param i32) (result i32) (i32.add (call $inner (local.get 0)) (i32.const 1)))
            """, compile: Guard);
        for (var i = 0; i < 100; i++)
        {
            var outcome = instance.Call("outer", WasmValue.From(End));
            Assert.Equal(TrapKind.MemoryOutOfBounds, outcome.Trap);
            Assert.Contains("#0", outcome.Detail, StringComparison.Ordinal);
            Assert.Equal(1, instance.Get("outer", WasmValue.From(16)).AsI32);
        }
    }

    [Fact]
    public void ANullReferenceOfTheHostIsTheHosts()
    {
        string? nothing = null;
        var imports = new ImportSet().Function("h", "null", (Func<int>)(() => nothing!.Length));
        using var instance = Wat.Instance("""
            (import "h" "null" (func $null (result i32))) (memory 1)
            (func (export "f") (result i32) (call $null))
            (func (export "trap") (param i32) (result i32) (i32.load (local.get 0)))
            """, imports, Guard);
        Assert.Throws<NullReferenceException>(() => instance.Call("f"));
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("trap", WasmValue.From(-4)).Trap);
        Assert.Throws<NullReferenceException>(() => instance.Call("f"));
        Assert.True(instance.Call("trap", WasmValue.From(4)).IsOk);
    }

    [Fact]
    public void AHostFunctionMayMeetTrapsOfItsOwnCalls()
    {
        WasmInstance? inner = null;
        var imports = new ImportSet().Function("h", "again", (Func<int, int>)(depth => (int)inner!.Call("f", WasmValue.From(depth - 1)).Trap));
        using var instance = inner = Wat.Instance("""
            (import "h" "again" (func $again (param i32) (result i32))) (memory 1)
            (func (export "f") (param i32) (result i32)
              (if (local.get 0) (then (drop (call $again (local.get 0)))))
              (i32.load (i32.const 65535)))
            """, imports, Guard);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("f", WasmValue.From(20)).Trap);
    }

    [Fact]
    public unsafe void AMemoryWithoutGuardGetsComparedCode()
    {
        var pages = (byte*)NativeMemory.AlignedAlloc(2 * WasmMemory.PageBytes, 4096);
        new Span<byte>(pages, 2 * WasmMemory.PageBytes).Clear();
        pages[WasmMemory.PageBytes] = 77;
        const string Body = "(func (export \"f\") (param i32) (result i32) (i32.load8_u (local.get 0)))";
        var own = Wat.Module("(memory 1)" + Body).Compile(Guard);
        var imported = Wat.Module("(import \"m\" \"m\" (memory 1))" + Body).Compile(Guard);
        using (var first = own.Instantiate(new ImportSet(), new InstanceOptions { Memory = WasmMemory.Over(pages, 1, 1) }).Value)
        using (var second = imported.Instantiate(new ImportSet().Memory("m", "m", WasmMemory.Over(pages, 1, 1))).Value)
        using (var third = own.Instantiate(new ImportSet()).Value)
        {
            Assert.Equal(BoundsTier.Explicit, first.Code.Tier);
            Assert.Equal(BoundsTier.Explicit, second.Code.Tier);
            Assert.Equal(own.Tier, third.Code.Tier);
            foreach (var instance in new[] { first, second, third })
            {
                Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("f", WasmValue.From(End)).Trap);
                Assert.Equal(0, instance.Get("f", WasmValue.From(End - 1)).AsI32);
            }
        }

        NativeMemory.AlignedFree(pages);
    }

    [Fact]
    public void PagesGivenUpByAResetAreOutOfBoundsAgain()
    {
        using var instance = Wat.Instance("(memory 1 9) (func (export \"grow\") (result i32) (memory.grow (i32.const 3))) (func (export \"get\") (param i32) (result i32) (i32.load8_u (local.get 0))) (func (export \"set\") (param i32) (i32.store8 (local.get 0) (i32.const 1)))", compile: Guard);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("get", WasmValue.From(End)).Trap);
            Assert.Equal(1, instance.Get("grow").AsI32);
            Assert.Equal(0, instance.Get("get", WasmValue.From((4 * End) - 1)).AsI32);
            Assert.True(instance.Call("set", WasmValue.From((4 * End) - 1)).IsOk);
            instance.ResetToInitial([]);
        }
    }

    [Fact]
    public void ThreadsTrapIndependently()
    {
        var code = Wat.Module("(memory 1) (func (export \"f\") (param i64) (result i32) (i32.load8_u (i32.wrap_i64 (local.get 0))))").Compile(Guard);
        var wrong = 0;
        var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            using var instance = code.Instantiate(new ImportSet()).Value;
            var f = instance.Function("f").Value;
            for (var i = 0; i < 500; i++)
            {
                var inside = (i + number) % 3 == 0;
                var outcome = f.Run(inside ? i : End + i, out _);
                if (outcome.IsOk != inside || (!inside && outcome.Trap != TrapKind.MemoryOutOfBounds))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void ThousandsOfMemoriesComeAndGo()
    {
        var code = Wat.Module("(memory 1) (func (export \"f\") (param i64) (result i32) (i32.load8_u (i32.wrap_i64 (local.get 0))))").Compile(Guard);
        for (var i = 0; i < 3000; i++)
        {
            using var instance = code.Instantiate(new ImportSet()).Value;
            Assert.Equal(code.Tier, instance.Code.Tier);
            if (i % 100 == 0)
            {
                Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Function("f").Value.Run(End, out _).Trap);
            }
        }
    }

    private static string TypeOf(string access) => access[..access.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>Calls each function with each argument in both tiers, and compares outcome, result, fuel, what the host was told, global and memory.</summary>
    private static void SameInBothTiers(string text, IReadOnlyList<string> exports, int[] arguments)
    {
        var seen = new List<int>();
        var imports = new ImportSet().Function("h", "seen", (Action<int>)seen.Add);
        var module = Wat.Module(text);
        using var guarded = module.Compile(Guard).Instantiate(imports).Value;
        using var compared = module.Compile(Explicit).Instantiate(imports).Value;
        var different = new List<string>();
        var trapped = 0;
        foreach (var export in exports)
        {
            foreach (var argument in arguments)
            {
                var expected = Run(compared, export, argument, seen);
                var actual = Run(guarded, export, argument, seen);
                if (expected != actual)
                {
                    different.Add($"{export} of {argument}: {expected} compared, {actual} guarded");
                }

                trapped += expected.Trap == TrapKind.MemoryOutOfBounds ? 1 : 0;
            }
        }

        Assert.Empty(different);
        Assert.True(trapped >= exports.Count);
    }

    private static (TrapKind Trap, string? Detail, int Result, long Fuel, string Seen, int Global, string Tail) Run(WasmInstance instance, string export, int argument, List<int> seen)
    {
        instance.ResetToInitial([]);
        instance.Fuel = 1_000_000;
        seen.Clear();
        var results = new WasmValue[1];
        var outcome = instance.Function(export).Value.Invoke([WasmValue.From(argument)], results);
        var global = instance.TryGetGlobal("n", out var found) ? found.Value.AsI32 : 0;
        return (outcome.Trap, outcome.Detail, results[0].AsI32, instance.Fuel, string.Join(' ', seen), global, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(instance.Memory!.Span)));
    }
}
