using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>Short forms of common instructions.</summary>
internal static class ILExtensions
{
    public static void LoadInt(this ILWriter il, int value)
    {
        if (value is >= -1 and <= 8)
        {
            il.Emit(value switch
            {
                -1 => OpCodes.Ldc_I4_M1,
                0 => OpCodes.Ldc_I4_0,
                1 => OpCodes.Ldc_I4_1,
                2 => OpCodes.Ldc_I4_2,
                3 => OpCodes.Ldc_I4_3,
                4 => OpCodes.Ldc_I4_4,
                5 => OpCodes.Ldc_I4_5,
                6 => OpCodes.Ldc_I4_6,
                7 => OpCodes.Ldc_I4_7,
                _ => OpCodes.Ldc_I4_8,
            });
        }
        else if (value is >= sbyte.MinValue and <= sbyte.MaxValue)
        {
            il.Emit(OpCodes.Ldc_I4_S, (sbyte)value);
        }
        else
        {
            il.Emit(OpCodes.Ldc_I4, value);
        }
    }

    public static void LoadLong(this ILWriter il, long value)
    {
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            il.LoadInt((int)value);
            il.Emit(OpCodes.Conv_I8);
        }
        else
        {
            il.Emit(OpCodes.Ldc_I8, value);
        }
    }

    public static void LoadArgument(this ILWriter il, int index)
    {
        switch (index)
        {
            case 0: il.Emit(OpCodes.Ldarg_0); break;
            case 1: il.Emit(OpCodes.Ldarg_1); break;
            case 2: il.Emit(OpCodes.Ldarg_2); break;
            case 3: il.Emit(OpCodes.Ldarg_3); break;
            case <= byte.MaxValue: il.Emit(OpCodes.Ldarg_S, (byte)index); break;
            default: il.Emit(OpCodes.Ldarg, (short)index); break;
        }
    }

    public static void StoreArgument(this ILWriter il, int index)
    {
        if (index <= byte.MaxValue)
        {
            il.Emit(OpCodes.Starg_S, (byte)index);
        }
        else
        {
            il.Emit(OpCodes.Starg, (short)index);
        }
    }

    /// <summary>Stores through the pointer beneath the value.</summary>
    public static void StoreIndirect(this ILWriter il, ValueType type)
    {
        if (type.Kind == ValueKind.V128)
        {
            il.Emit(OpCodes.Stobj, VectorMembers.Vector);
            return;
        }

        il.Emit(type.Kind switch
        {
            ValueKind.I32 => OpCodes.Stind_I4,
            ValueKind.I64 => OpCodes.Stind_I8,
            ValueKind.F32 => OpCodes.Stind_R4,
            ValueKind.F64 => OpCodes.Stind_R8,
            _ => OpCodes.Stind_Ref,
        });
    }

    public static void LoadIndirect(this ILWriter il, ValueType type)
    {
        if (type.Kind == ValueKind.V128)
        {
            il.Emit(OpCodes.Ldobj, VectorMembers.Vector);
            return;
        }

        il.Emit(type.Kind switch
        {
            ValueKind.I32 => OpCodes.Ldind_I4,
            ValueKind.I64 => OpCodes.Ldind_I8,
            ValueKind.F32 => OpCodes.Ldind_R4,
            ValueKind.F64 => OpCodes.Ldind_R8,
            _ => OpCodes.Ldind_Ref,
        });
    }

    /// <summary>A float's exact bits: a literal in IL would quiet a signalling NaN.</summary>
    public static void LoadConstant(this ILWriter il, ValueType type, long bits)
    {
        switch (type.Kind)
        {
            case ValueKind.I32:
                il.LoadInt((int)bits);
                break;
            case ValueKind.I64:
                il.LoadLong(bits);
                break;
            case ValueKind.F32 when !float.IsNaN(BitConverter.Int32BitsToSingle((int)bits)):
                il.Emit(OpCodes.Ldc_R4, BitConverter.Int32BitsToSingle((int)bits));
                break;
            case ValueKind.F32:
                il.LoadInt((int)bits);
                il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(NumericOps), nameof(NumericOps.SignallingF32)));
                break;
            case ValueKind.F64 when !double.IsNaN(BitConverter.Int64BitsToDouble(bits)):
                il.Emit(OpCodes.Ldc_R8, BitConverter.Int64BitsToDouble(bits));
                break;
            case ValueKind.F64:
                il.LoadLong(bits);
                il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(BitConverter), nameof(BitConverter.Int64BitsToDouble)));
                break;
            case ValueKind.V128:
                il.LoadVector(Vector128.CreateScalar(bits).AsByte());
                break;
            default:
                il.Emit(OpCodes.Ldnull);
                break;
        }
    }

    /// <summary>The just-in-time compiler folds it into one constant.</summary>
    public static void LoadVector(this ILWriter il, Vector128<byte> value)
    {
        if (value == Vector128<byte>.Zero)
        {
            il.Emit(OpCodes.Call, VectorMembers.Property(typeof(byte), nameof(Vector128<byte>.Zero)));
            return;
        }

        il.Emit(OpCodes.Ldc_I8, value.AsInt64()[0]);
        il.Emit(OpCodes.Ldc_I8, value.AsInt64()[1]);
        il.Emit(OpCodes.Call, VectorMembers.CreateFromHalves);
        il.Emit(OpCodes.Call, VectorMembers.As(typeof(long), typeof(byte)));
    }
}
