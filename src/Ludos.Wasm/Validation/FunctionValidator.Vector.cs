using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

internal sealed partial class FunctionValidator
{
    private void Vector(in Instruction instruction)
    {
        PendingFeatures.Vectors(instruction.Offset);
        _stack.Push(I32);
    }
}
