using System.Collections.Immutable;

namespace Ludos.Modules;

/// <summary>What a unit declares up front; the tick graph is made from it.</summary>
/// <param name="Module">Id of its module.</param>
/// <param name="Name">Unique in the module.</param>
/// <param name="Reads">Regions it sees as published most recently: it runs after their writers.</param>
/// <param name="ReadsPrevious">Regions it sees as they were when the tick began.</param>
/// <param name="Writes">Regions it publishes.</param>
/// <param name="Replaces">Those of <paramref name="Writes"/> whose old content it does not look at.</param>
/// <param name="FuelPerTick">Budget of one call.</param>
public sealed record UnitDescriptor(
    string Module,
    string Name,
    ImmutableArray<string> Reads,
    ImmutableArray<string> ReadsPrevious,
    ImmutableArray<string> Writes,
    ImmutableArray<string> Replaces,
    long FuelPerTick);
