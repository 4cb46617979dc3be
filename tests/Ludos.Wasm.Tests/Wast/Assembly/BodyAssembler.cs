using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>Instructions, flat and folded, to code bytes.</summary>
internal sealed class BodyAssembler
{
    private const byte Else = 0x05;
    private const byte End = 0x0B;

    private readonly ModuleScope _scope;
    private readonly ByteSink _code;
    private readonly ImmediateAssembler _immediates;
    private readonly List<string?> _labels = [];

    public BodyAssembler(ModuleScope scope, IndexSpace locals, ByteSink code)
    {
        _scope = scope;
        _code = code;
        _immediates = new ImmediateAssembler(scope, locals, _labels);
    }

    /// <summary>Reads instructions until the list ends.</summary>
    public void Body(NodeCursor cursor)
    {
        Sequence(cursor);
        cursor.ExpectEnd();
        _code.Byte(End);
    }

    /// <summary>Reads one folded instruction, then ends the expression.</summary>
    public void Single(ListNode instruction)
    {
        Folded(instruction);
        _code.Byte(End);
    }

    private void Sequence(NodeCursor cursor)
    {
        while (cursor.Peek is { } node && node is not AtomNode { Text: "end" or "else" })
        {
            switch (node)
            {
                case ListNode list:
                    cursor.Take();
                    Folded(list);
                    break;
                case AtomNode keyword:
                    cursor.Take();
                    Flat(keyword, cursor);
                    break;
                default:
                    throw cursor.Unexpected("token");
            }
        }
    }

    private void Flat(AtomNode keyword, NodeCursor cursor)
    {
        if (BlockOpcode(keyword.Text) is not { } opcode)
        {
            Plain(keyword, cursor, _code);
            return;
        }

        var label = OpenBlock(opcode, cursor);
        Sequence(cursor);
        if (keyword.Text == "if" && cursor.TakeKeyword("else"))
        {
            RepeatLabel(label, cursor);
            _code.Byte(Else);
            Sequence(cursor);
        }

        if (!cursor.TakeKeyword("end"))
        {
            throw cursor.Unexpected("token, wanted end");
        }

        RepeatLabel(label, cursor);
        CloseBlock();
    }

    private static byte? BlockOpcode(string keyword) => keyword switch
    {
        "block" => 0x02,
        "loop" => 0x03,
        "if" => 0x04,
        _ => null,
    };

    private static void RepeatLabel(string? label, NodeCursor cursor)
    {
        var at = cursor.At;
        if (cursor.TakeIdentifier() is { } repeated && repeated != label)
        {
            throw new WastSyntaxException($"mismatching label {repeated}", at);
        }
    }

    private string? OpenBlock(byte opcode, NodeCursor cursor)
    {
        var label = cursor.TakeIdentifier();
        var type = BlockType(cursor);
        _code.Byte(opcode).Append(type);
        _labels.Add(label);
        return label;
    }

    private void CloseBlock()
    {
        _labels.RemoveAt(_labels.Count - 1);
        _code.Byte(End);
    }

    private ByteSink BlockType(NodeCursor cursor)
    {
        const byte NoResult = 0x40;
        var (index, signature) = _scope.Types.TakeBlockUse(cursor);
        var sink = new ByteSink();
        return index is { } type ? sink.Signed(type) : sink.Byte(signature.Results.Length == 0 ? NoResult : signature.Results[0]);
    }

    private void Folded(ListNode list)
    {
        var cursor = NodeCursor.After(list);
        if (list.Items.Count == 0 || list.Items[0] is not AtomNode keyword)
        {
            throw new WastSyntaxException("unexpected token, wanted an instruction", list.At);
        }

        switch (keyword.Text)
        {
            case "block" or "loop":
                OpenBlock(BlockOpcode(keyword.Text)!.Value, cursor);
                Sequence(cursor);
                cursor.ExpectEnd();
                CloseBlock();
                break;
            case "if":
                FoldedIf(cursor);
                break;
            default:
                var instruction = new ByteSink();
                Plain(keyword, cursor, instruction);
                while (!cursor.AtEnd)
                {
                    Folded(cursor.TakeAnyList());
                }

                _code.Append(instruction);
                break;
        }
    }

    private void FoldedIf(NodeCursor cursor)
    {
        var label = cursor.TakeIdentifier();
        var type = BlockType(cursor);
        while (cursor.Peek is ListNode { Head: not "then" } condition)
        {
            cursor.Take();
            Folded(condition);
        }

        _code.Byte(BlockOpcode("if")!.Value).Append(type);
        _labels.Add(label);
        Arm(cursor.TakeList("then") ?? throw cursor.Unexpected("token, wanted (then ...)"));
        if (cursor.TakeList("else") is { } otherwise)
        {
            _code.Byte(Else);
            Arm(otherwise);
        }

        cursor.ExpectEnd();
        CloseBlock();
    }

    private void Arm(ListNode arm)
    {
        var cursor = NodeCursor.After(arm);
        Sequence(cursor);
        cursor.ExpectEnd();
    }

    private void Plain(AtomNode keyword, NodeCursor cursor, ByteSink sink)
    {
        if (!Opcodes.TryGet(keyword.Text, out var opcode))
        {
            throw LaterKeywords.Instruction(keyword);
        }

        _immediates.Write(opcode, cursor, sink);
    }
}
