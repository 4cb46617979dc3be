using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

internal sealed partial class FunctionValidator
{
    private void Atomic(in Instruction instruction)
    {
        PendingFeatures.Atomics(instruction.Offset);
        _stack.Push(I32);
    }
}
