using System.Text;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Functions, tables, memories, globals and tags: imported, exported in place, or defined.</summary>
internal sealed class DefinitionAssembler(ModuleScope scope, ModuleSink module, SegmentAssembler segments)
{
    private const uint PageBytes = 65_536;
    private readonly Dictionary<string, uint> _next = new(StringComparer.Ordinal);

    /// <summary>Reads <c>(import "m" "n" (kind $id? type))</c> behind its keyword.</summary>
    public void Import(NodeCursor cursor)
    {
        var from = cursor.TakeName();
        var name = cursor.TakeName();
        var description = cursor.TakeAnyList("(func ...), (table ...), (memory ...), (global ...) or (tag ...)");
        var inner = NodeCursor.After(description);
        inner.TakeIdentifier();
        var index = Next(description.Head!);
        AddImport(description.Head!, index, from, name, inner);
        inner.ExpectEnd();
    }

    public void Function(NodeCursor cursor)
    {
        if (Prologue("func", cursor, out var index))
        {
            return;
        }

        var at = cursor.At;
        var (type, signature) = scope.Types.TakeUse(cursor);
        module.Functions.Add(new ByteSink().Unsigned(type));
        var locals = Parameters(index, signature, at);
        var code = new ByteSink();
        Locals(cursor, locals, code);
        new BodyAssembler(scope, locals, code).Body(cursor);
        module.Code.Add(new ByteSink().Sized(code));
    }

    public void Table(NodeCursor cursor)
    {
        const byte WithInitialiser = 0x40;
        if (Prologue("table", cursor, out var index))
        {
            return;
        }

        if (TypeText.IsReferenceType(cursor.Peek) || (LimitsText.IsAddressType(cursor.Peek) && TypeText.IsReferenceType(cursor.PeekAt(1))))
        {
            var is64 = LimitsText.TakeAddressType(cursor);
            var type = scope.TypeText.TakeReferenceType(cursor);
            var count = segments.InlineElements(index, is64, type, cursor);
            module.Tables.Add(type.WriteTo(new ByteSink()).Append(LimitsText.Write(is64, count, count)));
            return;
        }

        var table = LimitsText.TakeTableType(cursor, scope.TypeText);
        module.Tables.Add(cursor.AtEnd
            ? table
            : new ByteSink().Byte(WithInitialiser).Byte(0).Append(table).Append(BodyAssembler.Expression(scope, cursor)));
    }

    public void Memory(NodeCursor cursor)
    {
        if (Prologue("memory", cursor, out var index))
        {
            return;
        }

        var dataAt = LimitsText.IsAddressType(cursor.Peek) ? 1 : 0;
        dataAt += cursor.PeekAt(dataAt) is ListNode { Head: "pagesize" } ? 1 : 0;
        if (cursor.PeekAt(dataAt) is not ListNode { Head: "data" })
        {
            module.Memories.Add(LimitsText.TakeMemoryType(cursor));
            return;
        }

        var is64 = LimitsText.TakeAddressType(cursor);
        var pageSize = LimitsText.TakePageSize(cursor);
        var inner = NodeCursor.After(cursor.ExpectList("data"));
        var bytes = inner.TakeStrings();
        inner.ExpectEnd();
        segments.InlineData(index, is64, bytes);
        var pageBytes = pageSize is { } log2 ? 1UL << log2 : PageBytes;
        var pages = ((ulong)bytes.Length + pageBytes - 1) / pageBytes;
        module.Memories.Add(LimitsText.Write(is64, pages, pages, pageSizeLog2: pageSize));
    }

    public void Global(NodeCursor cursor)
    {
        if (!Prologue("global", cursor, out _))
        {
            module.Globals.Add(scope.TypeText.TakeGlobalType(cursor).Append(BodyAssembler.Expression(scope, cursor)));
        }
    }

    public void Tag(NodeCursor cursor)
    {
        if (!Prologue("tag", cursor, out _))
        {
            module.Tags.Add(new ByteSink().Byte(0).Unsigned(scope.Types.TakeUse(cursor).Index));
        }
    }

    /// <summary>Reads <c>(export "n" (kind index))</c> behind its keyword.</summary>
    public void Export(NodeCursor cursor)
    {
        var name = cursor.TakeName();
        var description = cursor.TakeAnyList("(func ...), (table ...), (memory ...), (global ...) or (tag ...)");
        var space = scope.OfKind(description.Head) ?? throw ModuleAssembler.UnknownField(description);
        var inner = NodeCursor.After(description);
        AddExport(description.Head!, name, space.Take(inner));
        inner.ExpectEnd();
    }

    /// <summary>Name, inline exports and inline import; true when it was an import, which is then whole.</summary>
    private bool Prologue(string kind, NodeCursor cursor, out uint index)
    {
        cursor.TakeIdentifier();
        index = Next(kind);
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
        AddImport(kind, index, names.TakeName(), names.TakeName(), cursor);
        names.ExpectEnd();
        return true;
    }

    private uint Next(string kind)
    {
        var index = _next.GetValueOrDefault(kind);
        _next[kind] = index + 1;
        return index;
    }

    private static byte KindByte(string kind) => kind switch
    {
        "func" => 0,
        "table" => 1,
        "memory" => 2,
        "global" => 3,
        _ => 4,
    };

    private void AddExport(string kind, string name, uint index) =>
        module.Exports.Add(new ByteSink().Sized(Encoding.UTF8.GetBytes(name)).Byte(KindByte(kind)).Unsigned(index));

    private void AddImport(string kind, uint index, string from, string name, NodeCursor cursor)
    {
        var sink = new ByteSink().Sized(Encoding.UTF8.GetBytes(from)).Sized(Encoding.UTF8.GetBytes(name)).Byte(KindByte(kind));
        switch (kind)
        {
            case "func":
                var at = cursor.At;
                var (type, signature) = scope.Types.TakeUse(cursor);
                Parameters(index, signature, at);
                sink.Unsigned(type);
                break;
            case "table":
                sink.Append(LimitsText.TakeTableType(cursor, scope.TypeText));
                break;
            case "memory":
                sink.Append(LimitsText.TakeMemoryType(cursor));
                break;
            case "global":
                sink.Append(scope.TypeText.TakeGlobalType(cursor));
                break;
            default:
                sink.Byte(0).Unsigned(scope.Types.TakeUse(cursor).Index);
                break;
        }

        module.Imports.Add(sink);
    }

    private IndexSpace Parameters(uint function, FunctionSignature signature, Position at)
    {
        var locals = new IndexSpace("local");
        foreach (var parameter in signature.ParameterNames)
        {
            locals.Add(parameter, at);
        }

        scope.Locals.Add(function, locals);
        return locals;
    }

    /// <summary>Local declarations, equal neighbours in one entry.</summary>
    private void Locals(NodeCursor cursor, IndexSpace locals, ByteSink code)
    {
        var at = cursor.At;
        var types = new List<TextType>();
        var names = new List<string?>();
        while (cursor.TakeList("local") is { } list)
        {
            scope.TypeText.TakeNamed(NodeCursor.After(list), types, names);
        }

        names.ForEach(name => locals.Add(name, at));
        var runs = new List<(uint Count, TextType Type)>();
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
        runs.ForEach(run => run.Type.WriteTo(code.Unsigned(run.Count)));
    }
}
