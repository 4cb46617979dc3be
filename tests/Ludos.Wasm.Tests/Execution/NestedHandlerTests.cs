using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

public class NestedHandlerTests
{
    /// <summary>Found by the differential fuzzer: the just-in-time compiler crashed on handlers that begin where a branch lands.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void HandlersMayBeginTogetherWhereABranchLands(int skip)
    {
        using var instance = Wat.Instance("""
            (tag $e (param i32)) (global $g (mut i32) (i32.const 0)) (func $x (throw $e (i32.const 7)))
            (func (export "f") (param i32) (result i32)
              (block (br_if 0 (local.get 0)))
              (block $outer (result i32)
                (try_table (catch $e $outer)
                  (block $inner (result i32)
                    (try_table (catch $e $inner) (call $x))
                    (i32.const 5))
                  (drop)
                  (loop (global.get $g) (if (then (call $x)) (else (global.set $g (i32.const 1)) (br 1)))))
                (i32.const 6)))
            """, compile: new CompileOptions { JitNow = true });
        Assert.Equal(7, instance.Get("f", WasmValue.From(skip)).AsI32);
    }
}
