using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>What stands between the host and a generated function: hands out fuel, and turns every value into integers and back.</summary>
internal sealed class Wrapper
{
    private const int FuelOfACall = 3_000;

    private readonly ModulePlan _plan;
    private readonly int _function;
    private readonly ByteSink _code = new();
    private readonly GenSignature _inner;

    public Wrapper(ModulePlan plan, int function)
    {
        _plan = plan;
        _function = function;
        _inner = plan.Functions[function];
        Signature = new GenSignature([.. _inner.Parameters.SelectMany(Wires)], [.. _inner.Results.SelectMany(Wires)]);
    }

    public GenSignature Signature { get; }

    public ByteSink Body()
    {
        Emit("i32.const");
        _code.Signed(FuelOfACall);
        Emit("global.set");
        _code.Byte(0);
        var next = 0;
        foreach (var parameter in _inner.Parameters)
        {
            FromWires(parameter, ref next);
        }

        Emit("call");
        _code.Unsigned((ulong)_function);
        var firstResult = Signature.Parameters.Length;
        for (var index = _inner.Results.Length - 1; index >= 0; index--)
        {
            Local("local.set", firstResult + index);
        }

        for (var index = 0; index < _inner.Results.Length; index++)
        {
            ToWires(_inner.Results[index], firstResult + index);
        }

        return Finish(_inner.Results);
    }

    /// <summary>Body of <c>observe</c>: folds globals, sizes and which table elements are null into one number.</summary>
    public static ByteSink Observe(ModulePlan plan)
    {
        var wrapper = new Wrapper(plan, plan.ImportedFunctions);
        wrapper.Emit("i64.const");
        wrapper._code.Byte(0);
        TextType[] locals = [GenTypes.F32, GenTypes.F64, GenTypes.I64];
        for (var index = 0; index < plan.Globals.Count; index++)
        {
            var type = plan.Globals[index].Type;
            if (index == 0 || type == GenTypes.V128 || type.IsReference)
            {
                continue;
            }

            wrapper.Emit("global.get");
            wrapper._code.Unsigned((ulong)index);
            wrapper.Local("local.set", type == GenTypes.F32 ? 0 : type == GenTypes.F64 ? 1 : type == GenTypes.I64 ? 2 : 3);
            wrapper.ToWires(type, type == GenTypes.F32 ? 0 : type == GenTypes.F64 ? 1 : type == GenTypes.I64 ? 2 : 3);
            wrapper.Fold(type == GenTypes.I32 || type == GenTypes.F32);
        }

        for (var table = 0; table < plan.Tables; table++)
        {
            wrapper.Emit("table.size");
            wrapper._code.Unsigned((ulong)table);
            wrapper.Fold(narrow: true);
            for (var element = 0; element < FunctionGenerator.TableElements; element++)
            {
                wrapper.Emit("i32.const");
                wrapper._code.Signed(element);
                wrapper.Emit("table.get");
                wrapper._code.Unsigned((ulong)table);
                wrapper.Emit("ref.is_null");
                wrapper.Fold(narrow: true);
            }
        }

        return wrapper.Finish([.. locals, GenTypes.I32]);
    }

    private static TextType[] Wires(TextType type) => type switch
    {
        _ when type == GenTypes.I64 || type == GenTypes.F64 => [GenTypes.I64],
        _ when type == GenTypes.V128 => [GenTypes.I64, GenTypes.I64],
        _ => [GenTypes.I32],
    };

    private void FromWires(TextType type, ref int next)
    {
        Local("local.get", next++);
        switch (type)
        {
            case var _ when type == GenTypes.F32:
                Emit("f32.reinterpret_i32");
                break;
            case var _ when type == GenTypes.F64:
                Emit("f64.reinterpret_i64");
                break;
            case var _ when type == GenTypes.V128:
                Emit("i64x2.splat");
                Local("local.get", next++);
                Emit("i64x2.replace_lane");
                _code.Byte(1);
                break;
            case var _ when type == GenTypes.FuncRef:
                Emit("i32.const");
                _code.Signed(FunctionGenerator.TableElements - 1);
                Emit("i32.and");
                Emit("table.get");
                _code.Byte(0);
                break;
            case { IsReference: true, Heap: < 0 }:
                Emit("ref.i31");
                break;
            case { IsReference: true }:
                Emit("drop");
                Emit("ref.null");
                _code.Signed(type.Heap);
                break;
        }
    }

    private void ToWires(TextType type, int local)
    {
        Local("local.get", local);
        switch (type)
        {
            case var _ when type == GenTypes.F32:
                CanonicalBits(local, "f32", () => _code.Fixed32(0x7FC0_0000));
                Emit("i32.reinterpret_f32");
                break;
            case var _ when type == GenTypes.F64:
                CanonicalBits(local, "f64", () => _code.Fixed64(0x7FF8_0000_0000_0000));
                Emit("i64.reinterpret_f64");
                break;
            case var _ when type == GenTypes.V128:
                Emit("i64x2.extract_lane");
                _code.Byte(0);
                Local("local.get", local);
                Emit("i64x2.extract_lane");
                _code.Byte(1);
                break;
            case { IsReference: true }:
                Emit("ref.is_null");
                break;
        }
    }

    private void CanonicalBits(int local, string type, Action nan)
    {
        Emit($"{type}.const");
        nan();
        Local("local.get", local);
        Local("local.get", local);
        Emit($"{type}.eq");
        _code.Byte(0x1B);
    }

    /// <summary>(sum, value) to sum * odd + value.</summary>
    private void Fold(bool narrow)
    {
        if (narrow)
        {
            Emit("i64.extend_i32_u");
        }

        Emit("i64.xor");
        Emit("i64.const");
        _code.Signed(unchecked((long)0x9E3779B97F4A7C15));
        Emit("i64.mul");
    }

    private ByteSink Finish(IReadOnlyList<TextType> locals)
    {
        var sink = new ByteSink().Unsigned((ulong)locals.Count);
        foreach (var local in locals)
        {
            local.WriteTo(sink.Unsigned(1));
        }

        return sink.Append(_code).Byte(0x0B);
    }

    private void Local(string instruction, int index)
    {
        Emit(instruction);
        _code.Unsigned((ulong)index);
    }

    private void Emit(string name)
    {
        TextInstructions.TryGet(name, out var instruction);
        instruction.WriteTo(_code);
    }
}
