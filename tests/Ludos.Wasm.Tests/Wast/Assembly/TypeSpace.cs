using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>The type section: what is defined, then what type uses add.</summary>
internal sealed class TypeSpace
{
    private readonly IndexSpace _names = new("type");
    private readonly List<Signature> _signatures = [];

    public IReadOnlyList<Signature> Signatures => _signatures;

    /// <summary>Reads <c>(type $id? (func ...))</c>.</summary>
    public void Define(ListNode field)
    {
        var cursor = NodeCursor.After(field);
        _names.Add(cursor.TakeIdentifier(), field.At);
        var definition = cursor.TakeAnyList();
        if (definition.Head is "sub" or "struct" or "array")
        {
            throw new LaterProposalException(Proposal.Gc);
        }

        if (definition.Head != "func")
        {
            throw new WastSyntaxException("unexpected token, wanted (func ...)", definition.At);
        }

        cursor.ExpectEnd();
        var inner = NodeCursor.After(definition);
        _signatures.Add(ReadSignature(inner));
        inner.ExpectEnd();
    }

    /// <summary>Reads <c>(type x)? (param ...)* (result ...)*</c> and gives the index, adding a type where none fits.</summary>
    public (uint Index, Signature Signature) TakeUse(NodeCursor cursor, bool mayName = true)
    {
        if (TakeIndex(cursor) is not { } index)
        {
            var signature = ReadSignature(cursor, mayName);
            return (Find(signature), signature);
        }

        return (index, CheckInline(index, cursor, mayName));
    }

    /// <summary>As <see cref="TakeUse"/>, in a block: null index where the type is short enough to be written in place.</summary>
    public (uint? Index, Signature Signature) TakeBlockUse(NodeCursor cursor)
    {
        if (TakeIndex(cursor) is { } index)
        {
            return (index, CheckInline(index, cursor, mayName: false));
        }

        var signature = ReadSignature(cursor, mayName: false);
        return (signature is { Parameters.Length: 0, Results.Length: <= 1 } ? null : Find(signature), signature);
    }

    private uint? TakeIndex(NodeCursor cursor)
    {
        if (cursor.TakeList("type") is not { } use)
        {
            return null;
        }

        var inner = NodeCursor.After(use);
        var index = _names.Take(inner);
        inner.ExpectEnd();
        return index;
    }

    private Signature CheckInline(uint index, NodeCursor cursor, bool mayName)
    {
        var at = cursor.At;
        var hasInline = cursor.Peek is ListNode { Head: "param" or "result" };
        var written = ReadSignature(cursor, mayName);
        if (index >= _signatures.Count)
        {
            return hasInline ? throw new WastSyntaxException($"unknown type {index}", at) : Signature.Empty;
        }

        var defined = _signatures[(int)index];
        if (!hasInline)
        {
            return defined with { ParameterNames = new string?[defined.Parameters.Length] };
        }

        return written.SameTypes(defined) ? written : throw new WastSyntaxException("inline function type differs from the type used", at);
    }

    private uint Find(Signature signature)
    {
        var index = _signatures.FindIndex(signature.SameTypes);
        if (index >= 0)
        {
            return (uint)index;
        }

        _signatures.Add(signature);
        return _names.Add(null, default);
    }

    private static Signature ReadSignature(NodeCursor cursor, bool mayName = true)
    {
        var parameters = new List<byte>();
        var names = new List<string?>();
        while (cursor.TakeList("param") is { } list)
        {
            var inner = NodeCursor.After(list);
            if (inner.Peek is AtomNode { IsIdentifier: true } && !mayName)
            {
                throw inner.Unexpected("parameter name");
            }

            TypeText.TakeNamed(inner, parameters, names);
        }

        var results = new List<byte>();
        while (cursor.TakeList("result") is { } list)
        {
            for (var inner = NodeCursor.After(list); !inner.AtEnd;)
            {
                results.Add(TypeText.TakeValueType(inner));
            }
        }

        return new Signature([.. parameters], [.. results], [.. names]);
    }
}
