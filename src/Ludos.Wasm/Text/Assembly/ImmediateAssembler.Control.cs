using Ludos.Wasm.Text.Instructions;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Labels, calls and handlers.</summary>
internal sealed partial class ImmediateAssembler
{
    /// <summary>Reads the clauses of a try_table; their labels are those around it.</summary>
    public void Catches(NodeCursor cursor, ByteSink sink)
    {
        var count = 0;
        var clauses = new ByteSink();
        while (cursor.Peek is ListNode { Head: "catch" or "catch_ref" or "catch_all" or "catch_all_ref" } clause)
        {
            cursor.Take();
            count++;
            var inner = NodeCursor.After(clause);
            switch (clause.Head)
            {
                case "catch":
                    clauses.Byte(0).Unsigned(scope.Tags.Take(inner));
                    break;
                case "catch_ref":
                    clauses.Byte(1).Unsigned(scope.Tags.Take(inner));
                    break;
                case "catch_all":
                    clauses.Byte(2);
                    break;
                default:
                    clauses.Byte(3);
                    break;
            }

            clauses.Unsigned(Label(inner));
            inner.ExpectEnd();
        }

        sink.Unsigned((ulong)count).Append(clauses);
    }

    private void Control(TextInstruction instruction, NodeCursor cursor, ByteSink sink)
    {
        switch (instruction.Immediate)
        {
            case Immediate.Label:
                sink.Unsigned(Label(cursor));
                break;
            case Immediate.LabelTable:
                LabelTable(cursor, sink);
                break;
            case Immediate.Function:
                sink.Unsigned(scope.Functions.Take(cursor));
                break;
            case Immediate.Tag:
                sink.Unsigned(scope.Tags.Take(cursor));
                break;
            case Immediate.CallIndirect:
                var table = scope.Tables.TryTake(cursor) ?? 0;
                sink.Unsigned(scope.Types.TakeUse(cursor, mayName: false).Index).Unsigned(table);
                break;
            default:
                BranchOnCast(cursor, sink);
                break;
        }
    }

    private uint Label(NodeCursor cursor)
    {
        var atom = cursor.TakeAtom("a label");
        if (!atom.IsIdentifier)
        {
            return IntegerLiteral.ParseU32(atom);
        }

        var at = labels.LastIndexOf(atom.Text);
        return at >= 0 ? (uint)(labels.Count - 1 - at) : throw TextException.UnknownName(atom.At, "label", atom.Text);
    }

    private void LabelTable(NodeCursor cursor, ByteSink sink)
    {
        var targets = new List<uint> { Label(cursor) };
        while (IndexSpace.IsIndex(cursor.Peek))
        {
            targets.Add(Label(cursor));
        }

        sink.Unsigned((ulong)targets.Count - 1);
        targets.ForEach(target => sink.Unsigned(target));
    }

    private void BranchOnCast(NodeCursor cursor, ByteSink sink)
    {
        var label = Label(cursor);
        var from = scope.TypeText.TakeReferenceType(cursor);
        var to = scope.TypeText.TakeReferenceType(cursor);
        var flags = (from.Code == TextType.RefNull ? 1 : 0) | (to.Code == TextType.RefNull ? 2 : 0);
        sink.Byte((byte)flags).Unsigned(label).Signed(from.Heap).Signed(to.Heap);
    }
}
