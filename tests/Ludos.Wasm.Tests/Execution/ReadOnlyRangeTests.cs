using Ludos.Wasm.Text;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

/// <summary>Stores into what an instance was shown to read only, where each store is compared.</summary>
public sealed class ReadOnlyRangeTests
{
    private const int Start = 65_536;
    private const int Length = 4096;

    public static TheoryData<string, int> Stores => new()
    {
        { "(i32.store (local.get 0) (i32.const 1))", 4 },
        { "(i64.store (local.get 0) (i64.const 1))", 8 },
        { "(f32.store (local.get 0) (f32.const 1))", 4 },
        { "(f64.store (local.get 0) (f64.const 1))", 8 },
        { "(i32.store8 (local.get 0) (i32.const 1))", 1 },
        { "(i64.store16 (local.get 0) (i64.const 1))", 2 },
        { "(i64.store32 (local.get 0) (i64.const 1))", 4 },
        { "(v128.store (local.get 0) (v128.const i64x2 1 1))", 16 },
        { "(v128.store8_lane 3 (local.get 0) (v128.const i64x2 1 1))", 1 },
        { "(v128.store64_lane 1 (local.get 0) (v128.const i64x2 1 1))", 8 },
        { "(memory.fill (local.get 0) (i32.const 1) (i32.const 16))", 16 },
        { "(memory.copy (local.get 0) (i32.const 0) (i32.const 16))", 16 },
        { "(memory.init 0 (local.get 0) (i32.const 0) (i32.const 4))", 4 },
    };

    [Theory]
    [MemberData(nameof(Stores))]
    public void A_store_that_touches_the_range_is_a_trap_that_names_it(string store, int bytes)
    {
        var text = $"""(module (memory (export "m") 1) (data "abcd") (func (export "f") (param i32) {store}))""";
        var module = WasmModule.Decode(WasmText.Assemble(text).Value).Value;
        using var memory = WasmMemory.Allocate(3, 3);
        using var instance = module.Compile(new CompileOptions { Tier = BoundsTier.Explicit, ReadOnlyRange = true }).Instantiate(new ImportSet(), new InstanceOptions { Memory = memory }).Value;
        instance.SetReadOnlyRange(Start, Length, _ => "what is shown");
        var function = instance.Function("f").Value;
        foreach (var (address, traps) in new[] { (Start - bytes, false), (Start - bytes + 1, true), (Start, true), (Start + Length - 1, true), (Start + Length, false), (0, false) })
        {
            memory.Span.Clear();
            var outcome = function.Invoke([WasmValue.From(address)], []);
            Assert.Equal(traps ? TrapKind.ReadOnlyWindow : TrapKind.None, outcome.Trap);
            if (traps)
            {
                Assert.Contains("what is shown", outcome.Detail, StringComparison.Ordinal);
                Assert.Equal(-1, memory.Span.IndexOfAnyExcept((byte)0));
            }
        }
    }

    [Fact]
    public void The_range_cannot_lie_in_what_the_module_starts_with_nor_be_set_for_code_that_does_not_look()
    {
        var module = WasmModule.Decode(WasmText.Assemble("(module (memory 1))").Value).Value;
        using var looks = module.Compile(new CompileOptions { ReadOnlyRange = true }).Instantiate(new ImportSet()).Value;
        Assert.Throws<ArgumentOutOfRangeException>(() => looks.SetReadOnlyRange(0, 16, _ => null));
        using var blind = module.Compile(new CompileOptions()).Instantiate(new ImportSet()).Value;
        Assert.Throws<InvalidOperationException>(() => blind.SetReadOnlyRange(Start, 16, _ => null));
    }
}
