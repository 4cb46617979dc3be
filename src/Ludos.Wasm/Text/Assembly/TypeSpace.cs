using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>The type section: what is defined, in recursion groups, then what type uses add.</summary>
internal sealed class TypeSpace(IndexSpace names, TypeText types)
{
    // One entry a type index: its signature when it is a function type, else null.
    private readonly List<FunctionSignature?> _signatures = [];

    // Plain function types (final, no supertype, alone in their group), which a type use without an index may mean.
    private readonly Dictionary<string, uint> _plain = new(StringComparer.Ordinal);
    private readonly List<ByteSink> _groups = [];

    /// <summary>Field names by type index.</summary>
    public Dictionary<uint, IndexSpace> Fields { get; } = [];

    /// <summary>First pass: gives <c>(type ...)</c>, or each one in <c>(rec ...)</c>, its index.</summary>
    public void Declare(ListNode field)
    {
        foreach (var definition in Members(field))
        {
            names.Add(NodeCursor.After(definition).TakeIdentifier(), definition.At);
        }
    }

    /// <summary>Second pass: reads what <see cref="Declare"/> passed over.</summary>
    public void Define(ListNode field)
    {
        const byte Group = 0x4E;
        var members = Members(field).ToList();
        var first = (uint)_signatures.Count;
        var sink = new ByteSink();
        if (field.Head == "rec")
        {
            sink.Byte(Group).Unsigned((ulong)members.Count);
        }

        foreach (var member in members)
        {
            Member(member, sink);
        }

        _groups.Add(sink);
        if (members is [{ Items: [.., ListNode { Head: "func" }] }])
        {
            _plain.TryAdd(_signatures[^1]!.Key(), first);
        }
    }

    /// <summary>The section's items: groups, and how many there are.</summary>
    public void WriteTo(SectionSink section) => _groups.ForEach(group => section.Add(group));

    /// <summary>Reads <c>(type x)? (param ...)* (result ...)*</c> and gives the index, adding a type where none fits.</summary>
    public (uint Index, FunctionSignature Signature) TakeUse(NodeCursor cursor, bool mayName = true)
    {
        if (TakeIndex(cursor) is not { } index)
        {
            var signature = ReadSignature(cursor, mayName);
            return (Find(signature), signature);
        }

        return (index, CheckInline(index, cursor, mayName));
    }

    /// <summary>As <see cref="TakeUse"/>, in a block: null index where the type is short enough to be written in place.</summary>
    public (uint? Index, FunctionSignature Signature) TakeBlockUse(NodeCursor cursor)
    {
        if (TakeIndex(cursor) is { } index)
        {
            return (index, CheckInline(index, cursor, mayName: false));
        }

        var signature = ReadSignature(cursor, mayName: false);
        return (signature is { Parameters.Count: 0, Results.Count: <= 1 } ? null : Find(signature), signature);
    }

    private static IEnumerable<ListNode> Members(ListNode field)
    {
        if (field.Head == "type")
        {
            yield return field;
            yield break;
        }

        for (var cursor = NodeCursor.After(field); !cursor.AtEnd;)
        {
            yield return cursor.ExpectList("type");
        }
    }

    /// <summary>Reads <c>(type $id? subtype)</c>.</summary>
    private void Member(ListNode definition, ByteSink sink)
    {
        const byte Sub = 0x50;
        const byte SubFinal = 0x4F;
        var cursor = NodeCursor.After(definition);
        cursor.TakeIdentifier();
        if (cursor.TakeList("sub") is { } sub)
        {
            var inner = NodeCursor.After(sub);
            sink.Byte(inner.TakeKeyword("final") ? SubFinal : Sub);
            var supers = new List<uint>();
            while (names.TryTake(inner) is { } super)
            {
                supers.Add(super);
            }

            sink.Unsigned((ulong)supers.Count);
            supers.ForEach(super => sink.Unsigned(super));
            Composite(inner.TakeAnyList("(func ...), (struct ...) or (array ...)"), sink);
            inner.ExpectEnd();
        }
        else
        {
            Composite(cursor.TakeAnyList("(func ...), (struct ...), (array ...) or (sub ...)"), sink);
        }

        cursor.ExpectEnd();
    }

    private void Composite(ListNode definition, ByteSink sink)
    {
        const byte Function = 0x60;
        const byte Struct = 0x5F;
        const byte Array = 0x5E;
        var cursor = NodeCursor.After(definition);
        var index = (uint)_signatures.Count;
        FunctionSignature? signature = null;
        switch (definition.Head)
        {
            case "func":
                signature = ReadSignature(cursor, mayName: true);
                signature.WriteTo(sink.Byte(Function));
                break;
            case "struct":
                StructFields(index, cursor, sink.Byte(Struct));
                break;
            case "array":
                sink.Byte(Array).Append(FieldType(cursor));
                break;
            default:
                throw TextException.Malformed(definition.At, $"unexpected token {definition.Head ?? "("}, wanted func, struct or array", "Write one of them.");
        }

        cursor.ExpectEnd();
        _signatures.Add(signature);
    }

    private void StructFields(uint index, NodeCursor cursor, ByteSink sink)
    {
        var fields = Fields[index] = new IndexSpace("field");
        var written = new ByteSink();
        while (!cursor.AtEnd)
        {
            var field = cursor.ExpectList("field");
            var inner = NodeCursor.After(field);
            if (inner.TakeIdentifier() is { } name)
            {
                fields.Add(name, field.At);
                written.Append(FieldType(inner));
                inner.ExpectEnd();
                continue;
            }

            while (!inner.AtEnd)
            {
                fields.Add(null, field.At);
                written.Append(FieldType(inner));
            }
        }

        sink.Unsigned(fields.Count).Append(written);
    }

    private ByteSink FieldType(NodeCursor cursor)
    {
        if (cursor.TakeList("mut") is { } list)
        {
            var inner = NodeCursor.After(list);
            var type = types.TakeStorageType(inner);
            inner.ExpectEnd();
            return type.WriteTo(new ByteSink()).Byte(1);
        }

        return types.TakeStorageType(cursor).WriteTo(new ByteSink()).Byte(0);
    }

    private uint? TakeIndex(NodeCursor cursor)
    {
        if (cursor.TakeList("type") is not { } use)
        {
            return null;
        }

        var inner = NodeCursor.After(use);
        var index = names.Take(inner);
        inner.ExpectEnd();
        return index;
    }

    private FunctionSignature CheckInline(uint index, NodeCursor cursor, bool mayName)
    {
        var at = cursor.At;
        var hasInline = cursor.Peek is ListNode { Head: "param" or "result" };
        var written = ReadSignature(cursor, mayName);
        var defined = index < _signatures.Count ? _signatures[(int)index] : null;
        if (!hasInline)
        {
            return defined is null ? FunctionSignature.Empty : defined with { ParameterNames = new string?[defined.Parameters.Count] };
        }

        if (defined is null)
        {
            throw TextException.UnknownName(at, "type", $"{index}, or it is no function type");
        }

        return written.SameTypes(defined)
            ? written
            : throw TextException.Malformed(at, "inline function type differs from the type used", "Leave out either the (type ...) or the parameters and results.");
    }

    private uint Find(FunctionSignature signature)
    {
        var key = signature.Key();
        if (_plain.TryGetValue(key, out var index))
        {
            return index;
        }

        index = names.Add(null, default);
        _signatures.Add(signature);
        _plain.Add(key, index);
        var sink = new ByteSink().Byte(0x60);
        signature.WriteTo(sink);
        _groups.Add(sink);
        return index;
    }

    private FunctionSignature ReadSignature(NodeCursor cursor, bool mayName)
    {
        var parameters = new List<TextType>();
        var parameterNames = new List<string?>();
        while (cursor.TakeList("param") is { } list)
        {
            var inner = NodeCursor.After(list);
            if (inner.Peek is AtomNode { IsIdentifier: true } && !mayName)
            {
                throw TextException.Malformed(inner.At, "unexpected parameter name", "Take the name out: only a function's own parameters have names.");
            }

            types.TakeNamed(inner, parameters, parameterNames);
        }

        return new FunctionSignature(parameters, types.TakeResults(cursor), parameterNames);
    }
}
