using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Values: constants, variables, arithmetic, calls, memory.</summary>
internal sealed partial class FunctionGenerator
{
    private static readonly int[] Notable32 =
        [0, 1, -1, 2, 7, 31, 32, 33, 63, 64, 127, 128, 255, 256, -128, 32767, 65535, 65536, int.MaxValue, int.MinValue, int.MinValue + 1, 0x5555_5555];

    private static readonly float[] NotableSingles =
        [0f, -0f, 1f, -1f, 0.5f, 1.5f, -2.5f, 1e10f, 3e38f, -3e38f, 1e-40f, 2147483648f, -2147483648f, 4294967296f, 9.223372e18f, 1.8446744e19f, float.PositiveInfinity, float.NegativeInfinity, float.NaN];

    private static readonly double[] NotableDoubles =
        [0, -0.0, 1, -1, 0.5, 1.5, -2.5, 1e300, -1e300, 5e-324, 2147483647.5, -2147483648.9, 4294967295.5, 9.2233720368547748e18, 1.8446744073709552e19, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    /// <summary>Leaves one value of the type.</summary>
    private void Expression(TextType type, int depth)
    {
        _budget--;
        if (type == GenTypes.ExnRef)
        {
            Emit("ref.null");
            _code.Signed(type.Heap);
            return;
        }

        if (_budget <= 0 || depth >= MostDepth || _random.OneIn(8))
        {
            Leaf(type);
            return;
        }

        switch (_random.Below(20))
        {
            case 0:
                Structured(type, depth);
                break;
            case 1 when CallFor(type, depth):
                break;
            case 2:
                Select(type, depth);
                break;
            case 3 when LocalOf(type, alsoParameters: true) is { } local:
                Expression(type, depth + 1);
                Emit("local.tee");
                _code.Unsigned((ulong)local);
                break;
            case 4 when Rarely():
                // Code that cannot be reached, of any type.
                Emit("unreachable");
                break;
            default:
                Operation(type, depth);
                break;
        }
    }

    private void Leaf(TextType type)
    {
        if (_random.Below(3) != 0 && LocalOf(type) is { } local)
        {
            LocalGet(local);
        }
        else if (_random.OneIn(4) && GlobalOf(type, mutable: false) is { } global)
        {
            Emit("global.get");
            _code.Unsigned((ulong)global);
        }
        else
        {
            Constant(type);
        }
    }

    private void Constant(TextType type)
    {
        switch (type)
        {
            case var _ when type == GenTypes.I32:
                I32Const(_random.OneIn(3) ? (int)_random.Next() : _random.Of(Notable32));
                break;
            case var _ when type == GenTypes.I64:
                Emit("i64.const");
                _code.Signed(_random.Below(3) switch { 0 => (long)_random.Next(), 1 => _random.Of(Notable32), _ => (long)_random.Of(Notable32) << 32 });
                break;
            case var _ when type == GenTypes.F32:
                Emit("f32.const");
                _code.Fixed32(_random.OneIn(3) ? (uint)_random.Next() : BitConverter.SingleToUInt32Bits(_random.Of(NotableSingles)));
                break;
            case var _ when type == GenTypes.F64:
                Emit("f64.const");
                _code.Fixed64(_random.OneIn(3) ? _random.Next() : BitConverter.DoubleToUInt64Bits(_random.Of(NotableDoubles)));
                break;
            case var _ when type == GenTypes.V128:
                Emit("v128.const");
                _code.Fixed64(VectorHalf()).Fixed64(VectorHalf());
                break;
            default:
                Reference(type);
                break;
        }
    }

    private ulong VectorHalf() => _random.Below(4) switch
    {
        0 => _random.Next(),
        1 => BitConverter.SingleToUInt32Bits(_random.Of(NotableSingles)) | ((ulong)BitConverter.SingleToUInt32Bits(_random.Of(NotableSingles)) << 32),
        2 => BitConverter.DoubleToUInt64Bits(_random.Of(NotableDoubles)),
        _ => (uint)_random.Of(Notable32) | ((ulong)(uint)_random.Of(Notable32) << 32),
    };

    private void Operation(TextType type, int depth)
    {
        if (type == GenTypes.V128)
        {
            VectorOperation(depth);
            return;
        }

        if (type.IsReference)
        {
            ReferenceOperation(type, depth);
            return;
        }

        switch (_random.Below(16))
        {
            case 0 or 1 when _plan.Memories.Count > 0:
                Load(type, depth);
                break;
            case 2 when _plan.Has(FuzzFeatures.Simd):
                FromVector(type, depth);
                break;
            case 3 when type == GenTypes.I32:
                SmallQuestion(depth);
                break;
            case 4 when _plan.Objects.Count > 0:
                FromObject(type, depth);
                break;
            default:
                var op = _random.Of(ScalarOperators.ByResult[type].ToList());
                if (MayTrap(op) && !_random.OneIn(30))
                {
                    op = _random.Of(ScalarOperators.ByResult[type].Where(other => !MayTrap(other)).ToList());
                }

                Apply(op, depth);
                break;
        }
    }

    /// <summary>Most operands make these trap; a call that traps early shows little.</summary>
    private static bool MayTrap(Operator op) => op.Instruction.Prefix == 0 && op.Instruction.Name.Contains(".trunc_", StringComparison.Ordinal);

    private static bool IsDivision(Operator op) => op.Takes.Length == 2 && (op.Instruction.Name.Contains(".div_", StringComparison.Ordinal) || op.Instruction.Name.Contains(".rem_", StringComparison.Ordinal));

    private void Apply(Operator op, int depth)
    {
        var name = op.Instruction.Name;
        for (var index = 0; index < op.Takes.Length; index++)
        {
            Expression(op.Takes[index], depth + 1);
            var isObserved = name.Contains("reinterpret", StringComparison.Ordinal) || name.EndsWith(".splat", StringComparison.Ordinal)
                || (index == 1 && name.EndsWith(".copysign", StringComparison.Ordinal));
            if (isObserved)
            {
                Canonicalise(op.Takes[index]);
            }
        }

        if (IsDivision(op) && !Rarely())
        {
            // An odd divisor is not zero.
            Emit(op.Gives == GenTypes.I32 ? "i32.const" : "i64.const");
            _code.Signed(1);
            Emit(op.Gives == GenTypes.I32 ? "i32.or" : "i64.or");
        }

        op.Instruction.WriteTo(_code);
        if (op.MakesNan && op.Gives == GenTypes.V128)
        {
            CanonicaliseLanes(VectorOperators.FloatLaneBits(op));
        }
    }

    private void Select(TextType type, int depth)
    {
        Expression(type, depth + 1);
        Expression(type, depth + 1);
        Expression(GenTypes.I32, depth + 1);
        if (type.IsReference || _random.OneIn(3))
        {
            type.WriteTo(_code.Byte(0x1C).Byte(1));
            return;
        }

        _code.Byte(0x1B);
    }

    /// <summary>Sizes, nulls and the like: what gives a small i32.</summary>
    private void SmallQuestion(int depth)
    {
        switch (_random.Below(4))
        {
            case 0 when _plan.Memories.Count > 0:
                var memory = _random.Below(_plan.Memories.Count);
                Emit("memory.size");
                _code.Unsigned((ulong)memory);
                WrapAddress(memory);
                break;
            case 1 when _plan.Memories.Count > 0:
                memory = _random.Below(_plan.Memories.Count);
                Address(memory, 3, depth);
                Emit("memory.grow");
                _code.Unsigned((ulong)memory);
                WrapAddress(memory);
                break;
            case 2:
                Emit("table.size");
                _code.Unsigned((ulong)_random.Below(_plan.Tables));
                break;
            default:
                Expression(GenTypes.FuncRef, depth + 1);
                Emit("ref.is_null");
                break;
        }
    }

    private void WrapAddress(int memory)
    {
        if (_plan.Memories[memory])
        {
            Emit("i32.wrap_i64");
        }
    }

    private void FuncRefOperation(int depth)
    {
        if (_random.OneIn(2))
        {
            Index(TableElements, depth);
            Emit("table.get");
            _code.Unsigned((ulong)_random.Below(_plan.Tables));
            return;
        }

        Reference(GenTypes.FuncRef);
    }
}
