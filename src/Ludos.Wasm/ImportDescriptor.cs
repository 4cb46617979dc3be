namespace Ludos.Wasm;

/// <summary>One import that a module declares.</summary>
/// <param name="Module">The module it is asked from, as encoded.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Kind">What is imported.</param>
/// <param name="Function">The type, for functions and tags; else null.</param>
/// <param name="MinPages">For memories: 64 KiB pages the supplied memory must have at the least. For tables: elements.</param>
/// <param name="MaxPages">For memories: the largest maximum the supplied memory may have; null accepts any. For tables: elements.</param>
public sealed record ImportDescriptor(string Module, string Name, ExternKind Kind, FunctionType? Function, ulong MinPages, ulong? MaxPages)
{
    /// <summary>The type of a function or tag, as one object for the whole process; else null.</summary>
    public DefinedType? DefinedType { get; init; }

    /// <summary>For memories and tables: whether addresses are 64 bits wide.</summary>
    public bool Is64 { get; init; }

    /// <summary>For memories: whether threads share it.</summary>
    public bool IsShared { get; init; }

    /// <summary>Element type of a table, value type of a global; null for the others.</summary>
    public ValueType? Type { get; init; }

    /// <summary>For globals: whether it can be written.</summary>
    public bool Mutable { get; init; }
}
