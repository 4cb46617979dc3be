using System.Collections.Immutable;
using Ludos.State;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>A region that a module brings into the world.</summary>
/// <param name="Schema">Its name, fields, capacity and slots.</param>
/// <param name="InitialFile">Path in the package of its first content; null = zeros.</param>
public sealed record RegionDeclaration(RegionSchema Schema, string? InitialFile);

/// <summary>A unit: an entry point and the regions that it may touch.</summary>
/// <param name="Name">Unique in the module.</param>
/// <param name="Entry">Exported function <c>(i64 tick) -> i32</c>.</param>
/// <param name="Start">Exported function of the same shape, called once when the world is created; null = none.</param>
/// <param name="Reads">Regions it sees as published most recently.</param>
/// <param name="ReadsPrevious">Regions it sees as they were when the tick began.</param>
/// <param name="Writes">Regions it publishes.</param>
/// <param name="Replaces">Those of <paramref name="Writes"/> whose old content it does not look at.</param>
/// <param name="FuelPerTick">Budget of one call: function entries, loop headers and bulk bytes.</param>
public sealed record UnitDeclaration(
    string Name,
    string Entry,
    string? Start,
    ImmutableArray<string> Reads,
    ImmutableArray<string> ReadsPrevious,
    ImmutableArray<string> Writes,
    ImmutableArray<string> Replaces,
    long FuelPerTick);

/// <summary>Another module that must be in the same game.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Range">The versions that do, such as <c>[1.0.0,2.0.0)</c>.</param>
public sealed record Dependency(string Id, VersionRange Range)
{
    /// <summary>The range in its shortest interval notation: one text for one range.</summary>
    public string RangeText
    {
        get
        {
            if (Range.MinVersion is { } exact && Range.MaxVersion is { } max && exact.Equals(max)) return $"[{exact}]";
            string start = Range is { MinVersion: not null, IsMinInclusive: true } ? "[" : "(";
            string end = Range is { MaxVersion: not null, IsMaxInclusive: true } ? "]" : ")";
            return $"{start}{Range.MinVersion},{Range.MaxVersion}{end}";
        }
    }
}

/// <summary>What stands in another's place on some platforms.</summary>
/// <param name="Platforms">Of <see cref="TargetPlatform.Names"/>, each once.</param>
/// <param name="Code">Path of the wasm code; null = the module's own.</param>
/// <param name="Assets">Folder whose files stand before those of <c>assets/</c>; null = none.</param>
public sealed record PlatformVariant(ImmutableArray<string> Platforms, string? Code, string? Assets);

/// <summary>Assets that are fetched together. Exactly one of <paramref name="Order"/> and <paramref name="Place"/> is given.</summary>
/// <param name="Name">Unique in the module.</param>
/// <param name="Files">A file is in the first group of which one pattern fits.</param>
/// <param name="Order">0 to 65,535; lower ones first.</param>
/// <param name="Place">In the game's world; nearer ones first.</param>
public sealed record AssetGroup(string Name, ImmutableArray<PathPattern> Files, int? Order, AssetPlace? Place);

/// <summary>A place in a game's world, in its own units, each at most 10^9 from 0.</summary>
public readonly record struct AssetPlace(double X, double Y);
