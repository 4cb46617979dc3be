using System.Text;
using System.Text.Unicode;

namespace Ludos.Wasm.Text.Syntax;

internal enum TokenKind
{
    End,
    Open,
    Close,
    Atom,
    String,
}

internal readonly record struct Token(TokenKind Kind, Position At, string Text, byte[] Bytes);

/// <summary>Cuts text into tokens; comments, and annotations that mean nothing here, are passed over, but must be well formed.</summary>
internal sealed class Lexer
{
    private readonly byte[] _source;
    private readonly WasmTextLimits _limits;
    private readonly StringLexer _strings;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public Lexer(byte[] source, WasmTextLimits limits)
    {
        _source = source;
        _limits = limits;
        _strings = new StringLexer(source);
        if (!Utf8.IsValid(source))
        {
            throw TextException.Malformed(FirstBadByte(source), "malformed UTF-8 encoding", "Save the text as UTF-8; write other bytes as escapes in a string.");
        }
    }

    private Position Here => new(_line, _at - _lineStart + 1);

    /// <param name="keepCustom">True where a module's fields stand: <c>(@custom ...)</c> is then read like a field.</param>
    public Token Next(bool keepCustom)
    {
        while (true)
        {
            SkipBlanks();
            var at = Here;
            switch (Peek())
            {
                case -1:
                    return new Token(TokenKind.End, at, "", []);
                case '(' when Peek(1) == '@' && !(keepCustom && IsCustom()):
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

    private static Position FirstBadByte(byte[] source)
    {
        var line = 1;
        var start = 0;
        for (var at = 0; at < source.Length;)
        {
            if (Rune.DecodeFromUtf8(source.AsSpan(at), out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return new Position(line, at - start + 1);
            }

            at += length;
            if (source[at - 1] == '\n')
            {
                line++;
                start = at;
            }
        }

        return new Position(line, source.Length - start + 1);
    }

    private bool IsCustom() =>
        _source.AsSpan(_at + 1).StartsWith("@custom"u8) && (_at + 8 >= _source.Length || !IsIdentifierByte(_source[_at + 8]));

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
            throw TextException.Malformed(at, "illegal character", "Take it out; text has letters, digits, strings and parentheses.");
        }

        if (strings == 0)
        {
            var text = Encoding.UTF8.GetString(_source, start, length);
            if (length > _limits.MaxNumberLength && IntegerLiteral.LooksLikeNumber(text))
            {
                throw TextException.Limit(at, $"{length} characters of one number", _limits.MaxNumberLength);
            }

            return text == "$" ? throw EmptyName(at, "empty identifier") : new Token(TokenKind.Atom, at, text, []);
        }

        var endsWithString = _source[_at - 1] == '"';
        return (strings, stringStart - start, endsWithString) switch
        {
            (1, 0, true) => new Token(TokenKind.String, at, "", bytes),
            (1, 1, true) when _source[start] == '$' => new Token(TokenKind.Atom, at, "$" + QuotedName(bytes, at, "empty identifier"), []),
            _ => throw TextException.Malformed(at, $"unknown operator {Encoding.UTF8.GetString(_source, start, Math.Min(length, 40))}", "Put a space between a word and a string."),
        };
    }

    private static string QuotedName(byte[] bytes, Position at, string whenEmpty)
    {
        if (bytes.Length == 0)
        {
            throw EmptyName(at, whenEmpty);
        }

        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw TextException.Malformed(at, "malformed UTF-8 encoding", "Names are UTF-8.");
    }

    private static TextException EmptyName(Position at, string what) => TextException.Malformed(at, what, "Give it at least one character.");

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
                    throw TextException.Malformed(start, "unclosed comment", "Write the missing ;).");
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
            throw EmptyName(start, "empty annotation id");
        }

        for (var depth = 1; depth > 0;)
        {
            SkipBlanks();
            switch (Peek())
            {
                case -1:
                    throw TextException.Malformed(start, "unclosed annotation", "Write the missing ).");
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
                    throw TextException.Malformed(Here, "illegal character in an annotation", "Put it in a string.");
            }
        }
    }
}
