using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using NuGet.Versioning;

namespace Ludos.Distribution;

/// <summary>A version as the index tells it: enough to resolve, to show and to fetch its release.</summary>
/// <param name="Version">The version.</param>
/// <param name="Release">Its release document, an object.</param>
/// <param name="Module">Digest of the module.</param>
/// <param name="Kind">The manifest's kind: <c>module</c>, <c>mod</c>, <c>game</c>, <c>wasm4</c>.</param>
/// <param name="SizeBytes">Bytes of the whole .gmod.</param>
/// <param name="Dependencies">What it needs, in ordinal order of ids.</param>
/// <param name="Grants">What it asks for, in ordinal order.</param>
/// <param name="Yanked">Why it was taken back; null = it stands. A yanked version stays where a lock names it and is chosen nowhere else.</param>
public sealed record IndexedVersion(
    SemanticVersion Version,
    ObjectRef Release,
    Digest Module,
    string Kind,
    long SizeBytes,
    ImmutableArray<Dependency> Dependencies,
    ImmutableArray<string> Grants,
    string? Yanked);
