using Ludos.Wasm.Text.Instructions;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

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

    /// <summary>A constant expression: what the list still holds.</summary>
    public static ByteSink Expression(ModuleScope scope, NodeCursor cursor)
    {
        var sink = new ByteSink();
        new BodyAssembler(scope, new IndexSpace("local"), sink).Body(cursor);
        return sink;
    }

    /// <summary>A constant expression of one folded instruction.</summary>
    public static ByteSink Expression(ModuleScope scope, ListNode instruction)
    {
        var sink = new ByteSink();
        new BodyAssembler(scope, new IndexSpace("local"), sink).Folded(instruction);
        return sink.Byte(End);
    }

    /// <summary>Reads instructions until the list ends.</summary>
    public void Body(NodeCursor cursor)
    {
        Sequence(cursor);
        _code.Byte(End);
    }

    private readonly record struct FlatBlock(string Keyword, string? Label, bool ElseSeen);

    private static byte? BlockOpcode(string keyword) => keyword switch
    {
        "block" => 0x02,
        "loop" => 0x03,
        "if" => 0x04,
        "try_table" => 0x1F,
        _ => null,
    };

    /// <summary>Flat blocks are kept on a list, not on the stack: their nesting is bounded by the text alone.</summary>
    private void Sequence(NodeCursor cursor)
    {
        var open = new List<FlatBlock>();
        while (!cursor.AtEnd)
        {
            if (cursor.Peek is ListNode list)
            {
                cursor.Take();
                Folded(list);
                continue;
            }

            Flat(open, cursor.TakeAtom("an instruction"), cursor);
        }

        if (open.Count > 0)
        {
            throw cursor.Unexpected("end");
        }
    }

    private void Flat(List<FlatBlock> open, AtomNode keyword, NodeCursor cursor)
    {
        switch (keyword.Text)
        {
            case "end" when open.Count > 0:
                RepeatLabel(open[^1].Label, cursor);
                open.RemoveAt(open.Count - 1);
                CloseBlock();
                break;
            case "else" when open.Count > 0 && open[^1] is { Keyword: "if", ElseSeen: false } branch:
                RepeatLabel(branch.Label, cursor);
                open[^1] = branch with { ElseSeen = true };
                _code.Byte(Else);
                break;
            case "end" or "else":
                throw TextException.Malformed(keyword.At, $"unexpected token {keyword.Text}", "Nothing is open that it could belong to; take it out.");
            case "block" or "loop" or "if" or "try_table":
                open.Add(new FlatBlock(keyword.Text, OpenBlock(keyword, cursor), ElseSeen: false));
                break;
            default:
                Plain(keyword, cursor, _code);
                break;
        }
    }

    private static void RepeatLabel(string? label, NodeCursor cursor)
    {
        var at = cursor.At;
        if (cursor.TakeIdentifier() is { } repeated && repeated != label)
        {
            throw new TextException(WasmTextErrorCode.Name, $"mismatching label {repeated}", at, $"Write {label ?? "no label"}, as where the block opens.");
        }
    }

    private string? OpenBlock(AtomNode keyword, NodeCursor cursor)
    {
        var label = cursor.TakeIdentifier();
        var header = BlockType(cursor);
        if (keyword.Text == "try_table")
        {
            // Catch clauses name labels around the block, not its own.
            _immediates.Catches(cursor, header);
        }

        _code.Byte(BlockOpcode(keyword.Text)!.Value).Append(header);
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
        return index is { } type ? sink.Signed(type)
            : signature.Results.Count == 0 ? sink.Byte(NoResult)
            : signature.Results[0].WriteTo(sink);
    }

    private void Folded(ListNode list)
    {
        var cursor = NodeCursor.After(list);
        if (list.Items.Count == 0 || list.Items[0] is not AtomNode keyword)
        {
            throw TextException.Malformed(list.At, "unexpected token, wanted an instruction", "Begin the list with an instruction.");
        }

        switch (keyword.Text)
        {
            case "block" or "loop" or "try_table":
                OpenBlock(keyword, cursor);
                Sequence(cursor);
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
                    Folded(cursor.TakeAnyList("a folded instruction"));
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
        Sequence(NodeCursor.After(cursor.ExpectList("then")));
        if (cursor.TakeList("else") is { } otherwise)
        {
            _code.Byte(Else);
            Sequence(NodeCursor.After(otherwise));
        }

        cursor.ExpectEnd();
        CloseBlock();
    }

    private void Plain(AtomNode keyword, NodeCursor cursor, ByteSink sink)
    {
        if (!TextInstructions.TryGet(keyword.Text, out var instruction))
        {
            throw TextException.UnknownOperator(keyword);
        }

        _immediates.Write(instruction, cursor, sink);
    }
}
