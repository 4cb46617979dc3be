using System.Collections.Immutable;
using Ludos.Modules;
using NuGet.Versioning;

namespace Ludos.Distribution;

/// <summary>A module as it is installed: where its parts lie in the store. Immutable.</summary>
/// <param name="Id">The module.</param>
/// <param name="Version">Its version.</param>
/// <param name="Kind">The manifest's kind.</param>
/// <param name="Publisher">Whose it is.</param>
/// <param name="Module">Its digest, also that of the head, and the bytes of the whole .gmod.</param>
/// <param name="HeadSizeBytes">Bytes of the head.</param>
/// <param name="Map">The chunk map.</param>
/// <param name="Bundle">Statement, certificates and the log's proof, as an object.</param>
/// <param name="Dependencies">What it needs, in ordinal order of ids.</param>
/// <param name="Grants">What it asks for, in ordinal order.</param>
/// <param name="Protected">Its sealed files; null = none.</param>
public sealed record InstalledModule(
    string Id,
    SemanticVersion Version,
    string Kind,
    string Publisher,
    ObjectRef Module,
    int HeadSizeBytes,
    ObjectRef Map,
    ObjectRef Bundle,
    ImmutableArray<Dependency> Dependencies,
    ImmutableArray<string> Grants,
    ProtectedFiles? Protected)
{
    /// <summary>The head as an object.</summary>
    public ObjectRef Head => new(Module.Digest, HeadSizeBytes);
}
