using System.Collections.Immutable;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>What module.json says, checked against every rule that needs no other file. Immutable and thread-safe.</summary>
/// <param name="Id">Dotted lower-case name, unique in a game.</param>
/// <param name="Version">Semantic version.</param>
/// <param name="Kind">What the package is.</param>
/// <param name="Code">Path of the wasm code inside the package.</param>
/// <param name="Memory">What becomes of linear memory between ticks.</param>
/// <param name="Regions">Regions it declares, in the order written.</param>
/// <param name="Units">Units in the order written.</param>
/// <param name="Grants">Capabilities asked for; today only <c>input</c>.</param>
/// <param name="Dependencies">Modules that must be in the same game.</param>
public sealed record ModuleManifest(
    string Id,
    SemanticVersion Version,
    ModuleKind Kind,
    string Code,
    MemoryMode Memory,
    ImmutableArray<RegionDeclaration> Regions,
    ImmutableArray<UnitDeclaration> Units,
    ImmutableArray<string> Grants,
    ImmutableArray<Dependency> Dependencies)
{
    /// <summary>Where a package keeps its manifest.</summary>
    public const string FileName = "module.json";

    /// <summary>The region of buttons and pointer that the runtime owns; reading it needs the grant of the same name.</summary>
    public const string InputName = "input";

    /// <summary>The region that is the linear memory of a module with <see cref="MemoryMode.Region"/>.</summary>
    public string MemoryRegionName => Id + ReservedNames.MemorySuffix;

    /// <summary>The region that holds the mutable globals of a module with <see cref="MemoryMode.Region"/>.</summary>
    public string GlobalsRegionName => Id + ReservedNames.GlobalsSuffix;

    /// <summary>Reads module.json. Strict: an unknown or repeated field is refused, and so is anything past <see cref="ModuleLimits"/>.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <returns>The manifest, or a fault whose message gives the field's path, such as <c>units[0].reads[1]</c>.</returns>
    public static Result<ModuleManifest, ModuleErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) => ManifestParser.Parse(utf8, name);
}
