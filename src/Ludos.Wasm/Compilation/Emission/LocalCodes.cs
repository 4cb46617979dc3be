using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation.Emission;

/// <summary>The shortest form of an instruction that names a local.</summary>
internal static class LocalCodes
{
    private static readonly OpCode[] Loads = [OpCodes.Ldloc_0, OpCodes.Ldloc_1, OpCodes.Ldloc_2, OpCodes.Ldloc_3];
    private static readonly OpCode[] Stores = [OpCodes.Stloc_0, OpCodes.Stloc_1, OpCodes.Stloc_2, OpCodes.Stloc_3];

    public static void Write(ILBody body, OpCode code, int local)
    {
        var load = code.Value == OpCodes.Ldloc.Value;
        var store = code.Value == OpCodes.Stloc.Value;
        if (local < Loads.Length && (load || store))
        {
            body.Code((load ? Loads : Stores)[local]);
        }
        else if (local <= byte.MaxValue)
        {
            body.Code(load ? OpCodes.Ldloc_S : store ? OpCodes.Stloc_S : OpCodes.Ldloca_S);
            body.Byte((byte)local);
        }
        else
        {
            body.Code(code);
            body.Short((short)local);
        }
    }
}
