using System.Text;
using System.Text.Unicode;

namespace Ludos.Wasm.Tests.Wast.Syntax;

internal enum TokenKind
{
    End,
    Open,
    Close,
    Atom,
    String,
}

internal readonly record struct Token(TokenKind Kind, Position At, string Text, byte[] Bytes);

/// <summary>Cuts script text into tokens; comments and annotations are passed over, but must be well formed.</summary>
internal sealed class Lexer
{
    private readonly byte[] _source;
    private readonly StringLexer _strings;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public Lexer(byte[] source)
    {
        _source = source;
        _strings = new StringLexer(source);
        if (!Utf8.IsValid(source))
        {
            throw new WastSyntaxException("malformed UTF-8 encoding", new Position(1, 1));
        }
    }

    private Position Here => new(_line, _at - _lineStart + 1);

    public Token Next()
    {
        while (true)
        {
            SkipBlanks();
            var at = Here;
            switch (Peek())
            {
                case -1:
                    return new Token(TokenKind.End, at, "", []);
                case '(' when Peek(1) == '@':
                    SkipAnnotation();
                    continue;
                case '(':
                    _at++;
                    return new Token(TokenKind.Open, at, "(", []);
                case ')':
                    _at++;
                    return new Token(TokenKind.Close, at, ")", []);
                default:
                    return Run(at);
            }
        }
    }

    private int Peek(int ahead = 0) => _at + ahead < _source.Length ? _source[_at + ahead] : -1;

    private static bool IsIdentifierByte(int value) =>
        value is > 0x20 and < 0x7F and not '"' and not ',' and not ';' and not '(' and not ')' and not '[' and not ']' and not '{' and not '}';

    /// <summary>A longest run of identifier bytes and strings is one token, so that what is not spaced apart does not fall apart.</summary>
    private Token Run(Position at)
    {
        var start = _at;
        var strings = 0;
        byte[] bytes = [];
        var stringStart = start;
        while (Peek() is var next && (next == '"' || IsIdentifierByte(next)))
        {
            if (next != '"')
            {
                _at++;
                continue;
            }

            strings++;
            stringStart = _at;
            bytes = _strings.Read(ref _at, Here);
        }

        var length = _at - start;
        if (length == 0)
        {
            throw new WastSyntaxException("illegal character", at);
        }

        if (strings == 0)
        {
            var text = Encoding.UTF8.GetString(_source, start, length);
            return text == "$" ? throw new WastSyntaxException("empty identifier", at) : new Token(TokenKind.Atom, at, text, []);
        }

        var endsWithString = _source[_at - 1] == '"';
        return (strings, stringStart - start, endsWithString) switch
        {
            (1, 0, true) => new Token(TokenKind.String, at, "", bytes),
            (1, 1, true) when _source[start] == '$' => new Token(TokenKind.Atom, at, "$" + QuotedName(bytes, at, "empty identifier"), []),
            _ => throw new WastSyntaxException("unknown operator", at),
        };
    }

    private static string QuotedName(byte[] bytes, Position at, string whenEmpty)
    {
        if (bytes.Length == 0)
        {
            throw new WastSyntaxException(whenEmpty, at);
        }

        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new WastSyntaxException("malformed UTF-8 encoding", at);
    }

    private void SkipBlanks()
    {
        while (true)
        {
            switch (Peek())
            {
                case ' ' or '\t':
                    _at++;
                    break;
                case '\n' or '\r':
                    SkipNewLine();
                    break;
                case ';' when Peek(1) == ';':
                    while (Peek() is not (-1 or '\n' or '\r'))
                    {
                        _at++;
                    }

                    break;
                case '(' when Peek(1) == ';':
                    SkipBlockComment();
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipNewLine()
    {
        _at += Peek() == '\r' && Peek(1) == '\n' ? 2 : 1;
        _line++;
        _lineStart = _at;
    }

    private void SkipBlockComment()
    {
        var start = Here;
        var depth = 0;
        do
        {
            switch (Peek())
            {
                case -1:
                    throw new WastSyntaxException("unclosed comment", start);
                case '(' when Peek(1) == ';':
                    depth++;
                    _at += 2;
                    break;
                case ';' when Peek(1) == ')':
                    depth--;
                    _at += 2;
                    break;
                case '\n' or '\r':
                    SkipNewLine();
                    break;
                default:
                    _at++;
                    break;
            }
        }
        while (depth > 0);
    }

    private void SkipAnnotation()
    {
        var start = Here;
        _at += 2;
        if (Peek() == '"')
        {
            QuotedName(_strings.Read(ref _at, Here), start, "empty annotation id");
        }
        else if (!IsIdentifierByte(Peek()))
        {
            throw new WastSyntaxException("empty annotation id", start);
        }

        for (var depth = 1; depth > 0;)
        {
            SkipBlanks();
            switch (Peek())
            {
                case -1:
                    throw new WastSyntaxException("unclosed annotation", start);
                case '(':
                    depth++;
                    _at++;
                    break;
                case ')':
                    depth--;
                    _at++;
                    break;
                case '"':
                    _strings.Read(ref _at, Here);
                    break;
                case var other when IsIdentifierByte(other) || other is ',' or ';' or '[' or ']' or '{' or '}':
                    _at++;
                    break;
                default:
                    throw new WastSyntaxException("illegal character", Here);
            }
        }
    }
}
