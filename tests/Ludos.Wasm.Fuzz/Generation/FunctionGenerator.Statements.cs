using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Statements and structured control: the stack is the same behind each as before.</summary>
internal sealed partial class FunctionGenerator
{
    private const byte Block = 0x02;
    private const byte Loop = 0x03;
    private const byte If = 0x04;
    private const byte Else = 0x05;
    private const byte End = 0x0B;
    private const int LoopReserve = 1_000;

    private void Statements(int depth = 0)
    {
        for (var count = 1 + _random.Below(MostStatements); count > 0 && _budget > 0; count--)
        {
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        _budget--;
        switch (_random.Below(14))
        {
            case 0 or 1 or 2:
                SetVariable(depth);
                break;
            case 3 or 4 when _plan.Memories.Count > 0:
                Store(depth);
                break;
            case 5 when _plan.Memories.Count > 0:
                BulkMemory(depth);
                break;
            case 6:
                BulkTable(depth);
                break;
            case 7 when depth < MostDepth:
                Blocks(Block, [], [], depth, () => Statements(depth + 2));
                break;
            case 8 when depth < MostDepth:
                Blocks(Loop, [], [], depth, () => LoopBody(depth));
                break;
            case 9 when depth < MostDepth:
                Expression(GenTypes.I32, depth + 1);
                Blocks(If, [], [], depth, () => Statements(depth + 2), _random.OneIn(2) ? () => Statements(depth + 2) : null);
                break;
            case 10:
                Branch(depth);
                break;
            case 11:
                Exit(depth);
                break;
            case 12 when _plan.Objects.Count > 0:
                SetObject(depth);
                break;
            case 13 when _plan.Tags.Count > 0 && depth < MostDepth:
                TryStatement(depth);
                break;
            default:
                var type = AnyType();
                Expression(type, depth + 1);
                Emit("drop");
                break;
        }
    }

    private void SetVariable(int depth)
    {
        var type = AnyType();
        if (_random.OneIn(4) && GlobalOf(type, mutable: true) is { } global)
        {
            Expression(type, depth + 1);
            Emit("global.set");
            _code.Unsigned((ulong)global);
        }
        else if (LocalOf(type) is { } local)
        {
            Expression(type, depth + 1);
            Emit("local.set");
            _code.Unsigned((ulong)local);
        }
    }

    /// <summary>A whole block; its parameters must be on the stack, and <paramref name="body"/> leaves its results.</summary>
    private void Blocks(byte opcode, TextType[] parameters, TextType[] results, int depth, Action body, Action? otherwise = null)
    {
        _code.Byte(opcode).Append(BlockType(parameters, results));
        _labels.Add((opcode == Loop ? parameters : results, opcode == Loop));
        TakeParameters(parameters, depth);
        body();
        if (otherwise is not null)
        {
            _code.Byte(Else);
            TakeParameters(parameters, depth);
            otherwise();
        }

        _labels.RemoveAt(_labels.Count - 1);
        _code.Byte(End);
    }

    private ByteSink BlockType(TextType[] parameters, TextType[] results)
    {
        var sink = new ByteSink();
        return (parameters.Length, results.Length) switch
        {
            (0, 0) => sink.Byte(0x40),
            (0, 1) => results[0].WriteTo(sink),
            _ => sink.Signed(_plan.TypeIndex(new GenSignature(parameters, results))),
        };
    }

    private void TakeParameters(TextType[] parameters, int depth)
    {
        _ = depth;
        foreach (var parameter in parameters.Reverse())
        {
            if (LocalOf(parameter) is { } local)
            {
                Emit("local.set");
                _code.Unsigned((ulong)local);
            }
            else
            {
                Emit("drop");
            }
        }
    }

    private void LoopBody(int depth)
    {
        SpendFuel(LoopCost, ReturnConstants);
        Statements(depth + 2);
        if (_random.Below(4) != 0)
        {
            // Goes round again only while there is fuel, so that most loops end without a trap.
            Expression(GenTypes.I32, depth + 2);
            Emit("global.get");
            _code.Byte(0);
            I32Const(LoopReserve);
            Emit("i32.gt_s");
            Emit("i32.and");
            Emit("br_if");
            _code.Byte(0);
        }
    }

    /// <summary>A block, loop or if that gives a value, sometimes takes values, and sometimes gives several of which one is kept.</summary>
    private void Structured(TextType type, int depth)
    {
        TextType[] parameters = _random.OneIn(3) ? [AnyType(), AnyType()] : [];
        TextType[] results = _random.OneIn(4) ? [type, AnyType()] : [type];
        foreach (var parameter in parameters)
        {
            Expression(parameter, depth + 2);
        }

        void Results()
        {
            Statements(depth + 3);
            foreach (var result in results)
            {
                Expression(result, depth + 2);
            }
        }

        switch (_random.Below(3))
        {
            case 0:
                Blocks(Block, parameters, results, depth, Results);
                break;
            case 1:
                Blocks(Loop, parameters, results, depth, () =>
                {
                    SpendFuel(LoopCost, ReturnConstants);
                    Results();
                });
                break;
            default:
                Expression(GenTypes.I32, depth + 1);
                Blocks(If, parameters, results, depth, Results, Results);
                break;
        }

        foreach (var _ in results.Skip(1))
        {
            Emit("drop");
        }
    }

    private TextType[] LabelTypes(int label) => _labels[_labels.Count - 1 - label].Types;

    /// <summary>A branch back from the middle of a loop often goes round until the fuel is gone.</summary>
    private bool MayBranch(int label) => !_labels[_labels.Count - 1 - label].IsLoop || _random.OneIn(30);

    private int AnyLabel()
    {
        var label = _random.Below(_labels.Count);
        while (!MayBranch(label))
        {
            label = _random.Below(_labels.Count);
        }

        return label;
    }

    /// <summary>A conditional branch to any label around, with its values.</summary>
    private void Branch(int depth)
    {
        var label = AnyLabel();
        var types = LabelTypes(label);
        foreach (var type in types)
        {
            Expression(type, depth + 2);
        }

        Expression(GenTypes.I32, depth + 2);
        Emit("br_if");
        _code.Unsigned((ulong)label);
        foreach (var _ in types)
        {
            Emit("drop");
        }
    }

    /// <summary>Leaves for good; what follows in the block cannot be reached, and is generated all the same.</summary>
    private void Exit(int depth)
    {
        if (!_random.OneIn(6))
        {
            SetVariable(depth);
            return;
        }

        switch (_random.Below(5))
        {
            case 0:
                Values(_signature.Results, depth);
                Emit("return");
                break;
            case 1:
                BranchTable(depth);
                break;
            case 2 when _plan.Has(FuzzFeatures.TailCalls):
                TailCall(depth);
                break;
            case 3 when _plan.Tags.Count > 0:
                Throw(depth);
                break;
            default:
                var label = AnyLabel();
                Values(LabelTypes(label), depth);
                Emit("br");
                _code.Unsigned((ulong)label);
                break;
        }
    }

    private void Values(TextType[] types, int depth)
    {
        foreach (var type in types)
        {
            Expression(type, depth + 2);
        }
    }

    /// <summary>A br_table among labels that take the same values.</summary>
    private void BranchTable(int depth)
    {
        var first = AnyLabel();
        var types = LabelTypes(first);
        var same = Enumerable.Range(0, _labels.Count).Where(label => LabelTypes(label).SequenceEqual(types) && (label == first || MayBranch(label))).ToList();
        Values(types, depth);
        Expression(GenTypes.I32, depth + 2);
        Emit("br_table");
        var count = _random.Below(6);
        _code.Unsigned((ulong)count);
        for (var index = 0; index <= count; index++)
        {
            _code.Unsigned((ulong)_random.Of(same));
        }
    }
}
