using System.Reflection;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>Float literals that an optimiser may fold away against a variable operand.</summary>
internal static class FloatConstants
{
    public static bool IsFoldable(ValueType type, long bits) => FieldOf(type, bits) is not null;

    /// <summary>The field of the instance's state that holds this value; null when it needs no hiding.</summary>
    public static FieldInfo? FieldOf(ValueType type, long bits)
    {
        var value = type.Kind switch
        {
            ValueKind.F32 => BitConverter.Int32BitsToSingle((int)bits),
            ValueKind.F64 => BitConverter.Int64BitsToDouble(bits),
            _ => double.NaN,
        };
        var name = (value, double.IsNegative(value), type.Kind) switch
        {
            (1, _, ValueKind.F32) => nameof(InstanceState.OneF32),
            (-1, _, ValueKind.F32) => nameof(InstanceState.MinusOneF32),
            (0, false, ValueKind.F32) => nameof(InstanceState.ZeroF32),
            (0, true, ValueKind.F32) => nameof(InstanceState.MinusZeroF32),
            (1, _, ValueKind.F64) => nameof(InstanceState.OneF64),
            (-1, _, ValueKind.F64) => nameof(InstanceState.MinusOneF64),
            (0, false, ValueKind.F64) => nameof(InstanceState.ZeroF64),
            (0, true, ValueKind.F64) => nameof(InstanceState.MinusZeroF64),
            _ => null,
        };
        return name is null ? null : RuntimeMembers.StateField(name);
    }
}
