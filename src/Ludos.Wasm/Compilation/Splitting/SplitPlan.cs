using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>How one function is divided: its pieces, and the frame through which they work together.</summary>
/// <param name="Pieces">In the order of their starts, outer ones first.</param>
/// <param name="RootCalls">Pieces that the function itself calls, by their start.</param>
/// <param name="RootOwn">Locals that instructions outside of all pieces name.</param>
/// <param name="Nesting">Pieces that can be under way at once.</param>
internal sealed record SplitPlan(List<Piece> Pieces, Dictionary<int, Piece> RootCalls, LocalSet RootOwn, FrameLayout Frame, int Nesting)
{
    /// <summary>Every piece has this shape: the state, the numbers and the references of the frame; which way it was left.</summary>
    public static EmittedMethod Define(EmittedAssembly home, string name) =>
        home.Define(name, typeof(int), [typeof(InstanceState), typeof(byte*), typeof(object).MakeByRefType()]);

    public static SplitPlan Of(ModuleContents module, FunctionBody body, ValueType[] locals, IReadOnlyList<ControlNode> chosen)
    {
        var pieces = chosen.Select(node => new Piece(node.Start, node.End, node.Parent!, locals.Length)).ToList();
        pieces.Sort((left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : right.End.CompareTo(left.End));
        var calls = new Dictionary<int, Piece>();
        var open = new Stack<Piece>();
        var nesting = 0;
        foreach (var piece in pieces)
        {
            while (open.TryPeek(out var outer) && outer.End <= piece.Start)
            {
                open.Pop();
            }

            (open.TryPeek(out var holder) ? holder.Children : calls).Add(piece.Start, piece);
            open.Push(piece);
            nesting = Math.Max(nesting, open.Count);
        }

        var own = LocalFlow.Solve(module, body, locals.Length, pieces);
        return new SplitPlan(pieces, calls, own, new FrameLayout(locals, pieces), nesting);
    }
}
