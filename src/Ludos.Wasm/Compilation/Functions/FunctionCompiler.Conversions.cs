using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>Arithmetic that traps on some operands, and conversions.</summary>
internal sealed partial class FunctionCompiler
{
    // div_s div_u rem_s rem_u
    private void Division(Opcode opcode, ValueType type)
    {
        var index = type == ValueType.I32 ? opcode - Opcode.I32DivS : opcode - Opcode.I64DivS;
        var divisor = _stack.PopLazy();
        var dividend = _stack.PopLazy();
        _stack.Flush();
        long? known = divisor.Kind == EntryKind.Constant ? type == ValueType.I32 ? (int)divisor.Bits : divisor.Bits : null;
        if (known is null or 0)
        {
            _stack.LoadCopy(divisor);
            _il.Emit(OpCodes.Brfalse, Trap(TrapKind.IntegerDivideByZero));
        }

        if (index == 0 && known is null or -1)
        {
            TrapOnOverflow(dividend, divisor, type);
        }

        _stack.LoadCopy(dividend);
        _stack.LoadCopy(divisor);
        if (index == 2 && known is null or -1)
        {
            // x % -1 is 0 like x % 1, but the machine faults on the smallest x: -1 becomes 1.
            _stack.LoadCopy(divisor);
            LoadInteger(type, -1);
            _il.Emit(OpCodes.Ceq);
            _il.Emit(OpCodes.Ldc_I4_1);
            _il.Emit(OpCodes.Shl);
            if (type == ValueType.I64)
            {
                _il.Emit(OpCodes.Conv_I8);
            }

            _il.Emit(OpCodes.Add);
        }

        _il.Emit(index switch { 0 => OpCodes.Div, 1 => OpCodes.Div_Un, 2 => OpCodes.Rem, _ => OpCodes.Rem_Un });
        _stack.Release(divisor);
        _stack.Release(dividend);
        _stack.PushStored(type);
    }

    private void TrapOnOverflow(Entry dividend, Entry divisor, ValueType type)
    {
        var fine = _il.DefineLabel();
        _stack.LoadCopy(divisor);
        LoadInteger(type, -1);
        _il.Emit(OpCodes.Bne_Un, fine);
        _stack.LoadCopy(dividend);
        LoadInteger(type, type == ValueType.I32 ? int.MinValue : long.MinValue);
        _il.Emit(OpCodes.Beq, Trap(TrapKind.IntegerOverflow));
        _il.MarkLabel(fine);
    }

    private void LoadInteger(ValueType type, long value) => _il.LoadConstant(type, value);

    private void Truncation(Opcode opcode, ValueType operand, ValueType result)
    {
        var signed = opcode is Opcode.I32TruncF32S or Opcode.I32TruncF64S or Opcode.I64TruncF32S or Opcode.I64TruncF64S;
        var single = operand == ValueType.F32;
        var value = _stack.PopLazy();
        _stack.Flush();
        var trap = _il.DefineLabel();

        // Branches taken for NaN too. An exclusive lower bound is used where the value just below the range exists in the type.
        var (low, exclusive) = (signed, result.Kind) switch
        {
            (false, _) => (-1.0, true),
            (true, ValueKind.I32) => single ? (-2147483648.0, false) : (-2147483649.0, true),
            _ => (-9223372036854775808.0, false),
        };
        _stack.LoadCopy(value, value.Raw);
        LoadFloat(low, single);
        _il.Emit(exclusive ? OpCodes.Ble_Un : OpCodes.Blt_Un, trap);
        _stack.LoadCopy(value, value.Raw);
        LoadFloat((signed, result.Kind) switch
        {
            (true, ValueKind.I32) => 2147483648.0,
            (false, ValueKind.I32) => 4294967296.0,
            (true, _) => 9223372036854775808.0,
            _ => 18446744073709551616.0,
        }, single);
        _il.Emit(OpCodes.Bge_Un, trap);
        var fuelLive = _fuelLive;
        var source = _il.Source;
        _deferred.Add(() =>
        {
            _il.MarkSource(source);
            TruncationTrap(trap, value, fuelLive);
        });
        _stack.LoadCopy(value, value.Raw);
        var name = (signed, result.Kind) switch
        {
            (true, ValueKind.I32) => nameof(NumericOps.TruncI32),
            (false, ValueKind.I32) => nameof(NumericOps.TruncU32),
            (true, _) => nameof(NumericOps.TruncI64),
            _ => nameof(NumericOps.TruncU64),
        };
        Call(typeof(NumericOps), name, single ? typeof(float) : typeof(double));
        _stack.Release(value);
        _stack.PushEvaluated(result, 1);
    }

    private void TruncationTrap(Label trap, Entry value, bool fuelLive)
    {
        _il.MarkLabel(trap);
        StoreFuel(fuelLive);
        _il.Emit(OpCodes.Ldarg_0);
        _il.LoadInt(_function);
        _stack.LoadCopy(value, value.Raw);
        _il.Emit(OpCodes.Conv_R8);
        _il.Emit(OpCodes.Call, RuntimeMembers.TruncationTrap);
        _il.Emit(OpCodes.Throw);
    }

    private void LoadFloat(double value, bool single)
    {
        if (single)
        {
            _il.Emit(OpCodes.Ldc_R4, (float)value);
        }
        else
        {
            _il.Emit(OpCodes.Ldc_R8, value);
        }
    }

    private void Conversion(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.I32WrapI64: _il.Emit(OpCodes.Conv_I4); break;
            case Opcode.I64ExtendI32S: _il.Emit(OpCodes.Conv_I8); break;
            case Opcode.I64ExtendI32U: _il.Emit(OpCodes.Conv_U8); break;
            case Opcode.F32ConvertI32S or Opcode.F32ConvertI64S: _il.Emit(OpCodes.Conv_R4); break;
            case Opcode.F32DemoteF64: Call(typeof(NumericOps), nameof(NumericOps.Demote), typeof(double)); break;
            case Opcode.F64ConvertI32S or Opcode.F64ConvertI64S or Opcode.F64PromoteF32: _il.Emit(OpCodes.Conv_R8); break;
            case Opcode.F32ConvertI32U: Widened(OpCodes.Conv_U8, OpCodes.Conv_R4); break;
            case Opcode.F64ConvertI32U: Widened(OpCodes.Conv_U8, OpCodes.Conv_R8); break;
            case Opcode.F32ConvertI64U: Call(typeof(NumericOps), nameof(NumericOps.ConvertU64ToF32), typeof(long)); break;
            case Opcode.F64ConvertI64U: Call(typeof(NumericOps), nameof(NumericOps.ConvertU64ToF64), typeof(long)); break;
            case Opcode.I32ReinterpretF32: Call(typeof(BitConverter), nameof(BitConverter.SingleToInt32Bits), typeof(float)); break;
            case Opcode.I64ReinterpretF64: Call(typeof(BitConverter), nameof(BitConverter.DoubleToInt64Bits), typeof(double)); break;
            case Opcode.F32ReinterpretI32: ReinterpretAsFloat(); break;
            case Opcode.F64ReinterpretI64: Call(typeof(BitConverter), nameof(BitConverter.Int64BitsToDouble), typeof(long)); break;
            case Opcode.I32Extend8S: SignExtend(OpCodes.Conv_I1, 24, wide: false); break;
            case Opcode.I32Extend16S: SignExtend(OpCodes.Conv_I2, 16, wide: false); break;
            case Opcode.I64Extend8S: SignExtend(OpCodes.Conv_I1, 56, wide: true); break;
            case Opcode.I64Extend16S: SignExtend(OpCodes.Conv_I2, 48, wide: true); break;
            case Opcode.I64Extend32S: Widened(OpCodes.Conv_I4, OpCodes.Conv_I8); break;
            default: Saturating(opcode - Opcode.I32TruncSatF32S); break;
        }
    }

    private void Saturating(int index)
    {
        var name = (index & ~2) switch
        {
            0 => nameof(NumericOps.SatI32),
            1 => nameof(NumericOps.SatU32),
            4 => nameof(NumericOps.SatI64),
            _ => nameof(NumericOps.SatU64),
        };
        Call(typeof(NumericOps), name, (index & 2) == 0 ? typeof(float) : typeof(double));
    }

    /// <summary>
    /// RyuJIT makes one load of four bytes of a reinterpretation and a narrow load before it: of memory, of an array, of a lane, or of a word that is then
    /// masked or extended. An operation between keeps them apart; it is always there, since such a load may come by way of locals.
    /// </summary>
    private void ReinterpretAsFloat()
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.StateField(nameof(InstanceState.ZeroI32)));
        _il.Emit(OpCodes.Or);
        Call(typeof(BitConverter), nameof(BitConverter.Int32BitsToSingle), typeof(int));
    }
}
