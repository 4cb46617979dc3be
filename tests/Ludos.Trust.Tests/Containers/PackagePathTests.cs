using Xunit;

namespace Ludos.Trust.Tests;

public sealed class PackagePathTests
{
    [Theory]
    [InlineData("module.json")]
    [InlineData("assets/Sky_1-a.png")]
    [InlineData("a/b/c/d.e.f")]
    [InlineData("console.txt")]
    [InlineData("com.txt")]
    public void PlainPathsAreFine(string path) => Assert.Null(PackagePath.Problem(path));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/a", "is absolute")]
    [InlineData("a\\b", "backslash")]
    [InlineData("a//b", "empty part")]
    [InlineData("a/", "empty part")]
    [InlineData(".", "leads elsewhere")]
    [InlineData("a/../b", "leads elsewhere")]
    [InlineData("a/.git", "hidden")]
    [InlineData("a./b", "ends in '.'")]
    [InlineData("c:/x", "character other than")]
    [InlineData("a b", "character other than")]
    [InlineData("sé", "character other than")]
    [InlineData("a\0b", "character other than")]
    [InlineData("CON", "device")]
    [InlineData("assets/nul.txt", "device")]
    [InlineData("Lpt9.tar.gz", "device")]
    public void OthersAreNamed(string path, string problem) => Assert.Contains(problem, PackagePath.Problem(path), StringComparison.Ordinal);

    [Fact]
    public void LengthAndDepthAreBounded()
    {
        Assert.Null(PackagePath.Problem(new string('a', TrustLimits.MaxPathBytes)));
        Assert.Contains("longer", PackagePath.Problem(new string('a', TrustLimits.MaxPathBytes + 1)), StringComparison.Ordinal);
        Assert.Null(PackagePath.Problem(string.Join('/', Enumerable.Repeat("a", TrustLimits.MaxPathDepth))));
        Assert.Contains("parts", PackagePath.Problem(string.Join('/', Enumerable.Repeat("a", TrustLimits.MaxPathDepth + 1))), StringComparison.Ordinal);
    }
}
