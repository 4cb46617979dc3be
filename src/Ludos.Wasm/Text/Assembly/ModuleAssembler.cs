using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Turns the fields of a text module into the binary format.</summary>
internal sealed class ModuleAssembler
{
    private readonly ModuleScope _scope = new();
    private readonly ModuleSink _module = new();
    private readonly DefinitionAssembler _definitions;
    private readonly SegmentAssembler _segments;
    private bool _definitionSeen;

    private ModuleAssembler()
    {
        _segments = new SegmentAssembler(_scope, _module);
        _definitions = new DefinitionAssembler(_scope, _module, _segments);
    }

    /// <exception cref="TextException">The text is malformed.</exception>
    public static byte[] Assemble(IReadOnlyList<Node> fields, string? moduleName = null, bool keepNames = false) =>
        new ModuleAssembler().Run(fields, moduleName, keepNames);

    public static TextException UnknownField(ListNode field) => TextException.Malformed(
        field.At,
        $"unexpected token {field.Head ?? "("}, wanted a module field",
        "Fields are type, rec, import, func, table, memory, global, tag, export, start, elem and data.");

    private byte[] Run(IReadOnlyList<Node> nodes, string? moduleName, bool keepNames)
    {
        var fields = nodes.Select(node => node as ListNode ?? throw TextException.Malformed(node.At, "unexpected token, wanted a module field", "Begin a field with (.")).ToList();
        fields.ForEach(Declare);
        foreach (var field in fields.Where(IsType))
        {
            _scope.Types.Define(field);
        }

        fields.ForEach(Define);
        _scope.Types.WriteTo(_module.Types);
        if (keepNames && NameSection.Write(_scope, moduleName) is { Length: > 0 } names)
        {
            _module.AddCustom(SectionPlace.Last, NameSection.Name, names);
        }

        return _module.ToModule(_scope.NeedsDataCount);
    }

    private static bool IsType(ListNode field) => field.Head is "type" or "rec";

    /// <summary>First pass: every definition gets its index and name, so that text may refer forward.</summary>
    private void Declare(ListNode field)
    {
        var cursor = NodeCursor.After(field);
        switch (field.Head)
        {
            case "type" or "rec":
                _scope.Types.Declare(field);
                break;
            case "import":
                DeclareImport(cursor);
                break;
            case "func" or "global" or "tag":
                DeclareDefinition(cursor, field);
                break;
            case "table":
                DeclareDefinition(cursor, field);
                DeclareInline("elem", _scope.Elements, field);
                break;
            case "memory":
                DeclareDefinition(cursor, field);
                DeclareInline("data", _scope.Data, field);
                break;
            case "elem":
                _scope.Elements.Add(cursor.TakeIdentifier(), field.At);
                break;
            case "data":
                _scope.Data.Add(cursor.TakeIdentifier(), field.At);
                break;
            case "export" or "start" or CustomText.Head:
                break;
            default:
                throw UnknownField(field);
        }
    }

    private static void DeclareInline(string head, IndexSpace segments, ListNode field)
    {
        if (field.Items.Any(item => item is ListNode list && list.Head == head))
        {
            segments.Add(null, field.At);
        }
    }

    private void DeclareDefinition(NodeCursor cursor, ListNode field)
    {
        _scope.OfKind(field.Head)!.Add(cursor.TakeIdentifier(), field.At);
        while (cursor.TakeList("export") is not null)
        {
        }

        if (cursor.Peek is ListNode { Head: "import" })
        {
            CheckImportOrder(field);
            return;
        }

        _definitionSeen = true;
    }

    private void DeclareImport(NodeCursor cursor)
    {
        cursor.TakeName();
        cursor.TakeName();
        var description = cursor.TakeAnyList("(func ...), (table ...), (memory ...), (global ...) or (tag ...)");
        cursor.ExpectEnd();
        var space = _scope.OfKind(description.Head) ?? throw UnknownField(description);
        space.Add(NodeCursor.After(description).TakeIdentifier(), description.At);
        CheckImportOrder(description);
    }

    private void CheckImportOrder(ListNode at)
    {
        if (_definitionSeen)
        {
            throw TextException.Malformed(at.At, $"import after {at.Head}", "Write imports before functions, tables, memories, globals and tags.");
        }
    }

    private void Define(ListNode field)
    {
        var cursor = NodeCursor.After(field);
        switch (field.Head)
        {
            case "type" or "rec":
                return;
            case CustomText.Head:
                CustomText.Read(field, _module);
                return;
            case "import":
                _definitions.Import(cursor);
                break;
            case "func":
                _definitions.Function(cursor);
                break;
            case "table":
                _definitions.Table(cursor);
                break;
            case "memory":
                _definitions.Memory(cursor);
                break;
            case "global":
                _definitions.Global(cursor);
                break;
            case "tag":
                _definitions.Tag(cursor);
                break;
            case "export":
                _definitions.Export(cursor);
                break;
            case "start":
                Start(cursor, field);
                break;
            case "elem":
                _segments.Element(cursor);
                break;
            case "data":
                _segments.Data(cursor);
                break;
        }

        cursor.ExpectEnd();
    }

    private void Start(NodeCursor cursor, ListNode field)
    {
        if (_module.Start is not null)
        {
            throw TextException.Malformed(field.At, "multiple start sections", "Keep one start field.");
        }

        _module.Start = _scope.Functions.Take(cursor);
    }
}
