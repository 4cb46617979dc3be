namespace Ludos.Modules;

/// <summary>A schema that cannot be executed; ours ship with the program, so this is misuse.</summary>
internal sealed class SchemaException(string pointer, string problem) : Exception($"{pointer} {problem}");
