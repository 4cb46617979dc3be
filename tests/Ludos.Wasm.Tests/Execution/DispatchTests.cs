using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

/// <summary>An interpreter's loop, whose head is copied to each branch back: the same results, traps and fuel as without copies.</summary>
public class DispatchTests
{
    // Code: 0 adds one, 1 doubles, 2 goes back to the start while below a hundred, 3 ends; anything else is skipped by the default.
    private const string Interpreter = """
        (memory 1) (data (i32.const 0) "\00\01\07\02\03")
        (func (export "run") (param $at i32) (result i32) (local $op i32) (local $value i32)
          (loop $next
            (block $end (block $back (block $double (block $add
              (local.set $op (i32.load8_u (local.get $at)))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (br_table $add $double $back $end $next (local.get $op)))
              (local.set $value (i32.add (local.get $value) (i32.const 1)))
              (br $next))
              (local.set $value (i32.mul (local.get $value) (i32.const 2)))
              (br $next))
              (if (i32.lt_s (local.get $value) (i32.const 100)) (then (local.set $at (i32.const 0)) (br $next)))
              (br $next))
          )
          (local.get $value))
        """;

    [Fact]
    public void RunsAsWritten()
    {
        using var instance = Wat.Instance(Interpreter);
        instance.Fuel = 1000;
        Assert.Equal(126, instance.Get("run", WasmValue.From(0)).AsI32);

        // An entry; six rounds of four codes, and the end.
        Assert.Equal(1000 - 1 - (6 * 4) - 1, instance.Fuel);
    }

    [Fact]
    public void RunsOutOfFuelWhereItWould()
    {
        using var instance = Wat.Instance(Interpreter);
        instance.Fuel = 26;
        Assert.True(instance.Call("run", WasmValue.From(0)).IsOk);
        Assert.Equal(0, instance.Fuel);
        instance.Fuel = 25;
        Assert.Equal(TrapKind.OutOfFuel, instance.Call("run", WasmValue.From(0)).Trap);
        Assert.Equal(-1, instance.Fuel);
    }

    [Fact]
    public void CopiesTrapToo()
    {
        using var instance = Wat.Instance(Interpreter);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("run", WasmValue.From(65_536)).Trap);

        // Zeros up to the end of the memory: the copy behind the addition reads past it.
        instance.Fuel = 100_000;
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("run", WasmValue.From(65_530)).Trap);
        Assert.Equal(100_000 - 1 - 7, instance.Fuel);
    }
}
