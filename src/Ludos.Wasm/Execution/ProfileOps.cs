namespace Ludos.Wasm.Execution;

/// <summary>What code that is compiled for a profile calls around each function.</summary>
internal static class ProfileOps
{
    public static void Enter(InstanceState state, int function) => state.Profiler?.Enter(function, state.FuelUsed);

    public static void Leave(InstanceState state) => state.Profiler?.Leave(state.FuelUsed);
}
