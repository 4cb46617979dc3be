namespace Ludos.Distribution;

/// <summary>Carries the first broken rule out of a document's reader; caught in <see cref="StrictJson"/>, never seen outside.</summary>
internal sealed class DocumentFault(string path, string problem) : Exception(problem)
{
    public string Path { get; } = path;
}
