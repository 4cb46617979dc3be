using System.Text;
using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>Functions, tables, memories and globals: imported, exported in place, or defined.</summary>
internal sealed class DefinitionAssembler(ModuleScope scope, Sections sections, SegmentAssembler segments)
{
    private const uint PageBytes = 65_536;
    private uint _functions;
    private uint _tables;
    private uint _memories;
    private uint _globals;

    /// <summary>Reads <c>(import "m" "n" (kind $id? type))</c> behind its keyword.</summary>
    public void Import(NodeCursor cursor)
    {
        var module = cursor.TakeName();
        var name = cursor.TakeName();
        var description = cursor.TakeAnyList();
        var inner = NodeCursor.After(description);
        inner.TakeIdentifier();
        AddImport(description.Head!, module, name, inner);
        Next(description.Head!);
        inner.ExpectEnd();
    }

    public void Function(NodeCursor cursor)
    {
        if (Prologue("func", cursor))
        {
            return;
        }

        var (type, signature) = scope.Types.TakeUse(cursor);
        sections.Functions.Add(new ByteSink().Unsigned(type));
        var locals = new IndexSpace("local");
        foreach (var parameter in signature.ParameterNames)
        {
            locals.Add(parameter, cursor.At);
        }

        var code = new ByteSink();
        Locals(cursor, locals, code);
        new BodyAssembler(scope, locals, code).Body(cursor);
        sections.Code.Add(new ByteSink().Sized(code.ToArray()));
    }

    public void Table(NodeCursor cursor)
    {
        var index = _tables;
        if (Prologue("table", cursor))
        {
            return;
        }

        TypeText.TakeAddressType(cursor);
        if (TypeText.IsReferenceType(cursor.Peek))
        {
            var type = TypeText.TakeReferenceType(cursor);
            var count = segments.InlineElements(index, type, cursor);
            sections.Tables.Add(new ByteSink().Byte(type).Byte(1).Unsigned(count).Unsigned(count));
            return;
        }

        var sink = new ByteSink();
        TypeText.TakeTableType(cursor, sink);
        if (!cursor.AtEnd)
        {
            throw new LaterProposalException(Proposal.FunctionReferences);
        }

        sections.Tables.Add(sink);
    }

    public void Memory(NodeCursor cursor)
    {
        var index = _memories;
        if (Prologue("memory", cursor))
        {
            return;
        }

        var sink = new ByteSink();
        if (cursor.Peek is ListNode { Head: "data" } || cursor.Peek is AtomNode { Text: "i32" or "i64" })
        {
            TypeText.TakeAddressType(cursor);
        }

        if (cursor.TakeList("data") is { } data)
        {
            var inner = NodeCursor.After(data);
            var bytes = inner.TakeStrings();
            inner.ExpectEnd();
            segments.InlineData(index, bytes);
            var pages = ((uint)bytes.Length + PageBytes - 1) / PageBytes;
            sections.Memories.Add(sink.Byte(1).Unsigned(pages).Unsigned(pages));
            return;
        }

        TypeText.TakeLimits(cursor, sink);
        sections.Memories.Add(sink);
    }

    public void Global(NodeCursor cursor)
    {
        if (Prologue("global", cursor))
        {
            return;
        }

        var sink = new ByteSink();
        TypeText.TakeGlobalType(cursor, sink);
        new BodyAssembler(scope, new IndexSpace("local"), sink).Body(cursor);
        sections.Globals.Add(sink);
    }

    /// <summary>Reads <c>(export "n" (kind index))</c> behind its keyword.</summary>
    public void Export(NodeCursor cursor)
    {
        var name = cursor.TakeName();
        var description = cursor.TakeAnyList();
        var inner = NodeCursor.After(description);
        var index = description.Head switch
        {
            "func" => scope.Functions.Take(inner),
            "table" => scope.Tables.Take(inner),
            "memory" => scope.Memories.Take(inner),
            "global" => scope.Globals.Take(inner),
            _ => throw LaterKeywords.Field(description),
        };
        inner.ExpectEnd();
        AddExport(description.Head, name, index);
    }

    /// <summary>Name, inline exports and inline import; true when it was an import, which is then whole.</summary>
    private bool Prologue(string kind, NodeCursor cursor)
    {
        cursor.TakeIdentifier();
        var index = Next(kind);
        while (cursor.TakeList("export") is { } export)
        {
            var inner = NodeCursor.After(export);
            AddExport(kind, inner.TakeName(), index);
            inner.ExpectEnd();
        }

        if (cursor.TakeList("import") is not { } import)
        {
            return false;
        }

        var names = NodeCursor.After(import);
        AddImport(kind, names.TakeName(), names.TakeName(), cursor);
        names.ExpectEnd();
        return true;
    }

    private uint Next(string kind) => kind switch
    {
        "func" => _functions++,
        "table" => _tables++,
        "memory" => _memories++,
        _ => _globals++,
    };

    private static byte KindByte(string kind) => kind switch
    {
        "func" => 0,
        "table" => 1,
        "memory" => 2,
        _ => 3,
    };

    private void AddExport(string kind, string name, uint index) =>
        sections.Exports.Add(new ByteSink().Sized(Encoding.UTF8.GetBytes(name)).Byte(KindByte(kind)).Unsigned(index));

    private void AddImport(string kind, string module, string name, NodeCursor cursor)
    {
        var sink = new ByteSink().Sized(Encoding.UTF8.GetBytes(module)).Sized(Encoding.UTF8.GetBytes(name)).Byte(KindByte(kind));
        switch (kind)
        {
            case "func":
                sink.Unsigned(scope.Types.TakeUse(cursor).Index);
                break;
            case "table":
                TypeText.TakeTableType(cursor, sink);
                break;
            case "memory":
                TypeText.TakeLimits(cursor, sink);
                break;
            default:
                TypeText.TakeGlobalType(cursor, sink);
                break;
        }

        sections.Imports.Add(sink);
    }

    /// <summary>Local declarations, equal neighbours in one entry.</summary>
    private static void Locals(NodeCursor cursor, IndexSpace locals, ByteSink code)
    {
        var types = new List<byte>();
        var names = new List<string?>();
        while (cursor.TakeList("local") is { } list)
        {
            TypeText.TakeNamed(NodeCursor.After(list), types, names);
        }

        names.ForEach(name => locals.Add(name, cursor.At));
        var runs = new List<(uint Count, byte Type)>();
        foreach (var type in types)
        {
            if (runs.Count > 0 && runs[^1].Type == type)
            {
                runs[^1] = (runs[^1].Count + 1, type);
            }
            else
            {
                runs.Add((1, type));
            }
        }

        code.Unsigned((ulong)runs.Count);
        runs.ForEach(run => code.Unsigned(run.Count).Byte(run.Type));
    }
}
