namespace Ludos.Modules;

/// <summary>Carries the first broken rule out of the manifest's readers; caught in <see cref="ManifestParser"/>, never seen outside.</summary>
internal sealed class ManifestFault(string path, string problem, string mend) : Exception(problem)
{
    public string Path { get; } = path;

    public string Mend { get; } = mend;

    /// <summary>Whether the schema has nothing to say of the rule.</summary>
    public bool IsBeyondSchema { get; init; }
}
