using System.Reflection.Emit;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// A function with a large frame would touch the stack's guard page before its own prologue could look. So it is called through
/// a small function that looks whether the frame fits.
/// </summary>
internal static class FrameGuard
{
    private const int SlotBytes = 8;
    private const int SmallFrameBytes = 8 * 1024;

    // Temporaries that the just-in-time compiler adds, for values and for long bodies.
    private const int SpareFactor = 3;
    private const int BodyBytesPerFrameByte = 2;

    public static bool NeedsOwnCheck(FunctionType type, FunctionBody body, FunctionShape shape, out int frameBytes)
    {
        var values = type.Parameters.Length + type.Results.Length + body.Locals.Length + body.MaxTemporaries + shape.MaxCallValues;
        frameBytes = (values * SlotBytes * SpareFactor) + ((body.End - body.Start) / BodyBytesPerFrameByte);
        return frameBytes > SmallFrameBytes;
    }

    /// <summary>Fills <paramref name="guard"/> and returns the method that the body goes to.</summary>
    public static EmittedMethod Emit(ModuleContext context, EmittedMethod guard, int function, int frameBytes)
    {
        var type = context.Module.TypeOfFunction(function);
        var body = ModuleCompiler.Define(context.Home, $"{guard.Name}_body", type);
        body.NoInlining = true;
        var il = guard.Begin();
        var trap = il.DefineLabel();
        var probe = il.DeclareLocal(typeof(long));
        guard.InitLocals = false;
        il.Emit(OpCodes.Ldloca, probe);
        il.Emit(OpCodes.Conv_U);
        il.LoadInt(frameBytes);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, RuntimeMembers.StackLimit);
        il.Emit(OpCodes.Blt_Un, trap);
        for (var i = 0; i < ClrShape.Parameters(type).Length; i++)
        {
            il.LoadArgument(i);
        }

        // The body may itself end in tail calls, which must not leave this frame behind each time.
        il.Emit(OpCodes.Tailcall);
        il.Emit(OpCodes.Call, body);
        il.Emit(OpCodes.Ret);
        il.MarkLabel(trap);
        il.Emit(OpCodes.Ldarg_0);
        il.LoadInt(function);
        il.LoadInt((int)TrapKind.StackExhausted);
        il.Emit(OpCodes.Call, RuntimeMembers.MakeTrap);
        il.Emit(OpCodes.Throw);
        return body;
    }
}
