using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

/// <summary>Integer selects become arithmetic by what is known of their operands; each way must choose what the standard says.</summary>
public class SelectTests
{
    // a: parameter 0, b: parameter 1, c: the condition, parameter 2; local 3 is a flag, 4 and 5 are free.
    [Theory]
    [InlineData("local.get 0 local.get 1 local.get 2 select", 0)]
    [InlineData("local.get 0 local.get 0 local.get 2 select", 1)]
    [InlineData("local.get 0 i32.const 1 i32.add local.get 0 local.get 2 select", 2)]
    [InlineData("local.get 0 i32.const 1 i32.add local.tee 4 local.get 0 local.get 2 select", 2)]
    [InlineData("local.get 0 local.get 0 i32.const 1 i32.add local.tee 4 local.get 2 select", 3)]
    [InlineData("local.get 0 i32.const 7 i32.sub local.get 0 local.get 2 select", 4)]
    [InlineData("local.get 0 i32.const 0 local.get 2 select", 5)]
    [InlineData("i32.const 0 local.get 1 local.get 2 select", 6)]
    [InlineData("i32.const -5 i32.const 100 local.get 2 select", 7)]
    [InlineData("i32.const 1 i32.const 0 local.get 2 select", 8)]
    [InlineData("local.get 0 local.get 1 local.get 0 local.get 1 i32.gt_s select", 9)]
    [InlineData("local.get 2 i32.const 0 i32.ne local.set 3 local.get 0 local.get 1 local.get 3 select", 0)]
    [InlineData("local.get 0 i32.const 3 i32.add local.tee 4 local.get 0 i32.const 9 i32.add local.set 0 local.get 0 local.get 2 select", 10)]
    [InlineData("local.get 0 i32.const 1 i32.add local.set 4 local.get 1 local.set 0 local.get 4 local.get 0 local.get 2 select", 11)]
    [InlineData("local.get 0 i32.const 0xA001 i32.xor local.get 0 local.get 2 select", 13)]
    [InlineData("local.get 0 i32.const 0xA001 i32.xor local.tee 4 local.get 0 i32.const 3 i32.xor local.get 2 select", 14)]
    [InlineData("local.get 0 i32.const 0xA001 i32.xor local.get 0 i32.const 1 i32.add local.get 2 select", 15)]
    public void ChoosesTheOperand(string body, int expected)
    {
        using var instance = Wat.Instance($"""(func (export "f") (param i32 i32 i32) (result i32) (local i32 i32 i32) {body})""");
        foreach (var (a, b) in ((int, int)[])[(5, 9), (-1, 0), (int.MinValue, int.MaxValue), (0, -1), (int.MaxValue, 1)])
        {
            foreach (var c in (int[])[0, 1, 2, -1, int.MinValue])
            {
                Assert.Equal(Expected(expected, a, b, c != 0), instance.Get("f", WasmValue.From(a), WasmValue.From(b), WasmValue.From(c)).AsI32);
            }
        }
    }

    [Theory]
    [InlineData("local.get 0 local.get 1 local.get 2 select", 0)]
    [InlineData("local.get 0 i64.const 1 i64.add local.get 0 local.get 2 select", 2)]
    [InlineData("local.get 0 local.get 0 i64.const 1 i64.add local.get 2 select", 3)]
    [InlineData("local.get 0 i64.const 0x100000000 i64.add local.get 0 local.get 2 select", 12)]
    [InlineData("local.get 0 i64.const 0 local.get 2 select", 5)]
    [InlineData("i64.const 0 local.get 1 local.get 2 select", 6)]
    public void ChoosesTheWideOperand(string body, int expected)
    {
        using var instance = Wat.Instance($"""(func (export "f") (param i64 i64 i32) (result i64) {body})""");
        foreach (var (a, b) in ((long, long)[])[(5, 9), (-1, 0), (long.MinValue, long.MaxValue), (0x1_0000_0000, -1)])
        {
            foreach (var c in (int[])[0, 1, 2, -1, int.MinValue])
            {
                Assert.Equal(Expected(expected, a, b, c != 0), instance.Get("f", WasmValue.From(a), WasmValue.From(b), WasmValue.From(c)).AsI64);
            }
        }
    }

    // What is known before a loop is not known inside it: $old is one more than $x at the first arrival only.
    [Fact]
    public void WhatHeldBeforeALoopIsForgottenInIt()
    {
        using var instance = Wat.Instance("""
            (func (export "f") (param $x i32) (param $c i32) (result i32) (local $old i32) (local $n i32)
              (local.set $old (i32.add (local.get $x) (i32.const 1)))
              (loop $again
                (local.set $n (i32.add (i32.mul (local.get $n) (i32.const 100)) (select (local.get $old) (local.get $x) (local.get $c))))
                (local.set $x (i32.add (local.get $x) (i32.const 5)))
                (br_if $again (i32.lt_s (local.get $x) (i32.const 20))))
              (local.get $n))
            """);
        Assert.Equal(1111, instance.Get("f", WasmValue.From(10), WasmValue.From(1)).AsI32);
        Assert.Equal(1015, instance.Get("f", WasmValue.From(10), WasmValue.From(0)).AsI32);
    }

    private static int Expected(int rule, int a, int b, bool c) => unchecked((int)Expected(rule, (long)a, b, c));

    private static long Expected(int rule, long a, long b, bool c) => unchecked(rule switch
    {
        0 => c ? a : b,
        1 => a,
        2 => c ? a + 1 : a,
        3 => c ? a : a + 1,
        4 => c ? a - 7 : a,
        5 => c ? a : 0,
        6 => c ? 0 : b,
        7 => c ? -5 : 100,
        8 => c ? 1 : 0,
        9 => a > b ? a : b,
        10 => c ? a + 3 : a + 9,
        11 => c ? a + 1 : b,
        12 => c ? a + 0x1_0000_0000 : a,
        13 => c ? a ^ 0xA001 : a,
        14 => c ? a ^ 0xA001 : a ^ 3,
        _ => c ? a ^ 0xA001 : a + 1,
    });

    /// <summary>Of references the written type counts: the first operand's is narrower and cannot be null, the second is null.</summary>
    [Fact]
    public void ASelectOfReferencesHasTheTypeThatIsWritten()
    {
        using var instance = Wat.Instance("""
            (type $s (struct (field i64))) (type $a (array i32))
            (func (export "f") (param i32) (result i32) (ref.test (ref $a) (select (result anyref) (struct.new_default $s) (ref.null any) (local.get 0))))
            (func (export "g") (param i32) (result i32) (ref.test (ref $s) (select (result anyref) (array.new_default $a (i32.const 1)) (struct.new_default $s) (local.get 0))))
            """);
        Assert.Equal(0, instance.Get("f", WasmValue.From(0)).AsI32);
        Assert.Equal(0, instance.Get("f", WasmValue.From(1)).AsI32);
        Assert.Equal(1, instance.Get("g", WasmValue.From(0)).AsI32);
        Assert.Equal(0, instance.Get("g", WasmValue.From(1)).AsI32);
    }
}
