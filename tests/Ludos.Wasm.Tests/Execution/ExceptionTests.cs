using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

public class ExceptionTests
{
    [Fact]
    public void WhatNothingCatchesReachesTheHostWithItsValues()
    {
        using var instance = Wat.Instance("""
            (tag $t (export "t") (param i32 i64 f32 f64 externref))
            (func (export "f") (param externref) (throw $t (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4) (local.get 0)))
            """);
        var handle = new object();
        var outcome = instance.Call("f", WasmValue.FromRef(handle));
        Assert.False(outcome.IsOk);
        Assert.Equal(TrapKind.None, outcome.Trap);
        Assert.True(instance.TryGetTag("t", out var tag));
        Assert.Same(tag, outcome.Exception!.Tag);
        Assert.Equal([WasmValue.From(1), WasmValue.From(2L), WasmValue.From(3f), WasmValue.From(4d), WasmValue.FromRef(handle)], outcome.Exception.Values.ToArray());
        Assert.Contains("i32, i64", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void TagsAreToldApartByIdentityAcrossInstances()
    {
        using var thrower = Wat.Instance("""
            (tag $a (export "a") (param i32)) (tag $b (export "b") (param i32))
            (func (export "fa") (param i32) (throw $a (local.get 0))) (func (export "fb") (param i32) (throw $b (local.get 0)))
            """);
        Assert.True(thrower.TryGetTag("a", out var a));
        Assert.True(thrower.TryGetTag("b", out var b));
        var imports = new ImportSet().Tag("m", "a", a).Tag("m", "b", b).Function("m", "fa", thrower.Function("fa").Value).Function("m", "fb", thrower.Function("fb").Value);
        using var catcher = Wat.Instance("""
            (import "m" "a" (tag $a (param i32))) (import "m" "b" (tag $b (param i32)))
            (import "m" "fa" (func $fa (param i32))) (import "m" "fb" (func $fb (param i32))) (tag $own (param i32))
            (func (export "f") (param i32 i32) (result i32)
              (block $ha (result i32) (block $hb (result i32) (block $ho (result i32)
                (try_table (catch $own $ho) (catch $a $ha) (catch $b $hb)
                  (if (local.get 0) (then (call $fa (local.get 1))) (else (call $fb (local.get 1)))))
                (return (i32.const -1)))
                (return (i32.const -2)))
                (return (i32.add (i32.const 200))))
              (i32.add (i32.const 100)))
            """, imports);
        Assert.Equal(107, catcher.Get("f", WasmValue.From(1), WasmValue.From(7)).AsI32);
        Assert.Equal(207, catcher.Get("f", WasmValue.From(0), WasmValue.From(7)).AsI32);
    }

    [Fact]
    public void AnExceptionThatIsNotWantedPassesInnerHandlers()
    {
        using var instance = Wat.Instance("""
            (tag $a (param i32)) (tag $b)
            (func $deep (param i32) (block $h (try_table (catch $b $h) (throw $a (local.get 0)))))
            (func $wrap (param i32) (block $h (try_table (catch $b $h) (call $deep (local.get 0)))))
            (func (export "f") (param i32) (result i32)
              (block $h (result i32) (try_table (catch $a $h) (call $wrap (local.get 0))) (i32.const -1)))
            """);
        Assert.Equal(42, instance.Get("f", WasmValue.From(42)).AsI32);
    }

    [Fact]
    public void AReferenceThrowsTheSameExceptionAgain()
    {
        using var instance = Wat.Instance("""
            (tag $t (param i32))
            (func $catch (param i32) (result exnref) (local $caught exnref)
              (block $h (result i32 exnref) (try_table (catch_ref $t $h) (throw $t (local.get 0))) unreachable)
              (local.set $caught) (drop) (local.get $caught))
            (func (export "f") (param i32) (throw_ref (call $catch (local.get 0))))
            (func (export "null") (throw_ref (ref.null exn)))
            """);
        var outcome = instance.Call("f", WasmValue.From(11));
        Assert.Equal(11, outcome.Exception!.Values[0].AsI32);
        Assert.Equal(TrapKind.NullReference, instance.Call("null").Trap);
    }

    [Fact]
    public void TheHostThrowsIntoWasmAndHandsOn()
    {
        var tag = new WasmTag(DefinedType.Of(new FunctionType([ValueType.I32], [])));
        WasmFunction? inner = null;
        Action<int> thrower = value => throw new WasmException(tag, WasmValue.From(value));
        var imports = new ImportSet().Tag("host", "t", tag)
            .Function("host", "throw", thrower)
            .Function("host", "through", (int value) =>
            {
                var outcome = inner!.Invoke([WasmValue.From(value)], []);
                if (outcome.Exception is { } exception)
                {
                    throw exception;
                }
            });
        using var instance = Wat.Instance("""
            (import "host" "t" (tag $t (param i32))) (import "host" "throw" (func $throw (param i32))) (import "host" "through" (func $through (param i32)))
            (func (export "inner") (param i32) (throw $t (i32.add (local.get 0) (i32.const 1))))
            (func (export "direct") (param i32) (result i32) (block $h (result i32) (try_table (catch $t $h) (call $throw (local.get 0))) (i32.const -1)))
            (func (export "nested") (param i32) (result i32) (block $h (result i32) (try_table (catch $t $h) (call $through (local.get 0))) (i32.const -1)))
            """, imports);
        inner = instance.Function("inner").Value;
        Assert.Equal(5, instance.Get("direct", WasmValue.From(5)).AsI32);
        Assert.Equal(6, instance.Get("nested", WasmValue.From(5)).AsI32);
        Assert.Throws<ArgumentException>(() => new WasmException(tag));
    }

    [Fact]
    public void TrapsAndForeignExceptionsPassCatchAll()
    {
        Action trap = () => throw new HostTrapException("no");
        Action fail = () => throw new InvalidOperationException("host");
        var imports = new ImportSet().Function("host", "trap", trap).Function("host", "fail", fail);
        using var instance = Wat.Instance("""
            (import "host" "trap" (func $trap)) (import "host" "fail" (func $fail)) (memory 1)
            (func (export "trap") (block $h (try_table (catch_all $h) (call $trap))))
            (func (export "fail") (block $h (try_table (catch_all $h) (call $fail))))
            (func (export "unreachable") (block $h (try_table (catch_all $h) unreachable)))
            (func (export "memory") (param i32) (block $h (try_table (catch_all $h) (drop (i32.load (local.get 0))))))
            (func $deep (export "deep") (block $h (try_table (catch_all $h) (call $deep))))
            (func (export "spin") (block $h (try_table (catch_all $h) (loop $l (br $l)))))
            """, imports);
        Assert.Equal(TrapKind.HostError, instance.Call("trap").Trap);
        Assert.Throws<InvalidOperationException>(() => instance.Call("fail"));
        Assert.Equal(TrapKind.Unreachable, instance.Call("unreachable").Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("memory", WasmValue.From(-1)).Trap);
        Assert.Equal(TrapKind.StackExhausted, instance.Call("deep").Trap);
        instance.Fuel = 1_000;
        Assert.Equal(TrapKind.OutOfFuel, instance.Call("spin").Trap);
    }

    [Fact]
    public void FuelAndMemoryAreRightAfterACatch()
    {
        using var instance = Wat.Instance("""
            (tag $t) (memory 1 3)
            (func $grow (drop (memory.grow (i32.const 1))) (i32.store (i32.const 65536) (i32.const 77)) (throw $t))
            (func (export "f") (result i32) (local i32)
              (block $h (try_table (catch $t $h)
                (loop $l (local.set 0 (i32.add (local.get 0) (i32.const 1))) (br_if $l (i32.lt_u (local.get 0) (i32.const 10))))
                (call $grow)))
              (loop $m (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if $m (local.get 0)))
              (i32.load (i32.const 65536)))
            """);
        instance.Fuel = 100_000;
        Assert.Equal(77, instance.Get("f").AsI32);

        // One entry, ten loop heads, the callee's entry, a page, the throw, ten loop heads.
        Assert.Equal(100_000 - 1 - 10 - 1 - 1024 - 1000 - 10, instance.Fuel);
    }

    [Fact]
    public void BranchesLeaveProtectedBlocks()
    {
        using var instance = Wat.Instance("""
            (tag $t (param i32))
            (func (export "f") (param i32) (result i32 i64) (local $sum i32)
              (block $h (result i32)
                (block $out (result i32)
                  (loop $again
                    (try_table (catch $t $h)
                      (block $c (block $b (block $a
                        (br_table $a $b $c (local.get 0)))
                        (return (i32.const 10) (i64.const 100)))
                        (br $out (i32.const 20)))
                      (local.set $sum (i32.add (local.get $sum) (i32.const 1)))
                      (local.set 0 (i32.const 3))
                      (br_if $again (i32.lt_u (local.get $sum) (i32.const 5)))
                      (throw $t (local.get $sum)))
                    unreachable)
                  unreachable)
                (return (i64.const 200)))
              (i64.const 300))
            """);
        foreach (var (argument, first, second) in new[] { (0, 10, 100L), (1, 20, 200L), (2, 5, 300L) })
        {
            var results = new WasmValue[2];
            Assert.True(instance.Function("f").Value.Invoke([WasmValue.From(argument)], results).IsOk);
            Assert.Equal([WasmValue.From(first), WasmValue.From(second)], results);
        }
    }

    [Fact]
    public void WhatIsThrownAtTheStartIsNamed()
    {
        var made = Wat.Module("(tag $t (param i32)) (func $f (throw $t (i32.const 1))) (start $f)").Compile().Instantiate(new ImportSet());
        Assert.Equal(WasmErrorCode.InstantiationTrapped, made.Fault!.Code);
        Assert.Contains("not caught", made.Fault.Message, StringComparison.Ordinal);
    }
}
