using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Vectors: arithmetic, lanes and their memory accesses.</summary>
internal sealed partial class FunctionGenerator
{
    private static readonly List<TextInstruction> VectorLoads = [.. VectorInstructions.All()
        .Where(instruction => instruction.Immediate == Immediate.MemoryArgument && instruction.Name != "v128.store")];

    private static readonly (string Shape, TextType Lane, int Lanes, bool Signed)[] Shapes =
    [
        ("i8x16", GenTypes.I32, 16, true), ("i16x8", GenTypes.I32, 8, true), ("i32x4", GenTypes.I32, 4, false),
        ("i64x2", GenTypes.I64, 2, false), ("f32x4", GenTypes.F32, 4, false), ("f64x2", GenTypes.F64, 2, false),
    ];

    private void VectorOperation(int depth)
    {
        switch (_random.Below(8))
        {
            case 0 when _plan.Memories.Count > 0:
                VectorLoad(depth);
                break;
            case 1:
                var (shape, lane, lanes, _) = _random.Of(Shapes);
                Expression(GenTypes.V128, depth + 1);
                Expression(lane, depth + 1);
                Canonicalise(lane);
                Emit($"{shape}.replace_lane");
                _code.Byte((byte)_random.Below(lanes));
                break;
            case 2:
                Expression(GenTypes.V128, depth + 1);
                Expression(GenTypes.V128, depth + 1);
                Emit("i8x16.shuffle");
                for (var index = 0; index < 16; index++)
                {
                    _code.Byte((byte)_random.Below(32));
                }

                break;
            default:
                Apply(_random.Of(VectorOperators.ByResult[GenTypes.V128].ToList()), depth);
                break;
        }
    }

    private void VectorLoad(int depth)
    {
        var memory = _random.Below(_plan.Memories.Count);
        Address(memory, MostMask, depth);
        if (_random.OneIn(3))
        {
            var width = _random.Below(4);
            var access = Instruction($"v128.load{8 << width}_lane");
            Expression(GenTypes.V128, depth + 1);
            access.WriteTo(_code);
            MemoryArgument(access, memory);
            _code.Byte((byte)_random.Below(16 >> width));
            return;
        }

        var load = _random.Of(VectorLoads);
        load.WriteTo(_code);
        MemoryArgument(load, memory);
    }

    private void VectorStore(int memory, int depth)
    {
        Address(memory, MostMask, depth);
        Expression(GenTypes.V128, depth + 1);
        var width = _random.Below(4);
        var access = Instruction(_random.OneIn(2) ? "v128.store" : $"v128.store{8 << width}_lane");
        access.WriteTo(_code);
        MemoryArgument(access, memory);
        if (access.Immediate == Immediate.MemoryLane)
        {
            _code.Byte((byte)_random.Below(16 >> width));
        }
    }

    /// <summary>A scalar out of a vector: a lane, or a question about all lanes.</summary>
    private void FromVector(TextType type, int depth)
    {
        if (type == GenTypes.I32 && _random.OneIn(2))
        {
            Apply(_random.Of(VectorOperators.ByResult[GenTypes.I32].ToList()), depth);
            return;
        }

        var (shape, _, lanes, signed) = _random.Of(Shapes.Where(shape => shape.Lane == type).ToList());
        Expression(GenTypes.V128, depth + 1);
        Emit($"{shape}.extract_lane{(signed ? _random.OneIn(2) ? "_s" : "_u" : "")}");
        _code.Byte((byte)_random.Below(lanes));
    }
}
