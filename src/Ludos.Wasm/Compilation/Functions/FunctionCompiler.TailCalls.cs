using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Tail calls by IL's prefix, which the just-in-time compiler must honour: as a jump when the callee's arguments fit where the caller's lie, through its own
/// dispatcher when they do not. The caller's own pointers for further results are handed on, so they point to a frame that stays.
/// </summary>
internal sealed partial class FunctionCompiler
{
    private void TailCall(in Callee callee)
    {
        BeforeLeaving();
        if (_guards.Count == 0)
        {
            LoadContext(callee);
            _stack.Load(callee.Type.Parameters.Length);
            Finish(callee);
        }
        else
        {
            TailCallFromGuard(callee);
        }

        Release(callee);
    }

    private void Finish(in Callee callee)
    {
        for (var i = 1; i < _type.Results.Length; i++)
        {
            _il.LoadArgument(_type.Parameters.Length + i);
        }

        Transfer(callee, isTail: true);
        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Leaves the protected blocks, whose handlers do not see what the callee throws, and calls from outside them.</summary>
    private void TailCallFromGuard(Callee callee)
    {
        var arguments = Reserve(callee.Type.Parameters);
        MoveTo(arguments);
        var outside = _il.DefineLabel();
        _il.Emit(OpCodes.Leave, outside);
        _guards[0].OuterDeferred.Add(() =>
        {
            _il.MarkLabel(outside);
            LoadContext(callee);
            foreach (var argument in arguments)
            {
                _il.Emit(OpCodes.Ldloc, argument);
            }

            Finish(callee);
        });
        foreach (var argument in arguments)
        {
            _pool.Release(argument);
        }
    }
}
