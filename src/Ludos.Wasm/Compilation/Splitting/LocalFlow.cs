using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>
/// Finds which locals each piece takes and gives. A first pass in the order of the code follows which locals have surely been assigned since the start of
/// each open piece and loop; a second one, backwards, which may still be read. Both look at each instruction once and err on the safe side.
/// </summary>
internal sealed class LocalFlow
{
    // Sets of locals that are kept for loops; a function that would need more is treated as if everything were always needed.
    private const long MaxSetBytes = 64L * 1024 * 1024;
    private const int MaxLoopNesting = 64;
    private const int BitsInByte = 8;

    private readonly ModuleContents _module;
    private readonly FunctionBody _body;
    private readonly int _locals;
    private readonly LocalSet _rootOwn;
    private readonly List<FlowEvent> _events = [];

    private LocalFlow(ModuleContents module, FunctionBody body, int locals, LocalSet rootOwn)
    {
        _module = module;
        _body = body;
        _locals = locals;
        _rootOwn = rootOwn;
    }

    /// <param name="pieces">In the order of their starts, outer ones first.</param>
    /// <returns>The locals that instructions outside of all pieces name.</returns>
    public static LocalSet Solve(ModuleContents module, FunctionBody body, int locals, IReadOnlyList<Piece> pieces)
    {
        var flow = new LocalFlow(module, body, locals, new LocalSet(locals));
        var isExact = flow.LoopsAreFew();
        var assignments = new AssignmentFlow(locals, flow._rootOwn, flow._events, isExact);
        flow.Read(assignments, pieces);
        if (isExact)
        {
            LiveFlow.Run(locals, flow._events);
        }

        return flow._rootOwn;
    }

    private bool LoopsAreFew()
    {
        long loops = 0;
        var nesting = 0;
        var deepest = 0;
        var isLoop = new Stack<bool>();
        var reader = new InstructionReader(_module, _body.Start, _body.End);
        while (!reader.AtEnd)
        {
            var opcode = reader.Next().Opcode;
            if (opcode is Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable)
            {
                isLoop.Push(opcode == Opcode.Loop);
                nesting += opcode == Opcode.Loop ? 1 : 0;
                loops += opcode == Opcode.Loop ? 1 : 0;
                deepest = Math.Max(deepest, nesting);
            }
            else if (opcode == Opcode.End && isLoop.TryPop(out var ended) && ended)
            {
                nesting--;
            }
        }

        return deepest <= MaxLoopNesting && loops * (_locals / BitsInByte) <= MaxSetBytes;
    }

    private void Read(AssignmentFlow flow, IReadOnlyList<Piece> pieces)
    {
        var next = 0;
        var open = new Stack<Piece>();
        var reader = new InstructionReader(_module, _body.Start, _body.End);
        while (!reader.AtEnd)
        {
            var at = reader.Position;
            while (open.TryPeek(out var inner) && inner.End == at)
            {
                flow.EndPiece();
                open.Pop();
            }

            for (; next < pieces.Count && pieces[next].Start == at; next++)
            {
                open.Push(pieces[next]);
                flow.StartPiece(pieces[next]);
            }

            var instruction = reader.Next();
            flow.Instruction(in instruction);
        }
    }
}
