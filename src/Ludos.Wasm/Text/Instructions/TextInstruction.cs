using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Text.Instructions;

/// <param name="Prefix">0 for one-byte instructions; else 0xFB to 0xFE.</param>
/// <param name="Code">The byte, or the number behind the prefix.</param>
/// <param name="Align">Natural alignment as a power of two, for memory arguments.</param>
internal readonly record struct TextInstruction(string Name, byte Prefix, uint Code, Immediate Immediate, int Align = 0)
{
    public void WriteTo(ByteSink sink)
    {
        if (Prefix != 0)
        {
            sink.Byte(Prefix).Unsigned(Code);
            return;
        }

        sink.Byte((byte)Code);
    }
}
