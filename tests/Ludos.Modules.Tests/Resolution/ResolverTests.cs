using Ludos.Base;
using Xunit;
using static Ludos.Modules.Tests.CatalogueText;

namespace Ludos.Modules.Tests;

public sealed class ResolverTests
{
    private const string Pond = """
        fish 1.0.0 -> water [1.0.0,2.0.0)
        fish 1.1.0 -> water [1.0.0,2.0.0)
        fish 2.0.0 -> water [2.0.0,3.0.0)
        fish 3.0.0-rc.1 -> water [2.0.0,3.0.0)
        frog 1.0.0 -> water [1.0.0,2.0.0)
        water 1.0.0
        water 1.5.0
        water 2.0.0
        heron 1.0.0 -> fish [1.0.0,)
        """;

    [Theory]
    [InlineData("fish (,)", "fish 2.0.0, water 2.0.0")]
    [InlineData("fish [1.0.0,2.0.0)", "fish 1.1.0, water 1.5.0")]
    [InlineData("fish (,); frog (,)", "fish 1.1.0, frog 1.0.0, water 1.5.0")]
    [InlineData("frog (,); fish (,)", "fish 1.1.0, frog 1.0.0, water 1.5.0")]
    [InlineData("heron (,)", "fish 2.0.0, heron 1.0.0, water 2.0.0")]
    [InlineData("water (,1.5.0)", "water 1.0.0")]
    [InlineData("water (1.0.0,2.0.0)", "water 1.5.0")]
    [InlineData("fish [3.0.0-rc.1,)", "fish 3.0.0-rc.1, water 2.0.0")]
    public void TheNewestThatFitsIsChosen(string roots, string expected) => Assert.Equal(expected, Solve(roots, Pond));

    [Fact]
    public void PrereleasesComeWhenAskedFor() =>
        Assert.Equal("fish 3.0.0-rc.1, water 2.0.0", Solve("fish (,)", Pond, request => request with { AllowPrereleases = true }));

    [Fact]
    public void LockedVersionsStayWhereNothingForbidsIt()
    {
        Lockfile locked = Lock("fish [1.0.0,1.1.0)", Pond);

        Assert.Equal("fish 1.0.0, water 1.5.0", Solve("fish (,)", Pond, request => request with { Locked = locked }));
        Assert.Equal("fish 2.0.0, water 2.0.0", Solve("fish (,)", Pond, request => request with { Locked = locked, Unlocked = ["fish"] }));
        Assert.Equal("fish 2.0.0, water 2.0.0", Solve("fish [1.1.0,)", Pond, request => request with { Locked = locked }));
    }

    [Fact]
    public void WhatIsAddedGivesWayToWhatIsLocked()
    {
        Lockfile locked = Lock("heron (,); water (,1.5.0)", Pond);

        Assert.Equal("fish 1.1.0, heron 1.0.0, water 1.0.0", Solve("heron (,); water (,)", Pond, request => request with { Locked = locked }));
        Assert.Equal("fish 1.1.0, heron 1.0.0, water 1.0.0", Solve("fish (,); heron (,); water (,)", Pond, request => request with { Locked = locked, Unlocked = ["fish"] }));
        Assert.Equal("fish 2.0.0, heron 1.0.0, water 2.0.0", Solve("heron (,); water (,)", Pond, request => request with { Locked = locked, Unlocked = ["fish", "water"] }));
    }

    [Fact]
    public void AYankedVersionIsChosenOnlyWhereItIsLocked()
    {
        const string yanked = "fish 1.0.0\nfish 1.1.0!";
        Lockfile locked = Lock("fish [1.1.0]", "fish 1.1.0");

        Assert.Equal("fish 1.0.0", Solve("fish (,)", yanked));
        Assert.Equal("fish 1.1.0", Solve("fish (,)", yanked, request => request with { Locked = locked }));
        Assert.Equal("fish 1.0.0", Solve("fish (,)", yanked, request => request with { Locked = locked, Unlocked = ["fish"] }));
        Assert.Contains("of which 1.1.0 was yanked (it lost saved games)", Solve("fish [1.1.0]", yanked), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingComesThatNothingNeeds() =>
        Assert.Equal("a 1.0.0, c 1.0.0", Solve("a (,)", "a 1.0.0 -> c (,)\na 2.0.0 -> b (,)\nb 1.0.0 -> d (,)\nc 1.0.0"));

    [Fact]
    public void ModulesMayNeedEachOther() =>
        Assert.Equal("a 2.0.0, b 2.0.0", Solve("a (,)", "a 1.0.0 -> b [1.0.0]\na 2.0.0 -> b [2.0.0]\nb 1.0.0 -> a [1.0.0]\nb 2.0.0 -> a [2.0.0]"));

    [Fact]
    public void AModuleThatNeedsAnotherVersionOfItselfIsPassedOver()
    {
        Assert.Equal("a 1.0.0", Solve("a (,)", "a 1.0.0\na 2.0.0 -> a [1.0.0]"));
        Assert.Contains("itself of another version", Solve("a (,)", "a 2.0.0 -> a [1.0.0]"), StringComparison.Ordinal);
    }

    [Fact]
    public void MoreVersionsThanAWordHasBits()
    {
        string lines = string.Join('\n', Enumerable.Range(0, 200).Select(minor => $"a 1.{minor}.0 -> b [1.{minor / 2}.0]").Concat(Enumerable.Range(0, 100).Select(minor => $"b 1.{minor}.0")));

        Assert.Equal("a 1.75.0, b 1.37.0", Solve("a (,); b (,1.38.0)", lines));
    }

    [Theory]
    [InlineData("a 1.0.0\na 1.0.0+other", "The catalogue has a 1.0.0 twice.")]
    [InlineData("a 1.0.0 -> b (,); b [1.0.0]", "In the catalogue a 1.0.0 depends on b twice.")]
    public void ACatalogueThatContradictsItselfIsRefused(string lines, string message)
    {
        Fault<ResolveErrorCode> fault = Resolve("a (,)", lines).Fault!;

        Assert.Equal(ResolveErrorCode.BadCatalogue, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
