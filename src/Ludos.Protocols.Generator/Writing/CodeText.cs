using System.Text;

namespace Ludos.Protocols.Generator;

/// <summary>Source text under construction: lines at a depth.</summary>
internal sealed class CodeText(int indent)
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * indent).Append(line);
        }

        _text.Append('\n');
    }

    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }
    }

    /// <summary>A line, if it has one, then a brace that stays open.</summary>
    public void Open(string line)
    {
        if (line.Length > 0)
        {
            Line(line);
        }

        Line("{");
        _depth++;
    }

    /// <summary>A line that ends with its brace.</summary>
    public void OpenInline(string line)
    {
        Line(line);
        _depth++;
    }

    public void Close(string brace = "}")
    {
        _depth--;
        Line(brace);
    }

    public override string ToString() => _text.ToString();
}
