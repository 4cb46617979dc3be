using System.Collections.Immutable;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Compilation.Splitting;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    /// <summary>Finds what lies on the operand stack where pieces start.</summary>
    private static class EntryTypes
    {
        public static void Find(FunctionCompilerInput input, FunctionShape shape, CodeSurvey survey, List<Piece> pieces)
        {
            var busy = survey.Points.Where(point => point.Operands > 0).Select(point => point.Offset).ToHashSet();
            if (!pieces.Exists(piece => busy.Contains(piece.Start)))
            {
                return;
            }

            // Emitted whole once more, into a method that nothing keeps.
            var again = new CodeSurvey();
            foreach (var piece in pieces)
            {
                again.Types[piece.Start] = [];
            }

            var nowhere = new EmittedMethod(input.Context.Home.Name, input.Context.Home.References, 0, "survey", typeof(void), []);
            new FunctionCompiler(input, nowhere, shape).Run(again);
            foreach (var piece in pieces)
            {
                piece.Entry = again.Types[piece.Start];
            }
        }
    }
}
