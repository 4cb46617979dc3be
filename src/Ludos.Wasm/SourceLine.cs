namespace Ludos.Wasm;

/// <summary>A line of the source that a module was built from, as its debug information tells.</summary>
/// <param name="File">As the compiler was told.</param>
/// <param name="Line">From 1.</param>
public readonly record struct SourceLine(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}
