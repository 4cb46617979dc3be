using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>Shuffles by constant lanes: one instruction of the machine where it has one.</summary>
internal sealed partial class FunctionCompiler
{
    private void Shuffle(Vector128<byte> lanes)
    {
        var recipe = ShuffleRecipe.Of(lanes);
        var second = _stack.PopLazy();
        var first = _stack.PopLazy();
        var (a, b) = recipe.Swapped ? (second, first) : (first, second);
        if (recipe.Kind == ShuffleKind.One)
        {
            ShuffleOne(recipe, a);
        }
        else if (!VectorOpsX86.IsSupported || !ShuffleOnX86(recipe, a, b))
        {
            ShuffleTwo(recipe, a, b);
        }

        _stack.Release(first);
        _stack.Release(second);
        _stack.PushEvaluated(ValueType.V128, 1);
    }

    private void ShuffleOne(ShuffleRecipe recipe, Entry operand)
    {
        var element = recipe.LaneBytes switch { 8 => typeof(long), 4 => typeof(int), 2 => typeof(short), _ => typeof(byte) };
        var indices = recipe.WideIndices();
        _stack.LoadCopy(operand);
        SeenAsOf(element);
        _il.LoadVector(recipe.LaneBytes switch
        {
            8 => Vector128.Create(indices).AsByte(),
            4 => Vector128.Create(Array.ConvertAll(indices, index => (int)index)).AsByte(),
            2 => Vector128.Create(Array.ConvertAll(indices, index => (short)index)).AsByte(),
            _ => Vector128.Create(recipe.Lanes),
        });
        SeenAsOf(element);
        _il.Emit(OpCodes.Call, VectorMembers.Of(nameof(Vector128.Shuffle), element, 2));
        SeenAsBytesOf(element);
    }

    private bool ShuffleOnX86(ShuffleRecipe recipe, Entry a, Entry b)
    {
        switch (recipe.Kind)
        {
            case ShuffleKind.InterleaveLow:
                Interleave(nameof(Sse2.UnpackLow), recipe.LaneBytes, a, b);
                return true;
            case ShuffleKind.InterleaveHigh:
                Interleave(nameof(Sse2.UnpackHigh), recipe.LaneBytes, a, b);
                return true;
            case ShuffleKind.Window:
                _stack.LoadCopy(b);
                _stack.LoadCopy(a);
                _il.LoadInt(recipe.Lanes[0]);
                CallX86(typeof(Ssse3), nameof(Ssse3.AlignRight), VectorMembers.Vector, VectorMembers.Vector, typeof(byte));
                return true;
            case ShuffleKind.Halves:
                Halves(recipe, a, b);
                return true;
            case ShuffleKind.Two when Avx512Vbmi.VL.IsSupported:
                _stack.LoadCopy(a);
                _il.LoadVector(Vector128.Create(recipe.Lanes));
                _stack.LoadCopy(b);
                CallX86(typeof(Avx512Vbmi.VL), nameof(Avx512Vbmi.VL.PermuteVar16x8x2), VectorMembers.Vector, VectorMembers.Vector, VectorMembers.Vector);
                return true;
            default:
                return false;
        }
    }

    private void Interleave(string name, int laneBytes, Entry a, Entry b)
    {
        var element = laneBytes switch { 8 => typeof(long), 4 => typeof(int), 2 => typeof(short), _ => typeof(byte) };
        var vector = typeof(Vector128<>).MakeGenericType(element);
        _stack.LoadCopy(a);
        SeenAsOf(element);
        _stack.LoadCopy(b);
        SeenAsOf(element);
        CallX86(typeof(Sse2), name, vector, vector);
        SeenAsBytesOf(element);
    }

    private void Halves(ShuffleRecipe recipe, Entry a, Entry b)
    {
        const int LaneBits = 2;
        var control = 0;
        for (var i = 0; i < 4; i++)
        {
            control |= (recipe.Lanes[i * 4] / 4 % 4) << (i * LaneBits);
        }

        _stack.LoadCopy(a);
        SeenAsOf(typeof(float));
        _stack.LoadCopy(b);
        SeenAsOf(typeof(float));
        _il.LoadInt(control);
        CallX86(typeof(Sse), nameof(Sse.Shuffle), typeof(Vector128<float>), typeof(Vector128<float>), typeof(byte));
        SeenAsBytesOf(typeof(float));
    }

    private void ShuffleTwo(ShuffleRecipe recipe, Entry a, Entry b)
    {
        if (recipe.Kind == ShuffleKind.Blend)
        {
            _il.LoadVector(recipe.FirstMask());
            _stack.LoadCopy(a);
            _stack.LoadCopy(b);
            _il.Emit(OpCodes.Call, VectorMembers.Of(nameof(Vector128.ConditionalSelect), typeof(byte), 3));
            return;
        }

        var shuffle = VectorMembers.Of(nameof(Vector128.Shuffle), typeof(byte), 2);
        _stack.LoadCopy(a);
        _il.LoadVector(recipe.IndicesInto(0));
        _il.Emit(OpCodes.Call, shuffle);
        _stack.LoadCopy(b);
        _il.LoadVector(recipe.IndicesInto(1));
        _il.Emit(OpCodes.Call, shuffle);
        _il.Emit(OpCodes.Call, VectorMembers.Of(nameof(Vector128.BitwiseOr), typeof(byte), 2));
    }

    private void CallX86(Type owner, string name, params Type[] parameters) =>
        _il.Emit(OpCodes.Call, owner.GetMethod(name, parameters) ?? throw new MissingMethodException(owner.FullName, name));
}
