using System.Reflection;

namespace Ludos.Wasm.Compilation;

/// <summary>What came out of the emitter, as metadata tokens of one dynamic module.</summary>
/// <param name="Functions">By function index; 0 for imports.</param>
/// <param name="Invokers">By type: reads arguments from, and writes results to, <see cref="WasmValue"/>s.</param>
/// <param name="HostCalls">By type: calls a delegate.</param>
/// <param name="Unoptimised">Indices of functions too large for the optimiser.</param>
internal sealed record EmittedCode(
    Module Module,
    int[] Functions,
    Dictionary<FunctionType, int> Invokers,
    Dictionary<FunctionType, int> HostCalls,
    int[] Unoptimised)
{
    public nint Pointer(int token) => Module.ResolveMethod(token)!.MethodHandle.GetFunctionPointer();
}
