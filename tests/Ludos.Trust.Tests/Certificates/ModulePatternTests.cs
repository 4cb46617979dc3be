using Xunit;

namespace Ludos.Trust.Tests;

public sealed class ModulePatternTests
{
    [Theory]
    [InlineData("shoal", "shoal", true)]
    [InlineData("shoal", "shoal.flock", false)]
    [InlineData("shoal.*", "shoal.flock", true)]
    [InlineData("shoal.*", "shoal.flock.far", true)]
    [InlineData("shoal.*", "shoal", false)]
    [InlineData("shoal.*", "shoals.flock", false)]
    [InlineData("*", "anything", true)]
    public void PatternsReach(string pattern, string id, bool reaches) => Assert.Equal(reaches, ModulePattern.AnyCovers([pattern], id));

    [Theory]
    [InlineData("shoal.flock", "shoal.*", true)]
    [InlineData("shoal.flock.*", "shoal.*", true)]
    [InlineData("shoal.*", "shoal.*", true)]
    [InlineData("shoal.*", "shoal", false)]
    [InlineData("shoal.*", "shoal.flock.*", false)]
    [InlineData("*", "shoal.*", false)]
    [InlineData("*", "*", true)]
    [InlineData("shoal.*", "*", true)]
    [InlineData("shoal", "shoal.*", false)]
    public void OneLiesWithinAnother(string pattern, string other, bool isWithin) => Assert.Equal(isWithin, ModulePattern.IsWithin(pattern, [other]));

    [Theory]
    [InlineData("shoal", true)]
    [InlineData("shoal.*", true)]
    [InlineData("*", true)]
    [InlineData("", false)]
    [InlineData(".*", false)]
    [InlineData("shoal*", false)]
    [InlineData("*.shoal", false)]
    [InlineData("Shoal", false)]
    [InlineData("shoal.**", false)]
    public void OthersAreNone(string text, bool isPattern) => Assert.Equal(isPattern, ModulePattern.IsPattern(text));
}
