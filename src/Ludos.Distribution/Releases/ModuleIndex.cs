using System.Collections.Immutable;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Distribution;

/// <summary>
/// Every version of one module: the TUF target <c>ID.json</c>, signed by its publisher's role. Immutable and thread-safe.
/// </summary>
/// <param name="Id">The module.</param>
/// <param name="Publisher">Whose it is.</param>
/// <param name="Versions">In ascending order; no two of equal precedence.</param>
public sealed record ModuleIndex(string Id, string Publisher, ImmutableArray<IndexedVersion> Versions)
{
    public const string Type = "ludos.index/v1";

    /// <summary>The name of the index as a TUF target.</summary>
    public string TargetName => TargetNameOf(Id);

    /// <summary>The name of a module's index as a TUF target.</summary>
    public static string TargetNameOf(string id) => id + ".json";

    /// <summary>Reads an index. Strict: exactly the fields of the type, lists in their order, within <see cref="DistributionLimits"/>.</summary>
    /// <param name="name">What to call the bytes in messages.</param>
    public static Result<ModuleIndex, DocumentErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) => ModuleIndexJson.Parse(utf8, name);

    /// <summary>The one text of this index: UTF-8, no spaces, fields in the order of the type.</summary>
    public byte[] Write() => ModuleIndexJson.Write(this);

    /// <summary>The entry of a version; null = not there.</summary>
    public IndexedVersion? Find(SemanticVersion version) => Versions.FirstOrDefault(entry => entry.Version.Equals(version));

    /// <summary>The newest version that stands, stable before prerelease; null = none.</summary>
    public IndexedVersion? Newest =>
        Versions.LastOrDefault(entry => entry.Yanked is null && !entry.Version.IsPrerelease) ?? Versions.LastOrDefault(entry => entry.Yanked is null);

    /// <summary>This index with one more version at its end.</summary>
    /// <exception cref="ArgumentException">The version is not above the last.</exception>
    public ModuleIndex With(IndexedVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Versions.IsEmpty || Versions[^1].Version < version.Version
            ? this with { Versions = Versions.Add(version) }
            : throw new ArgumentException($"{version.Version} is not above {Versions[^1].Version}.", nameof(version));
    }

    /// <summary>This index with a version taken back.</summary>
    /// <exception cref="ArgumentException">No such version.</exception>
    public ModuleIndex Yank(SemanticVersion version, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        var entry = Find(version) ?? throw new ArgumentException($"{Id} has no {version}.", nameof(version));
        return this with { Versions = Versions.Replace(entry, entry with { Yanked = reason }) };
    }
}
