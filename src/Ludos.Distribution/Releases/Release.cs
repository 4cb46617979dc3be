using System.Collections.Immutable;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Distribution;

/// <summary>
/// What a version of a module is made of, by digest. Its own digest stands in the module's index. Immutable and thread-safe.
/// </summary>
/// <param name="Id">The module.</param>
/// <param name="Version">The version.</param>
/// <param name="Publisher">Who publishes it: the name in the certificate.</param>
/// <param name="Module">Digest of the module, which is that of its head, and the bytes of the whole .gmod.</param>
/// <param name="HeadSizeBytes">Bytes of the head, an object of its own: header and directory of the .gmod.</param>
/// <param name="Map">The chunk map.</param>
/// <param name="Patches">Shorter ways from older files, in ordinal order of path, then of the old file's digest.</param>
/// <param name="Protected">The files whose chunks are sealed; null = none.</param>
/// <remarks>The bundle, statement, certificates and the log's proof, is not named here: the log's proof is made after the release is signed. It is found by the module's digest and proves itself.</remarks>
public sealed record Release(
    string Id,
    SemanticVersion Version,
    string Publisher,
    ObjectRef Module,
    int HeadSizeBytes,
    ObjectRef Map,
    ImmutableArray<ReleasePatch> Patches,
    ProtectedFiles? Protected)
{
    public const string Type = "ludos.release/v1";

    /// <summary>The head as an object.</summary>
    public ObjectRef Head => new(Module.Digest, HeadSizeBytes);

    /// <summary>Reads a release. Strict: exactly the fields of the type, lists in their order, within <see cref="DistributionLimits"/>.</summary>
    /// <param name="name">What to call the bytes in messages.</param>
    public static Result<Release, DocumentErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) => ReleaseJson.Parse(utf8, name);

    /// <summary>The one text of this release: UTF-8, no spaces, fields in the order of the type.</summary>
    public byte[] Write() => ReleaseJson.Write(this);
}
