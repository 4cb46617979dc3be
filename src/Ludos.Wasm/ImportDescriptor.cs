namespace Ludos.Wasm;

/// <summary>One import that a module declares.</summary>
/// <param name="Module">The module it is asked from, as encoded.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Kind">What is imported.</param>
/// <param name="Function">The type, for functions; else null.</param>
/// <param name="MinPages">For memories: 64 KiB pages the supplied memory must have at the least. For tables: elements.</param>
/// <param name="MaxPages">For memories: the largest maximum the supplied memory may have; null accepts any. For tables: elements.</param>
public sealed record ImportDescriptor(string Module, string Name, ExternKind Kind, FunctionType? Function, uint MinPages, uint? MaxPages)
{
    /// <summary>Element type of a table, value type of a global; null for functions and memories.</summary>
    public ValueType? Type { get; init; }

    /// <summary>For globals: whether it can be written.</summary>
    public bool Mutable { get; init; }
}
