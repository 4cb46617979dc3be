using Ludos.Wasm.Compilation;
using Ludos.Wasm.Instructions;
using Xunit;

namespace Ludos.Wasm.Tests.Vectors;

public class VectorTableTests
{
    [Fact]
    public void EveryInstructionIsThereOnce()
    {
        Assert.Equal(236 + 20, VectorTable.All.Count());
        Assert.Equal(VectorTable.All.Count(), VectorTable.All.Select(row => row.Name).Distinct().Count());
        Assert.Equal(VectorTable.All.Select(row => row.Code), VectorTable.All.Select(row => row.Code).Order());
    }

    [Theory]
    [InlineData("v128.load64_splat", 0x0A)]
    [InlineData("f64x2.replace_lane", 0x22)]
    [InlineData("i32x4.ge_u", 0x40)]
    [InlineData("f64x2.promote_low_f32x4", 0x5F)]
    [InlineData("i8x16.avgr_u", 0x7B)]
    [InlineData("i16x8.extmul_high_i8x16_u", 0x9F)]
    [InlineData("i64x2.extmul_high_i32x4_u", 0xDF)]
    [InlineData("f64x2.convert_low_i32x4_u", 0xFF)]
    [InlineData("i32x4.relaxed_dot_i8x16_i7x16_add_s", 0x113)]
    public void Numbers(string name, int code) => Assert.Equal(code, VectorTable.All.Single(row => row.Name == name).Code);

    [Fact]
    public void NumbersThatNobodyHasAreMalformed()
    {
        foreach (var code in Enumerable.Range(0, 0x120).Where(code => VectorTable.All.All(row => row.Code != code)))
        {
            var body = new byte[] { 0xFD, (byte)((code & 0x7F) | 0x80), (byte)(code >> 7) };
            var decoded = WasmModule.Decode(VectorModule.Bytes([], [], body));
            Assert.Equal(WasmErrorCode.Malformed, decoded.Fault?.Code);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EveryComputationHasARecipeThatTakesItsOperands(bool forX86)
    {
        foreach (var row in VectorTable.All.Where(row => row.Form is VectorForm.Unary or VectorForm.Binary or VectorForm.Ternary or VectorForm.Test or VectorForm.Shift))
        {
            var recipe = VectorRecipes.Choose(row, forX86);
            var operands = row.Form switch { VectorForm.Unary or VectorForm.Test => 1, VectorForm.Ternary => 3, _ => 2 };
            Assert.Equal(operands + (recipe.Constant is null ? 0 : 1), recipe.Parameters.Length);
        }
    }

    [Fact]
    public void LanesBeyondTheShapeAreInvalid()
    {
        foreach (var row in VectorTable.All.Where(row => row.Form is VectorForm.Extract or VectorForm.Replace))
        {
            byte[] operands = row.Form == VectorForm.Extract ? [0x20, 0] : [0x20, 0, 0x20, 1];
            byte[] parameters = row.Form == VectorForm.Extract ? [0x7B] : [0x7B, VectorModule.Scalar(row.Shape.Scalar)];
            byte[] result = row.Form == VectorForm.Extract ? [VectorModule.Scalar(row.Shape.Scalar)] : [0x7B];
            Assert.True(WasmModule.Decode(VectorModule.Bytes(parameters, result, [.. operands, .. VectorModule.Code(row), (byte)(row.Shape.Lanes - 1)])).IsOk, row.Name);
            var refused = WasmModule.Decode(VectorModule.Bytes(parameters, result, [.. operands, .. VectorModule.Code(row), (byte)row.Shape.Lanes]));
            Assert.Equal(WasmErrorCode.Invalid, refused.Fault?.Code);
        }
    }
}
