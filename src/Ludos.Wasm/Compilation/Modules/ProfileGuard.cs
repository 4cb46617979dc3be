using System.Reflection.Emit;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>Puts a small method in front of a function that tells the profiler when it is entered and left, by a trap or an exception too.</summary>
internal static class ProfileGuard
{
    /// <summary>Fills <paramref name="front"/> and returns the method that the function itself goes to.</summary>
    public static EmittedMethod Emit(ModuleContext context, EmittedMethod front, int function)
    {
        var timed = ModuleCompiler.Define(context.Home, $"{front.Name}_timed", context.Module.TypeOfFunction(function));
        timed.NoInlining = true;
        front.InitLocals = false;
        var il = front.Begin();
        var result = front.Result == typeof(void) ? null : il.DeclareLocal(front.Result);
        il.Emit(OpCodes.Ldarg_0);
        il.LoadInt(function);
        il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(ProfileOps), nameof(ProfileOps.Enter)));
        il.BeginExceptionBlock();
        for (var i = 0; i < front.Parameters.Length; i++)
        {
            il.LoadArgument(i);
        }

        il.Emit(OpCodes.Call, timed);
        if (result is not null)
        {
            il.Emit(OpCodes.Stloc, result);
        }

        il.BeginFinallyBlock();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(ProfileOps), nameof(ProfileOps.Leave)));
        il.EndExceptionBlock();
        if (result is not null)
        {
            il.Emit(OpCodes.Ldloc, result);
        }

        il.Emit(OpCodes.Ret);
        return timed;
    }
}
