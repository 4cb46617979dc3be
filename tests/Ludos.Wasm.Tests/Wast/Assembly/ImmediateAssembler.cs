using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>One plain instruction with what follows its keyword.</summary>
internal sealed class ImmediateAssembler(ModuleScope scope, IndexSpace locals, List<string?> labels)
{
    private const byte SelectTyped = 0x1C;

    public void Write(Opcode opcode, NodeCursor cursor, ByteSink sink)
    {
        if (opcode.Immediate == Immediate.Select)
        {
            Select(opcode, cursor, sink);
            return;
        }

        opcode.WriteTo(sink);
        switch (opcode.Immediate)
        {
            case Immediate.None:
                break;
            case Immediate.I32:
                sink.Signed((int)IntegerLiteral.ParseI32(cursor.TakeAtom()));
                break;
            case Immediate.I64:
                sink.Signed((long)IntegerLiteral.ParseI64(cursor.TakeAtom()));
                break;
            case Immediate.F32:
                sink.Fixed32(FloatLiteral.ParseF32(cursor.TakeAtom()));
                break;
            case Immediate.F64:
                sink.Fixed64(FloatLiteral.ParseF64(cursor.TakeAtom()));
                break;
            case Immediate.HeapType:
                sink.Byte(TypeText.TakeHeapType(cursor));
                break;
            case Immediate.Label:
                sink.Unsigned(Label(cursor));
                break;
            case Immediate.LabelTable:
                LabelTable(cursor, sink);
                break;
            case Immediate.CallIndirect:
                CallIndirect(cursor, sink);
                break;
            case Immediate.MemoryArgument:
                MemoryArgument(opcode, cursor, sink);
                break;
            default:
                Indices(opcode.Immediate, cursor, sink);
                break;
        }
    }

    private static void Select(Opcode opcode, NodeCursor cursor, ByteSink sink)
    {
        if (cursor.Peek is not ListNode { Head: "result" })
        {
            opcode.WriteTo(sink);
            return;
        }

        var types = new List<byte>();
        while (cursor.TakeList("result") is { } list)
        {
            for (var inner = NodeCursor.After(list); !inner.AtEnd;)
            {
                types.Add(TypeText.TakeValueType(inner));
            }
        }

        sink.Byte(SelectTyped).Sized(types.ToArray());
    }

    private uint Label(NodeCursor cursor)
    {
        var atom = cursor.TakeAtom();
        if (!atom.IsIdentifier)
        {
            return IntegerLiteral.ParseU32(atom);
        }

        var at = labels.LastIndexOf(atom.Text);
        return at >= 0 ? (uint)(labels.Count - 1 - at) : throw new WastSyntaxException($"unknown label {atom.Text}", atom.At);
    }

    private void LabelTable(NodeCursor cursor, ByteSink sink)
    {
        var targets = new List<uint> { Label(cursor) };
        while (cursor.Peek is AtomNode atom && (atom.IsIdentifier || IntegerLiteral.IsNumber(atom.Text)))
        {
            targets.Add(Label(cursor));
        }

        sink.Unsigned((ulong)targets.Count - 1);
        targets.ForEach(target => sink.Unsigned(target));
    }

    private void CallIndirect(NodeCursor cursor, ByteSink sink)
    {
        var table = scope.Tables.TryTake(cursor) ?? 0;
        sink.Unsigned(scope.Types.TakeUse(cursor, mayName: false).Index).Unsigned(table);
    }

    private void MemoryArgument(Opcode opcode, NodeCursor cursor, ByteSink sink)
    {
        const uint HasMemoryIndex = 0x40;
        var memory = Memory(cursor);
        var offset = Option(cursor, "offset=") is { } written ? IntegerLiteral.ParseU64(written) : 0;
        var align = (ulong)opcode.Align;
        if (Option(cursor, "align=") is { } alignment)
        {
            var value = IntegerLiteral.ParseU64(alignment);
            align = ulong.IsPow2(value)
                ? ulong.Log2(value)
                : throw new WastSyntaxException("alignment must be a power of two", alignment.At);
        }

        if (memory != 0)
        {
            sink.Unsigned(align | HasMemoryIndex).Unsigned(memory);
        }
        else
        {
            sink.Unsigned(align);
        }

        sink.Unsigned(offset);
    }

    private static AtomNode? Option(NodeCursor cursor, string prefix)
    {
        if (cursor.Peek is not AtomNode atom || !atom.Text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        cursor.Take();
        return atom.Text.Length > prefix.Length
            ? atom with { Text = atom.Text[prefix.Length..] }
            : throw new WastSyntaxException($"unknown operator {atom.Text}", atom.At);
    }

    private uint Memory(NodeCursor cursor)
    {
        var memory = scope.Memories.TryTake(cursor) ?? 0;
        if (memory != 0)
        {
            scope.NoteLater(Proposal.MultiMemory);
        }

        return memory;
    }

    private void Indices(Immediate immediate, NodeCursor cursor, ByteSink sink)
    {
        switch (immediate)
        {
            case Immediate.Local:
                sink.Unsigned(locals.Take(cursor));
                break;
            case Immediate.Global:
                sink.Unsigned(scope.Globals.Take(cursor));
                break;
            case Immediate.Function:
                sink.Unsigned(scope.Functions.Take(cursor));
                break;
            case Immediate.Memory:
                sink.Unsigned(Memory(cursor));
                break;
            case Immediate.MemoryCopy:
                sink.Unsigned(Memory(cursor)).Unsigned(Memory(cursor));
                break;
            case Immediate.MemoryInit:
                scope.NeedsDataCount = true;
                Segment(scope.Memories, scope.Data, cursor, sink);
                break;
            case Immediate.Data:
                scope.NeedsDataCount = true;
                sink.Unsigned(scope.Data.Take(cursor));
                break;
            case Immediate.Element:
                sink.Unsigned(scope.Elements.Take(cursor));
                break;
            case Immediate.Table:
                sink.Unsigned(scope.Tables.TryTake(cursor) ?? 0);
                break;
            case Immediate.TableCopy:
                sink.Unsigned(scope.Tables.TryTake(cursor) ?? 0).Unsigned(scope.Tables.TryTake(cursor) ?? 0);
                break;
            case Immediate.TableInit:
                Segment(scope.Tables, scope.Elements, cursor, sink);
                break;
            default:
                throw new InvalidOperationException($"No encoding for {immediate}.");
        }
    }

    /// <summary>An optional target before the segment; the binary has them the other way round.</summary>
    private void Segment(IndexSpace targets, IndexSpace segments, NodeCursor cursor, ByteSink sink)
    {
        var first = cursor.TakeAtom();
        if (segments.TryTake(cursor) is { } segment)
        {
            var target = targets.Resolve(first);
            if (targets == scope.Memories && target != 0)
            {
                scope.NoteLater(Proposal.MultiMemory);
            }

            sink.Unsigned(segment).Unsigned(target);
            return;
        }

        sink.Unsigned(segments.Resolve(first)).Unsigned(0);
    }
}
