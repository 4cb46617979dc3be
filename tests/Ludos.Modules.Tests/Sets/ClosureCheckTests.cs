using Ludos.State;
using NuGet.Versioning;
using Xunit;

namespace Ludos.Modules.Tests;

public sealed class ClosureCheckTests
{
    private static readonly ModuleManifest Water = Module("water", "1.0.0", declares: [Region("depth", 4)], writes: ["depth"]);
    private static readonly ModuleManifest Fish = Module("fish", "1.0.0", declares: [Region("school", 8)], reads: ["depth", "input"], writes: ["school"], needs: [("water", "[1.0.0,2.0.0)")]);

    [Fact]
    public void ASetThatFitsHasNoProblem()
    {
        Assert.Empty(ClosureCheck.OfSet([Water, Fish]));
        Assert.Empty(ClosureCheck.OfSwitch([Water, Fish], [Water with { Version = new(1, 1, 0) }, Fish with { Version = new(1, 4, 0) }]));
    }

    [Fact]
    public void TwoThatFitOnlyTogetherAreSwitchedTogether()
    {
        ModuleManifest water = Water with { Version = new(2, 0, 0) };
        ModuleManifest fish = Fish with { Version = new(2, 0, 0), Dependencies = [new Dependency("water", CatalogueText.Range("[2.0.0,3.0.0)"))] };

        Assert.Empty(ClosureCheck.OfSwitch([Water, Fish], [water, fish]));
        Assert.Contains("fish 1.0.0 needs water", Assert.Single(ClosureCheck.OfSwitch([Water, Fish], [water, Fish])).Problem, StringComparison.Ordinal);
        Assert.Contains("fish 2.0.0 needs water", Assert.Single(ClosureCheck.OfSwitch([Water, Fish], [Water, fish])).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRepositoryGameFits()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Ludos.slnx"))) root = Path.GetDirectoryName(root)!;
        ModuleManifest[] shoal = [.. new[] { "flock", "shark", "view", "neon" }.Select(name => ModuleManifest.Parse(File.ReadAllBytes(Path.Combine(root, "games", "shoal", name, "module.json")), name).Value)];

        Assert.Empty(ClosureCheck.OfSet(shoal));
    }

    [Fact]
    public void WhatDoesNotFitIsNamed()
    {
        Says("water is there 2 times: 1.0.0, 1.2.0", ClosureCheck.OfSet([Water, Water with { Version = new(1, 2, 0) }]));
        Says("fish 1.0.0 needs water [1.0.0, 2.0.0), which the game does not have", ClosureCheck.OfSet([Fish]));
        Says("fish and water both declare the region depth", ClosureCheck.OfSet([Fish with { Regions = [.. Fish.Regions, new RegionDeclaration(Region("depth", 4), null)] }, Water]));
        Says("fish 1.0.0 uses the region algae, which no module of the set declares", ClosureCheck.OfSet([Water, Module("fish", "1.0.0", reads: ["algae"])]));
        Says("water and fish both write the region depth", ClosureCheck.OfSet([Water, Module("fish", "1.0.0", writes: ["depth"])]));
        Says("writes the region depth, which a process outside the game writes", ClosureCheck.OfSet([Module("water", "1.0.0", declares: [Region("depth", 4) with { HasExternalWriter = true }], writes: ["depth"])]));
    }

    [Fact]
    public void ASwitchKeepsTheModulesAndTheShapeOfEveryRegion()
    {
        Says("The region depth of water 1.0.0 is another in water 1.1.0: capacity: 4 became 5", ClosureCheck.OfSwitch([Water, Fish], [Module("water", "1.1.0", declares: [Region("depth", 5)], writes: ["depth"]), Fish]));
        Says("The region depth of water 1.0.0 is in no module of the new set", ClosureCheck.OfSwitch([Water], [Module("water", "1.1.0")]));
        Says("The region foam of water 1.1.0 is new", ClosureCheck.OfSwitch([Water], [Module("water", "1.1.0", declares: [Region("depth", 4), Region("foam", 1)])]));
        Says("fish 1.0.0 runs and is not in the new set", ClosureCheck.OfSwitch([Water, Fish], [Water]));
        Says("fish 1.0.0 is new; a running game gets no further modules", ClosureCheck.OfSwitch([Water], [Water, Fish]));
    }

    [Fact]
    public void ARegionMayPassFromOneModuleToAnother()
    {
        ModuleManifest water = Module("water", "1.1.0");
        ModuleManifest fish = Fish with { Version = new(1, 1, 0), Regions = [.. Fish.Regions, .. Water.Regions] };

        Assert.Empty(ClosureCheck.OfSwitch([Water, Fish], [water, fish]));
    }

    private static void Says(string expected, IReadOnlyList<DependencyCheck.Unmet> problems) =>
        Assert.Contains(problems, problem => problem.Problem.Contains(expected, StringComparison.Ordinal));

    private static RegionSchema Region(string name, int capacity) => new(name, [new FieldSchema(1, "x", FieldType.F32)], capacity, 3, false);

    private static ModuleManifest Module(string id, string version, RegionSchema[]? declares = null, string[]? reads = null, string[]? writes = null, (string Id, string Range)[]? needs = null) => new(
        id,
        SemanticVersion.Parse(version),
        ModuleKind.Module,
        "code.wasm",
        MemoryMode.Scratch,
        [.. (declares ?? []).Select(schema => new RegionDeclaration(schema, null))],
        [new UnitDeclaration("tick", "tick", null, [.. reads ?? []], [], [.. writes ?? []], [], 1000)],
        ["input"],
        [.. (needs ?? []).Select(need => new Dependency(need.Id, CatalogueText.Range(need.Range)))]);
}
