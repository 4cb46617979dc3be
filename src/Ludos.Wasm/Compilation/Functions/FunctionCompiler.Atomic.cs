using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    private void Atomic(in Instruction instruction)
    {
        PendingFeatures.Atomics(instruction.Offset);
        _stack.Flush();
    }
}
