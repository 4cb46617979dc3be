using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>A plain instruction and what it takes and gives.</summary>
/// <param name="MakesNan">Gives NaNs whose bits the standard leaves open.</param>
internal sealed record Operator(TextInstruction Instruction, TextType[] Takes, TextType Gives, bool MakesNan);
