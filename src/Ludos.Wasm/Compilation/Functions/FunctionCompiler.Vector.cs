using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    private void Vector(in Instruction instruction)
    {
        PendingFeatures.Vectors(instruction.Offset);
        _stack.Flush();
    }
}
