using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Compilation.Splitting;
using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Compilation;

/// <summary>From a function to its method, or methods where one would be too large to be optimised.</summary>
internal sealed partial class FunctionCompiler
{
    public static CompiledFunction Compile(ModuleContext context, int function, FunctionBody body)
    {
        var shape = FunctionShape.Of(context.Module, body);
        var method = context.Methods[function];
        var type = context.Module.TypeOfFunction(function);
        if (context.IsProfiled)
        {
            method = ProfileGuard.Emit(context, method, function);
        }

        if (FrameGuard.NeedsOwnCheck(type, body, shape, out var frameBytes))
        {
            method = FrameGuard.Emit(context, method, function, frameBytes);
        }

        var input = FunctionCompilerInput.Of(context, function, body);
        var survey = body.End - body.Start < FunctionSplitter.LeastBodyBytes && context.Divider is null ? null : new CodeSurvey();
        var whole = new FunctionCompiler(input, method, shape);
        whole.Run(survey);
        return survey is not null && (whole._il.IsTooLargeToOptimise || context.Divider is not null)
            ? Split(input, method, shape, survey)
            : new CompiledFunction(whole._il.IsTooLargeToOptimise, 0);
    }

    private static CompiledFunction Split(FunctionCompilerInput input, EmittedMethod method, FunctionShape shape, CodeSurvey survey)
    {
        var splitter = new FunctionSplitter(input.Context.Module, input.Type, input.Body, input.Locals, survey, input.Context.Divider);
        var methods = new List<EmittedMethod>();
        SplitPlan? last = null;
        foreach (var plan in splitter.Plans())
        {
            EntryTypes.Find(input, shape, survey, plan.Pieces);
            last = plan;
            if (TrySplit(input, method, shape, plan, methods))
            {
                Blank(methods, plan.Pieces.Count);
                return new CompiledFunction(false, plan.Pieces.Count);
            }
        }

        // Partly optimised is better than not at all.
        Blank(methods, last?.Pieces.Count ?? 0);
        if (last is null)
        {
            new FunctionCompiler(input, method, shape).Run(null);
        }

        return new CompiledFunction(true, last?.Pieces.Count ?? 0);
    }

    /// <summary>Emits all parts, inner pieces first: what calls one must know how it is left. False when one is too large all the same.</summary>
    private static bool TrySplit(FunctionCompilerInput input, EmittedMethod method, FunctionShape shape, SplitPlan plan, List<EmittedMethod> methods)
    {
        var fits = true;
        for (var i = plan.Pieces.Count - 1; i >= 0; i--)
        {
            var piece = plan.Pieces[i];
            var index = plan.Pieces.Count - 1 - i;
            if (index == methods.Count)
            {
                methods.Add(SplitPlan.Define(input.Context.Home, $"{FunctionMethods.NameOf(input.Function)}_{index}"));
            }

            piece.Method = methods[index];
            piece.Method.NoInlining = true;
            var part = new FunctionCompiler(input, piece.Method, FunctionShape.Of(input.Context.Module, new FunctionBody(piece.Start, piece.End, [])), plan, piece);
            part.CompilePiece();
            fits &= !part._il.IsTooLargeToOptimise;
        }

        var root = new FunctionCompiler(input, method, shape, plan);
        root.Run(null);
        return fits && !root._il.IsTooLargeToOptimise;
    }

    /// <summary>A method that was named stays in the assembly, and must have a body.</summary>
    private static void Blank(List<EmittedMethod> methods, int used)
    {
        foreach (var method in methods.Skip(used))
        {
            var il = method.Begin();
            il.LoadInt(0);
            il.Emit(System.Reflection.Emit.OpCodes.Ret);
        }
    }
}

/// <summary>What came of a function.</summary>
/// <param name="Pieces">Methods beside its own.</param>
internal readonly record struct CompiledFunction(bool IsTooLargeToOptimise, int Pieces);
