namespace Ludos.Wasm;

/// <summary>One export of a module; <paramref name="Function"/> is its type for functions and tags, else null.</summary>
public sealed record ExportDescriptor(string Name, ExternKind Kind, FunctionType? Function);
