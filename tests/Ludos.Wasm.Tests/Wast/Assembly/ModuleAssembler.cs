using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <param name="Later">A later proposal that the bytes use, or null.</param>
internal sealed record AssembledModule(byte[] Bytes, string? Later);

/// <summary>Turns the fields of a text module into the binary format.</summary>
internal sealed class ModuleAssembler
{
    private readonly ModuleScope _scope = new();
    private readonly Sections _sections = new();
    private readonly DefinitionAssembler _definitions;
    private readonly SegmentAssembler _segments;
    private bool _definitionSeen;

    private ModuleAssembler()
    {
        _segments = new SegmentAssembler(_scope, _sections);
        _definitions = new DefinitionAssembler(_scope, _sections, _segments);
    }

    /// <exception cref="WastSyntaxException">The text is malformed.</exception>
    /// <exception cref="LaterProposalException">It uses a proposal that the binary writer has no form for.</exception>
    public static AssembledModule Assemble(IReadOnlyList<Node> fields) => new ModuleAssembler().Run(fields);

    private AssembledModule Run(IReadOnlyList<Node> nodes)
    {
        var fields = nodes.Select(node => node as ListNode ?? throw new WastSyntaxException("unexpected token, wanted a module field", node.At)).ToList();
        foreach (var field in fields)
        {
            Declare(field);
        }

        foreach (var field in fields)
        {
            Define(field);
        }

        foreach (var signature in _scope.Types.Signatures)
        {
            _sections.Types.Add(new ByteSink().Byte(0x60).Sized(signature.Parameters).Sized(signature.Results));
        }

        if (_scope.Memories.Count > 1)
        {
            _scope.NoteLater(Proposal.MultiMemory);
        }

        return new AssembledModule(_sections.ToModule(_scope.NeedsDataCount), _scope.Later);
    }

    /// <summary>First pass: every definition gets its index and name, so that text may refer forward.</summary>
    private void Declare(ListNode field)
    {
        var cursor = NodeCursor.After(field);
        switch (field.Head)
        {
            case "type":
                _scope.Types.Define(field);
                break;
            case "import":
                DeclareImport(cursor);
                break;
            case "func":
                DeclareDefinition(_scope.Functions, cursor, field);
                break;
            case "table":
                DeclareDefinition(_scope.Tables, cursor, field);
                if (field.Items.Any(item => item is ListNode { Head: "elem" }))
                {
                    _scope.Elements.Add(null, field.At);
                }

                break;
            case "memory":
                DeclareDefinition(_scope.Memories, cursor, field);
                if (field.Items.Any(item => item is ListNode { Head: "data" }))
                {
                    _scope.Data.Add(null, field.At);
                }

                break;
            case "global":
                DeclareDefinition(_scope.Globals, cursor, field);
                break;
            case "elem":
                _scope.Elements.Add(cursor.TakeIdentifier(), field.At);
                break;
            case "data":
                _scope.Data.Add(cursor.TakeIdentifier(), field.At);
                break;
            case "export" or "start":
                break;
            default:
                throw LaterKeywords.Field(field);
        }
    }

    private void DeclareDefinition(IndexSpace space, NodeCursor cursor, ListNode field)
    {
        space.Add(cursor.TakeIdentifier(), field.At);
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
        var description = cursor.TakeAnyList();
        cursor.ExpectEnd();
        var space = description.Head switch
        {
            "func" => _scope.Functions,
            "table" => _scope.Tables,
            "memory" => _scope.Memories,
            "global" => _scope.Globals,
            _ => throw LaterKeywords.Field(description),
        };
        space.Add(NodeCursor.After(description).TakeIdentifier(), description.At);
        CheckImportOrder(description);
    }

    private void CheckImportOrder(ListNode at)
    {
        if (_definitionSeen)
        {
            throw new WastSyntaxException($"import after {at.Head}", at.At);
        }
    }

    private void Define(ListNode field)
    {
        var cursor = NodeCursor.After(field);
        switch (field.Head)
        {
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

        if (field.Head is not "type")
        {
            cursor.ExpectEnd();
        }
    }

    private void Start(NodeCursor cursor, ListNode field)
    {
        if (_sections.Start is not null)
        {
            throw new WastSyntaxException("multiple start sections", field.At);
        }

        _sections.Start = _scope.Functions.Take(cursor);
    }
}
