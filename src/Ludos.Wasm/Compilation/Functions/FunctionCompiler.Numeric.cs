using System.Numerics;
using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    private void Numeric(Opcode opcode)
    {
        var (operand, binary, result) = NumericSignatures.Of(opcode);
        if (opcode is >= Opcode.I32DivS and <= Opcode.I32RemU or >= Opcode.I64DivS and < Opcode.I64DivS + 4)
        {
            Division(opcode, operand);
            return;
        }

        if (opcode is >= Opcode.I32TruncF32S and <= Opcode.I32TruncF64U or >= Opcode.I64TruncF32S and <= Opcode.I64TruncF64U)
        {
            Truncation(opcode, operand, result);
            return;
        }

        if (binary && operand.Kind is ValueKind.F32 or ValueKind.F64)
        {
            HideFoldableConstant(opcode);
        }

        var (most, sum) = ResultFacts(opcode);
        var isConstant = _context.IsGuarded && WatchNarrowing(opcode, binary);
        if (_operandMayBeLoad && opcode is Opcode.I32And or Opcode.I64And && (MayNarrow(_stack.Peek(0), _stack.Peek(1)) || MayNarrow(_stack.Peek(1), _stack.Peek(0))))
        {
            MaskWhole(result, most);
            return;
        }

        var depth = (IsCommutative(opcode) ? _stack.LoadCommutative() : _stack.Load(binary ? 2 : 1, NanRules.Taken(opcode))) + 1;
        if (opcode <= Opcode.F64Ge)
        {
            Comparison(opcode);
        }
        else if (opcode is >= Opcode.I32Clz and <= Opcode.I64Rotr)
        {
            Integer(opcode, operand == ValueType.I64);
        }
        else if (opcode is >= Opcode.F32Abs and <= Opcode.F64Copysign)
        {
            Float(opcode < Opcode.F64Abs ? opcode - Opcode.F32Abs : opcode - Opcode.F64Abs, operand == ValueType.F32);
        }
        else
        {
            Conversion(opcode);
        }

        _stack.PushEvaluated(result, depth, most, sum, _operandMayBeLoad && opcode > Opcode.F64Ge, isConstant, RawOf(opcode));
    }

    /// <summary>NaNs that the result of an instruction holds, where they are to be canonical.</summary>
    private NanShape RawOf(Opcode opcode) => _context.CanonicalNaN ? NanRules.Made(opcode) : NanShape.None;

    /// <summary>What can be told of a result from its operands, which are still on the stack.</summary>
    private (ulong Most, LocalSum? Sum) ResultFacts(Opcode opcode) => opcode switch
    {
        <= Opcode.F64Ge => (1, null),
        Opcode.I32And or Opcode.I64And => (Math.Min(MostOf(_stack.Peek(0)), MostOf(_stack.Peek(1))), null),
        Opcode.I32ShrU when _stack.Peek(0).Kind == EntryKind.Constant => (Math.Min(MostOf(_stack.Peek(1)), uint.MaxValue) >> ((int)_stack.Peek(0).Bits & 31), null),
        Opcode.I32Add or Opcode.I64Add => (ulong.MaxValue, SumOf(_stack.Peek(1), _stack.Peek(0), 1) ?? SumOf(_stack.Peek(0), _stack.Peek(1), 1)),
        Opcode.I32Sub or Opcode.I64Sub => (ulong.MaxValue, SumOf(_stack.Peek(1), _stack.Peek(0), -1)),
        Opcode.I32Xor or Opcode.I64Xor => (ulong.MaxValue, XorOf(_stack.Peek(1), _stack.Peek(0)) ?? XorOf(_stack.Peek(0), _stack.Peek(1))),
        _ => (ulong.MaxValue, null),
    };

    private LocalSum? XorOf(Entry value, Entry constant) => value.Kind == EntryKind.Local && constant.Kind == EntryKind.Constant
        ? _facts.Xor(value.Local, constant.Bits)
        : null;

    private LocalSum? SumOf(Entry value, Entry constant, int sign) => value.Kind == EntryKind.Local && constant.Kind == EntryKind.Constant
        ? _facts.Sum(value.Local, sign * constant.Bits)
        : null;

    private static bool IsCommutative(Opcode opcode) => opcode is Opcode.I32Eq or Opcode.I32Ne or Opcode.I64Eq or Opcode.I64Ne
        or Opcode.I32Add or Opcode.I32Mul or (>= Opcode.I32And and <= Opcode.I32Xor)
        or Opcode.I64Add or Opcode.I64Mul or (>= Opcode.I64And and <= Opcode.I64Xor);

    private void Comparison(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.I32Eqz:
                Negate();
                break;
            case Opcode.I64Eqz:
                _il.LoadLong(0);
                _il.Emit(OpCodes.Ceq);
                break;
            case < Opcode.F32Eq:
                IntegerComparison(opcode <= Opcode.I32GeU ? opcode - Opcode.I32Eq : opcode - Opcode.I64Eq);
                break;
            default:
                FloatComparison(opcode < Opcode.F64Eq ? opcode - Opcode.F32Eq : opcode - Opcode.F64Eq);
                break;
        }
    }

    // eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u
    private void IntegerComparison(int index)
    {
        _il.Emit(index switch
        {
            0 or 1 => OpCodes.Ceq,
            2 or 8 => OpCodes.Clt,
            3 or 9 => OpCodes.Clt_Un,
            4 or 6 => OpCodes.Cgt,
            _ => OpCodes.Cgt_Un,
        });
        if (index is 1 or >= 6)
        {
            Negate();
        }
    }

    // eq ne lt gt le ge; the last two are the negation of an unordered comparison, so that NaN gives false.
    private void FloatComparison(int index)
    {
        _il.Emit(index switch
        {
            0 or 1 => OpCodes.Ceq,
            2 => OpCodes.Clt,
            3 => OpCodes.Cgt,
            4 => OpCodes.Cgt_Un,
            _ => OpCodes.Clt_Un,
        });
        if (index is 1 or >= 4)
        {
            Negate();
        }
    }

    private void Negate()
    {
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Ceq);
    }

    // clz ctz popcnt add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr
    private void Integer(Opcode opcode, bool wide)
    {
        switch (wide ? opcode - Opcode.I64Clz : opcode - Opcode.I32Clz)
        {
            case 0: BitCount(nameof(BitOperations.LeadingZeroCount), wide); break;
            case 1: BitCount(nameof(BitOperations.TrailingZeroCount), wide); break;
            case 2: BitCount(nameof(BitOperations.PopCount), wide); break;
            case 3: _il.Emit(OpCodes.Add); break;
            case 4: _il.Emit(OpCodes.Sub); break;
            case 5: _il.Emit(OpCodes.Mul); break;
            case 10: _il.Emit(OpCodes.And); break;
            case 11: _il.Emit(OpCodes.Or); break;
            case 12: _il.Emit(OpCodes.Xor); break;
            case 13: Shift(OpCodes.Shl, wide); break;
            case 14: Shift(OpCodes.Shr, wide); break;
            case 15: Shift(OpCodes.Shr_Un, wide); break;
            case 16: Rotate(nameof(BitOperations.RotateLeft), wide); break;
            default: Rotate(nameof(BitOperations.RotateRight), wide); break;
        }
    }

    private void BitCount(string name, bool wide)
    {
        _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(BitOperations), name, wide ? typeof(ulong) : typeof(uint)));
        if (wide)
        {
            _il.Emit(OpCodes.Conv_I8);
        }
    }

    private void Shift(OpCode shift, bool wide)
    {
        if (wide)
        {
            _il.Emit(OpCodes.Conv_I4);
        }

        _il.LoadInt(wide && !_context.IsCanary ? 63 : 31);
        _il.Emit(OpCodes.And);
        _il.Emit(shift);
    }

    private void Rotate(string name, bool wide)
    {
        if (wide)
        {
            _il.Emit(OpCodes.Conv_I4);
        }

        _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(BitOperations), name, wide ? typeof(ulong) : typeof(uint), typeof(int)));
        if (!wide)
        {
            // RyuJIT makes an unsigned number of constants that are rotated, and divides it as one. Folding this gives it its sign (a conv.i4 is dropped), and of anything else nothing is left.
            _il.LoadInt(0);
            _il.Emit(OpCodes.Or);
        }

        if (_testsRotations)
        {
            // An operation that does set the flags.
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.StateField(wide ? nameof(InstanceState.ZeroI64) : nameof(InstanceState.ZeroI32)));
            _il.Emit(OpCodes.Or);
        }
    }

    // abs neg ceil floor trunc nearest sqrt add sub mul div min max copysign
    private void Float(int index, bool single)
    {
        var type = single ? typeof(float) : typeof(double);
        var math = single ? typeof(MathF) : typeof(Math);
        switch (index)
        {
            case 0: Call(math, nameof(Math.Abs), type); break;
            case 1: _il.Emit(OpCodes.Neg); break;
            case 2: Call(math, nameof(Math.Ceiling), type); break;
            case 3: Call(math, nameof(Math.Floor), type); break;
            case 4: Call(math, nameof(Math.Truncate), type); break;
            case 5: Call(math, nameof(Math.Round), type); break;
            case 6: Call(math, nameof(Math.Sqrt), type); break;
            case 7: _il.Emit(OpCodes.Add); break;
            case 8: _il.Emit(OpCodes.Sub); break;
            case 9: _il.Emit(OpCodes.Mul); break;
            case 10: _il.Emit(OpCodes.Div); break;
            case 11: Call(typeof(NumericOps), nameof(NumericOps.Min), type, type); break;
            case 12: Call(typeof(NumericOps), nameof(NumericOps.Max), type, type); break;
            default: Call(math, nameof(Math.CopySign), type, type); break;
        }
    }

    /// <summary>x*1, x/1 and x-0 are x, unless x is a signalling NaN, which must come out quiet. The just-in-time compiler folds them, so such constants are read from where it cannot see.</summary>
    private void HideFoldableConstant(Opcode opcode)
    {
        var index = opcode >= Opcode.F64Abs ? opcode - Opcode.F64Abs : opcode - Opcode.F32Abs;
        if (index is < 7 or > 10)
        {
            return;
        }

        for (var i = 0; i < 2; i++)
        {
            var entry = _stack.Peek(i);
            if (entry.Kind == EntryKind.Constant && FloatConstants.IsFoldable(entry.Type, entry.Bits))
            {
                HideConstants();
                return;
            }
        }
    }

    private void HideConstants()
    {
        var right = _stack.PopLazy();
        var left = _stack.PopLazy();
        LoadHidden(left);
        _stack.PushStored(left.Type);
        LoadHidden(right);
        _stack.PushStored(right.Type);
        _stack.Release(left);
        _stack.Release(right);
    }

    private void LoadHidden(Entry entry)
    {
        if (entry.Kind == EntryKind.Constant && FloatConstants.FieldOf(entry.Type, entry.Bits) is { } field)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldfld, field);
        }
        else
        {
            _stack.LoadCopy(entry);
        }
    }

    private void Call(Type owner, string name, Type first, Type? second = null) =>
        _il.Emit(OpCodes.Call, RuntimeMembers.Method(owner, name, first, second));
}
