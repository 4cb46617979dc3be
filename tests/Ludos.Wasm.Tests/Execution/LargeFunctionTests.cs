using System.Globalization;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

public class LargeFunctionTests
{
    /// <summary>Large functions are divided; only the body of a try_table is not, and a function that is too large because of one is listed.</summary>
    [Theory]
    [InlineData(100, false, false)]
    [InlineData(8_000, false, false)]
    [InlineData(100, true, false)]
    [InlineData(8_000, true, true)]
    public void FunctionsTooLargeToOptimiseAreDividedOrListedAndRun(int steps, bool guarded, bool listed)
    {
        // Steps x = x * 3 + i, with a store and a load between.
        var text = new System.Text.StringBuilder("(memory 1) (func (export \"f\") (param i32) (result i32)");
        text.Append(guarded ? "(block $h (try_table (catch_all $h) " : "");
        for (var i = 0; i < steps; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"(i32.store offset={i % 1000 * 4} (i32.const 0) (i32.add (i32.mul (local.get 0) (i32.const 3)) (i32.const {i}))) (local.set 0 (i32.load offset={i % 1000 * 4} (i32.const 0)))");
        }

        using var instance = Wat.Instance(text.Append(guarded ? "))" : "").Append("(local.get 0))").ToString());
        Assert.Equal(listed ? [0] : [], instance.Code.UnoptimisedFunctions);
        var expected = 5;
        for (var i = 0; i < steps; i++)
        {
            expected = unchecked((expected * 3) + i);
        }

        Assert.Equal(expected, instance.Get("f", WasmValue.From(5)).AsI32);
    }

    [Fact]
    public void ManyParametersAndResultsCross()
    {
        const int Count = 60;
        var types = string.Concat(Enumerable.Range(0, Count).Select(i => (i % 4) switch { 0 => " i32", 1 => " i64", 2 => " f32", _ => " f64" }));
        var gets = string.Concat(Enumerable.Range(0, Count).Select(i => $"(local.get {i})"));
        using var instance = Wat.Instance($"""
            (type $t (func (param{types}) (result{types}))) (table 1 funcref) (elem (i32.const 0) $g)
            (func $g (type $t) {gets})
            (func (export "f") (type $t) {gets} (call $g) (call_indirect (type $t) (i32.const 0)))
            """);
        var values = Enumerable.Range(0, Count).Select(i => (i % 4) switch
        {
            0 => WasmValue.From(i),
            1 => WasmValue.From((long)i << 33),
            2 => WasmValue.From(i + 0.5f),
            _ => WasmValue.From(i + 0.25),
        }).ToArray();
        var results = new WasmValue[Count];
        Assert.True(instance.Function("f").Value.Invoke(values, results).IsOk);
        Assert.Equal(values, results);
    }
}
