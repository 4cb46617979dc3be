namespace Ludos.Wasm.Text.Assembly;

/// <summary>Everything that text inside one module may name.</summary>
internal sealed class ModuleScope
{
    public ModuleScope()
    {
        TypeText = new TypeText(TypeIndices);
        Types = new TypeSpace(TypeIndices, TypeText);
    }

    public IndexSpace TypeIndices { get; } = new("type");

    public TypeSpace Types { get; }

    public TypeText TypeText { get; }

    public IndexSpace Functions { get; } = new("func");

    public IndexSpace Tables { get; } = new("table");

    public IndexSpace Memories { get; } = new("memory");

    public IndexSpace Globals { get; } = new("global");

    public IndexSpace Tags { get; } = new("tag");

    public IndexSpace Elements { get; } = new("elem segment");

    public IndexSpace Data { get; } = new("data segment");

    /// <summary>Locals of each function the module defines, by its index, parameters first.</summary>
    public SortedDictionary<uint, IndexSpace> Locals { get; } = [];

    /// <summary>True once code uses an instruction for which the binary must announce its data segments.</summary>
    public bool NeedsDataCount { get; set; }

    /// <summary>The space that exports and imports of a kind count in; null for a word that is no kind.</summary>
    public IndexSpace? OfKind(string? kind) => kind switch
    {
        "func" => Functions,
        "table" => Tables,
        "memory" => Memories,
        "global" => Globals,
        "tag" => Tags,
        _ => null,
    };
}
