using System.Reflection;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;
using Xunit;

namespace Ludos.Wasm.Tests.Vectors;

/// <summary>What this machine's recipe gives, compiled, against the portable one, called.</summary>
public class VectorRecipeTests
{
    private const int Rounds = 60;

    public static TheoryData<string> Computations =>
        [.. VectorTable.All.Where(row => row.Form is VectorForm.Unary or VectorForm.Binary or VectorForm.Ternary or VectorForm.Test or VectorForm.Shift).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Computations))]
    public void CompiledCodeGivesWhatThePortableRecipeGives(string name)
    {
        var row = VectorTable.All.Single(row => row.Name == name);
        var portable = VectorRecipes.Choose(row, forX86: false);
        var vectors = row.Form switch { VectorForm.Binary => 2, VectorForm.Ternary => 3, _ => 1 };
        using var instance = VectorModule.Instance(row);
        var function = instance.Function("f").Value;
        var operands = VectorOperands.For(row, Rounds * vectors, row.Code);
        var results = new WasmValue[1];
        for (var i = 0; i < operands.Length; i += vectors)
        {
            var arguments = operands.AsSpan(i, vectors).ToArray().Select(WasmValue.From).ToList();
            if (row.Form == VectorForm.Shift)
            {
                arguments.Add(WasmValue.From(i * 37));
            }

            Assert.True(function.Invoke([.. arguments], results).IsOk);
            var expected = Apply(row, portable, [.. arguments]);
            if (row.Form == VectorForm.Test)
            {
                Assert.Equal(expected.AsI32, results[0].AsI32);
            }
            else
            {
                Assert.Equal(VectorOperands.WithoutPayload(row.Shape, expected.AsV128), VectorOperands.WithoutPayload(row.Shape, results[0].AsV128));
            }
        }
    }

    private static WasmValue Apply(VectorInstruction row, VectorRecipe recipe, WasmValue[] operands)
    {
        var arguments = new object[recipe.Parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = recipe.Parameters[i];
            arguments[i] = i >= operands.Length ? See(recipe.Constant!.Value, type)
                : type == typeof(int) ? operands[i].AsI32 & ((row.Shape.LaneBytes * 8) - 1)
                : See(operands[recipe.Order?[i] ?? i].AsV128, type);
        }

        var result = recipe.Method.Invoke(null, arguments)!;
        foreach (var step in recipe.Then)
        {
            result = step.Invoke(null, [result])!;
        }

        return result switch
        {
            bool truth => WasmValue.From(truth != recipe.IsNegated ? 1 : 0),
            uint bits => WasmValue.From((int)bits),
            _ => WasmValue.From((Vector128<byte>)See(result, typeof(Vector128<byte>))),
        };
    }

    private static object See(object vector, Type asType)
    {
        var from = VectorMembers.ElementOf(vector.GetType());
        var to = VectorMembers.ElementOf(asType);
        return from == to ? vector : VectorMembers.As(from, to).Invoke(null, BindingFlags.Default, null, [vector], null)!;
    }
}
