using System.Collections.Immutable;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>What module.json says, checked against every rule that needs no other file. Immutable and thread-safe.</summary>
/// <param name="Id">Dotted lower-case name, unique in a game.</param>
/// <param name="Version">Semantic version.</param>
/// <param name="Kind">What the package is.</param>
/// <param name="Code">Path of the wasm code inside the package; null for a game, which has none.</param>
/// <param name="Memory">What becomes of linear memory between ticks.</param>
/// <param name="Regions">Regions it declares, in the order written.</param>
/// <param name="Units">Units in the order written.</param>
/// <param name="Grants">Capabilities asked for; today only <c>input</c>.</param>
/// <param name="Dependencies">Modules that must be in the same game.</param>
public sealed record ModuleManifest(
    string Id,
    SemanticVersion Version,
    ModuleKind Kind,
    string? Code,
    MemoryMode Memory,
    ImmutableArray<RegionDeclaration> Regions,
    ImmutableArray<UnitDeclaration> Units,
    ImmutableArray<string> Grants,
    ImmutableArray<Dependency> Dependencies)
{
    /// <summary>Where a package keeps its manifest.</summary>
    public const string FileName = "module.json";

    /// <summary>Where the package of a <see cref="ModuleKind.Game"/> keeps its game.json.</summary>
    public const string GameFileName = "game.json";

    /// <summary>The region of buttons and pointer that the runtime owns; reading it needs the grant of the same name.</summary>
    public const string InputName = "input";

    /// <summary>Alternatives by platform, in the order written; the first that fits is taken.</summary>
    public ImmutableArray<PlatformVariant> Variants { get; init; } = [];

    /// <summary>Files that are sealed before they are stored anywhere. The manifest and game.json never are.</summary>
    public ImmutableArray<PathPattern> Protected { get; init; } = [];

    /// <summary>Assets by the order or the place in which they are wanted, in the order written.</summary>
    public ImmutableArray<AssetGroup> Assets { get; init; } = [];

    /// <summary>The region that is the linear memory of a module with <see cref="MemoryMode.Region"/>.</summary>
    public string MemoryRegionName => Id + ReservedNames.MemorySuffix;

    /// <summary>The region that holds the mutable globals of a module with <see cref="MemoryMode.Region"/>.</summary>
    public string GlobalsRegionName => Id + ReservedNames.GlobalsSuffix;

    /// <summary>Whether a file of the package is sealed.</summary>
    public bool IsProtected(string path) => path is not (FileName or GameFileName) && Protected.Any(pattern => pattern.IsMatch(path));

    /// <summary>The first group that a file of the package fits; null where none does.</summary>
    public AssetGroup? GroupOf(string path) => Assets.FirstOrDefault(group => group.Files.Any(pattern => pattern.IsMatch(path)));

    /// <summary>Path of the code on a platform; null for a game.</summary>
    public string? CodeFor(string platform) => VariantFor(platform)?.Code ?? Code;

    /// <summary>The first variant for a platform; null where the module stands as it is.</summary>
    public PlatformVariant? VariantFor(string platform) => Variants.FirstOrDefault(variant => variant.Platforms.Contains(platform));

    /// <summary>Reads module.json by docs/reference/module.schema.json and by the rules that a schema cannot say.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <returns>The manifest, or a fault whose message gives the field's path, such as <c>units[0].reads[1]</c>.</returns>
    public static Result<ModuleManifest, ModuleErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) => ManifestParser.Parse(utf8, name);
}
