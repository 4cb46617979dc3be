using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Makes one function's body: statements that leave the stack as it was, expressions that leave one value.</summary>
internal sealed partial class FunctionGenerator
{
    /// <summary>What a function's entry uses of the fuel that its wrapper hands out, so that recursion stays shallow.</summary>
    public const int CallCost = 30;
    private const int LoopCost = 10;
    private const int OneUnsafeIn = 1_500;
    private const int MostDepth = 9;
    private const int MostStatements = 7;

    private readonly ModulePlan _plan;
    private readonly FuzzRandom _random;
    private readonly GenSignature _signature;
    private readonly ByteSink _code = new();
    private readonly List<TextType> _locals;
    private readonly List<(TextType[] Types, bool IsLoop)> _labels = [];
    private int _budget;

    public FunctionGenerator(ModulePlan plan, FuzzRandom random, GenSignature signature, int budget)
    {
        _plan = plan;
        _random = random;
        _signature = signature;
        _budget = budget;
        _locals = [.. signature.Parameters];
        // The first three are kept free for turning NaNs into the canonical one.
        FirstTemporary = _locals.Count;
        _locals.AddRange([GenTypes.F32, GenTypes.F64]);
        if (plan.Has(FuzzFeatures.Simd))
        {
            _locals.Add(GenTypes.V128);
        }

        FirstFree = _locals.Count;
        for (var count = 2 + random.Below(8); count > 0; count--)
        {
            _locals.Add(AnyType());
        }
    }

    private int FirstTemporary { get; }

    private int FirstFree { get; }

    /// <summary>The function as the code section holds it, without its size.</summary>
    public ByteSink Body()
    {
        SpendFuel(CallCost, ReturnConstants);
        _labels.Add((_signature.Results, false));
        Statements();
        SumLocals();
        foreach (var result in _signature.Results)
        {
            Expression(result, 0);
        }

        var sink = new ByteSink();
        var declared = _locals.Skip(_signature.Parameters.Length).ToList();
        sink.Unsigned((ulong)declared.Count);
        declared.ForEach(local => local.WriteTo(sink.Unsigned(1)));
        return sink.Append(_code).Byte(0x0B);
    }

    /// <summary>A type that a value of a generated function may have.</summary>
    public TextType AnyType()
    {
        TextType[] numbers = [GenTypes.I32, GenTypes.I32, GenTypes.I64, GenTypes.I64, GenTypes.F32, GenTypes.F64];
        return _plan switch
        {
            _ when _plan.Has(FuzzFeatures.Simd) && _random.OneIn(4) => GenTypes.V128,
            _ when _plan.Objects.Count > 0 && _random.OneIn(5) => AnyObjectType(),
            _ when _random.OneIn(16) => GenTypes.FuncRef,
            _ => _random.Of(numbers),
        };
    }

    private void Emit(string name) => Instruction(name).WriteTo(_code);

    private static TextInstruction Instruction(string name) =>
        TextInstructions.TryGet(name, out var instruction) ? instruction : throw new ArgumentException($"No instruction {name}.", nameof(name));

    private void I32Const(int value)
    {
        Emit("i32.const");
        _code.Signed(value);
    }

    private void LocalGet(int index)
    {
        Emit("local.get");
        _code.Unsigned((ulong)index);
    }

    /// <summary>Once in a long while: for what would mostly end the call in a trap, and hide what comes behind.</summary>
    private bool Rarely() => _random.OneIn(OneUnsafeIn);

    /// <summary>What every function and loop begins with; <paramref name="otherwise"/> leaves when less than <paramref name="cost"/> is left.</summary>
    private void SpendFuel(int cost, Action otherwise)
    {
        Emit("global.get");
        _code.Byte(0);
        I32Const(cost);
        Emit("i32.lt_s");
        _code.Byte(0x04).Byte(0x40);
        otherwise();
        _code.Byte(0x0B);
        Emit("global.get");
        _code.Byte(0);
        I32Const(cost);
        Emit("i32.sub");
        Emit("global.set");
        _code.Byte(0);
    }

    /// <summary>Without fuel a function gives constants, so that deep recursion ends well.</summary>
    private void ReturnConstants()
    {
        foreach (var result in _signature.Results)
        {
            Constant(result);
        }

        Emit("return");
    }

    private int? LocalOf(TextType type, bool alsoParameters = true)
    {
        var fitting = new List<int>();
        for (var index = 0; index < _locals.Count; index++)
        {
            if (_locals[index] == type && (index >= FirstFree || (alsoParameters && index < FirstTemporary)))
            {
                fitting.Add(index);
            }
        }

        return fitting.Count == 0 ? null : _random.Of(fitting);
    }

    private int? GlobalOf(TextType type, bool mutable)
    {
        var fitting = Enumerable.Range(ModulePlan.OwnGlobals, _plan.Globals.Count - ModulePlan.OwnGlobals).Where(index => _plan.Globals[index].Type == type && (!mutable || _plan.Globals[index].Mutable)).ToList();
        return fitting.Count == 0 ? null : _random.Of(fitting);
    }

    /// <summary>Folds every number that a local holds into the global of sums, so that nothing is worked out for nothing.</summary>
    private void SumLocals()
    {
        for (var index = 0; index < _locals.Count; index++)
        {
            var type = _locals[index];
            if (type.IsReference || (index >= FirstTemporary && index < FirstFree))
            {
                continue;
            }

            SumLane(index, type, 0);
            if (type == GenTypes.V128)
            {
                SumLane(index, type, 1);
            }
        }
    }

    private void SumLane(int local, TextType type, byte lane)
    {
        Emit("global.get");
        _code.Unsigned(ModulePlan.SumGlobal);
        Emit("i64.const");
        _code.Signed(unchecked((long)0x9E3779B97F4A7C15));
        Emit("i64.mul");
        LocalGet(local);
        Canonicalise(type);
        if (type == GenTypes.V128)
        {
            Emit("i64x2.extract_lane");
            _code.Byte(lane);
        }
        else if (type == GenTypes.F64)
        {
            Emit("i64.reinterpret_f64");
        }
        else if (type != GenTypes.I64)
        {
            if (type == GenTypes.F32)
            {
                Emit("i32.reinterpret_f32");
            }

            Emit("i64.extend_i32_u");
        }

        Emit("i64.xor");
        Emit("global.set");
        _code.Unsigned(ModulePlan.SumGlobal);
    }

    /// <summary>Makes the NaN on the stack, if it is one, the positive canonical one: its bits were the engine's to choose.</summary>
    private void Canonicalise(TextType type)
    {
        if ((type != GenTypes.F32 && type != GenTypes.F64) || _plan.Has(FuzzFeatures.NansAsTheyCome))
        {
            return;
        }

        var single = type == GenTypes.F32;
        var temporary = FirstTemporary + (single ? 0 : 1);
        Emit("local.tee");
        _code.Unsigned((ulong)temporary);
        Emit(single ? "f32.const" : "f64.const");
        _ = single ? _code.Fixed32(0x7FC0_0000) : _code.Fixed64(0x7FF8_0000_0000_0000);
        LocalGet(temporary);
        LocalGet(temporary);
        Emit(single ? "f32.eq" : "f64.eq");
        _code.Byte(0x1B);
    }

    /// <summary>The same for a vector of floats, lane by lane.</summary>
    private void CanonicaliseLanes(int laneBits)
    {
        if (_plan.Has(FuzzFeatures.NansAsTheyCome))
        {
            return;
        }

        var temporary = FirstTemporary + 2;
        Emit("local.tee");
        _code.Unsigned((ulong)temporary);
        Emit("v128.const");
        for (var at = 0; at < 128; at += laneBits)
        {
            _ = laneBits == 32 ? _code.Fixed32(0x7FC0_0000) : _code.Fixed64(0x7FF8_0000_0000_0000);
        }

        LocalGet(temporary);
        LocalGet(temporary);
        Emit(laneBits == 32 ? "f32x4.eq" : "f64x2.eq");
        Emit("v128.bitselect");
    }
}
