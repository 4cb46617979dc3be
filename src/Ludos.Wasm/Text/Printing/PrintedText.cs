using System.Text;
using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Text.Printing;

/// <summary>The text in the making: bounded, and instructions either a line each, indented, or all on one line.</summary>
internal sealed class PrintedText(int mostCharacters, bool oneLine = false)
{
    private const int FirstIndent = 4;
    private const int DeepestIndent = 40;

    private readonly StringBuilder _text = new();

    /// <summary>An empty text for an expression within a field.</summary>
    public PrintedText OneLine() => new(mostCharacters, oneLine: true);

    /// <exception cref="WasmFormatException">The text would be too long.</exception>
    public void Add(string text)
    {
        if (_text.Length + (long)text.Length > mostCharacters)
        {
            throw WasmFormatException.Limit(0, "characters of text", _text.Length + (long)text.Length, mostCharacters);
        }

        _text.Append(text);
    }

    public void Instruction(string text, int depth)
    {
        if (oneLine)
        {
            Add(_text.Length == 0 ? text : " " + text);
            return;
        }

        _text.Append(' ', FirstIndent + (2 * Math.Min(depth, DeepestIndent)));
        Add(text);
        _text.Append('\n');
    }

    public override string ToString() => _text.ToString();
}
