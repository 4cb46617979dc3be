using Ludos.Wasm.Text.Instructions;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Memory accesses and lanes.</summary>
internal sealed partial class ImmediateAssembler
{
    private const string OffsetPrefix = "offset=";
    private const string AlignPrefix = "align=";
    private const int ShuffleLanes = 16;

    private void MemoryOrLane(TextInstruction instruction, NodeCursor cursor, ByteSink sink)
    {
        switch (instruction.Immediate)
        {
            case Immediate.MemoryArgument:
                MemoryArgument(instruction, scope.Memories.TryTake(cursor) ?? 0, cursor, sink);
                break;
            case Immediate.MemoryLane:
                MemoryArgument(instruction, TakeMemoryBeforeLane(cursor), cursor, sink);
                sink.Byte(Lane(cursor));
                break;
            case Immediate.Lane:
                sink.Byte(Lane(cursor));
                break;
            default:
                for (var lane = 0; lane < ShuffleLanes; lane++)
                {
                    sink.Byte(Lane(cursor));
                }

                break;
        }
    }

    private static byte Lane(NodeCursor cursor) => IntegerLiteral.ParseLaneIndex(cursor.TakeAtom("a lane index"));

    /// <summary>A lone number is the lane; a number before it, or before offset or align, is the memory.</summary>
    private uint TakeMemoryBeforeLane(NodeCursor cursor)
    {
        var isMemory = cursor.Peek is AtomNode { IsIdentifier: true }
            || (IndexSpace.IsIndex(cursor.Peek) && cursor.PeekAt(1) is AtomNode next && (IntegerLiteral.IsNumber(next.Text) || IsOption(next)));
        return isMemory ? scope.Memories.Take(cursor) : 0;
    }

    private static bool IsOption(AtomNode atom) =>
        atom.Text.StartsWith(OffsetPrefix, StringComparison.Ordinal) || atom.Text.StartsWith(AlignPrefix, StringComparison.Ordinal);

    private static void MemoryArgument(TextInstruction instruction, uint memory, NodeCursor cursor, ByteSink sink)
    {
        const uint HasMemoryIndex = 0x40;
        var offset = Option(cursor, OffsetPrefix) is { } written ? IntegerLiteral.ParseU64(written) : 0;
        var align = (ulong)instruction.Align;
        if (Option(cursor, AlignPrefix) is { } alignment)
        {
            var value = IntegerLiteral.ParseU64(alignment);
            align = ulong.IsPow2(value)
                ? ulong.Log2(value)
                : throw TextException.Malformed(alignment.At, $"alignment must be a power of two, not {value}", $"Write {1 << instruction.Align}, or leave it out.");
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
        return atom.Text.Length > prefix.Length ? atom with { Text = atom.Text[prefix.Length..] } : throw TextException.UnknownOperator(atom, $"{prefix}<number>");
    }
}
