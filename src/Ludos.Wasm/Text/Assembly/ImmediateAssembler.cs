using Ludos.Wasm.Text.Instructions;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>One plain instruction with what follows its keyword.</summary>
internal sealed partial class ImmediateAssembler(ModuleScope scope, IndexSpace locals, List<string?> labels)
{
    public void Write(TextInstruction instruction, NodeCursor cursor, ByteSink sink)
    {
        switch (instruction.Immediate)
        {
            case Immediate.Select:
                Select(instruction, cursor, sink);
                return;
            case Immediate.ReferenceType:
                TestOrCast(instruction, cursor, sink);
                return;
        }

        instruction.WriteTo(sink);
        switch (instruction.Immediate)
        {
            case Immediate.None:
                break;
            case Immediate.I32:
                sink.Signed((int)IntegerLiteral.ParseI32(cursor.TakeAtom("an i32")));
                break;
            case Immediate.I64:
                sink.Signed((long)IntegerLiteral.ParseI64(cursor.TakeAtom("an i64")));
                break;
            case Immediate.F32:
                sink.Fixed32(FloatLiteral.ParseF32(cursor.TakeAtom("an f32")));
                break;
            case Immediate.F64:
                sink.Fixed64(FloatLiteral.ParseF64(cursor.TakeAtom("an f64")));
                break;
            case Immediate.Vector:
                sink.Raw(VectorLiteral.Take(cursor));
                break;
            case Immediate.HeapType:
                sink.Signed(scope.TypeText.TakeHeapType(cursor));
                break;
            case Immediate.Fence:
                sink.Byte(0);
                break;
            case Immediate.MemoryArgument or Immediate.MemoryLane or Immediate.Lane or Immediate.Shuffle:
                MemoryOrLane(instruction, cursor, sink);
                break;
            case Immediate.Label or Immediate.LabelTable or Immediate.CallIndirect or Immediate.BranchOnCast or Immediate.Tag or Immediate.Function:
                Control(instruction, cursor, sink);
                break;
            default:
                Indices(instruction.Immediate, cursor, sink);
                break;
        }
    }

    private void Select(TextInstruction instruction, NodeCursor cursor, ByteSink sink)
    {
        const byte SelectTyped = 0x1C;
        if (cursor.Peek is not ListNode { Head: "result" })
        {
            instruction.WriteTo(sink);
            return;
        }

        var types = scope.TypeText.TakeResults(cursor);
        sink.Byte(SelectTyped).Unsigned((ulong)types.Count);
        types.ForEach(type => type.WriteTo(sink));
    }

    /// <summary>The binary has one number for a nullable target and one, just below, for the other.</summary>
    private void TestOrCast(TextInstruction instruction, NodeCursor cursor, ByteSink sink)
    {
        var type = scope.TypeText.TakeReferenceType(cursor);
        (instruction with { Code = instruction.Code + (type.Code == TextType.RefNull ? 1u : 0u) }).WriteTo(sink);
        sink.Signed(type.Heap);
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
            case Immediate.Memory:
                sink.Unsigned(scope.Memories.TryTake(cursor) ?? 0);
                break;
            case Immediate.MemoryCopy:
                Pair(scope.Memories, cursor, sink);
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
                Pair(scope.Tables, cursor, sink);
                break;
            case Immediate.TableInit:
                Segment(scope.Tables, scope.Elements, cursor, sink);
                break;
            default:
                Types(immediate, cursor, sink);
                break;
        }
    }

    private void Types(Immediate immediate, NodeCursor cursor, ByteSink sink)
    {
        var type = scope.TypeIndices.Take(cursor);
        sink.Unsigned(type);
        switch (immediate)
        {
            case Immediate.Type:
                break;
            case Immediate.TypeField:
                var fields = scope.Types.Fields.GetValueOrDefault(type) ?? new IndexSpace("field");
                sink.Unsigned(fields.Take(cursor));
                break;
            case Immediate.TypeCount:
                sink.Unsigned(IntegerLiteral.ParseU32(cursor.TakeAtom("how many elements")));
                break;
            case Immediate.TypeType:
                sink.Unsigned(scope.TypeIndices.Take(cursor));
                break;
            case Immediate.TypeData:
                scope.NeedsDataCount = true;
                sink.Unsigned(scope.Data.Take(cursor));
                break;
            case Immediate.TypeElement:
                sink.Unsigned(scope.Elements.Take(cursor));
                break;
            default:
                throw new InvalidOperationException($"No encoding for {immediate}.");
        }
    }

    /// <summary>Both indices, or none.</summary>
    private static void Pair(IndexSpace space, NodeCursor cursor, ByteSink sink)
    {
        if (space.TryTake(cursor) is { } first)
        {
            sink.Unsigned(first).Unsigned(space.Take(cursor));
            return;
        }

        sink.Byte(0).Byte(0);
    }

    /// <summary>An optional target before the segment; the binary has them the other way round.</summary>
    private static void Segment(IndexSpace targets, IndexSpace segments, NodeCursor cursor, ByteSink sink)
    {
        var first = cursor.TakeAtom("a segment's name or index");
        if (segments.TryTake(cursor) is { } segment)
        {
            sink.Unsigned(segment).Unsigned(targets.Resolve(first));
            return;
        }

        sink.Unsigned(segments.Resolve(first)).Unsigned(0);
    }
}
