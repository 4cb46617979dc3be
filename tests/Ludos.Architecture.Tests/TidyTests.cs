using System.Text.RegularExpressions;
using Xunit;

namespace Ludos.Architecture.Tests;

/// <summary>House style that a machine can judge. A finding names the file and line.</summary>
public partial class TidyTests
{
    private const int MaxFileLines = 600;
    private const int MaxReadmeLines = 40;
    private const int MaxFolderFiles = 25;
    private const double ShareUnder400Lines = 0.95;

    private static readonly string[] TextExtensions = [".cs", ".ts", ".tsx", ".c", ".h", ".md", ".sh", ".css", ".html", ".json", ".csproj", ".props", ".mjs", ".txt"];
    private static readonly string[] CodeExtensions = [".cs", ".ts", ".tsx", ".c", ".h", ".sh", ".mjs"];

    [Fact]
    public void NoFileIsTooLong() =>
        AssertNone(Checkout.Sources(".cs", ".ts", ".tsx").Where(path => LineCount(path) > MaxFileLines).Select(path => $"{path}: {LineCount(path)} lines, at most {MaxFileLines}"));

    [Fact]
    public void NearlyAllFilesAreShort()
    {
        var files = Checkout.Sources(".cs", ".ts", ".tsx").ToList();
        var under = files.Count(path => LineCount(path) < 400);
        Assert.True(under >= ShareUnder400Lines * files.Count, $"{files.Count - under} of {files.Count} files have 400 lines or more.");
    }

    [Fact]
    public void NoUnfinishedWorkIsCommitted() =>
        AssertNone(Matches(CodeExtensions, UnfinishedPattern()).Where(finding => !finding.StartsWith("tests/Ludos.Architecture.Tests/TidyTests.cs", StringComparison.Ordinal)));

    [Fact]
    public void NoGrabBagNames() =>
        AssertNone(Checkout.Sources(CodeExtensions).Where(path => GrabBagPattern().IsMatch(Path.GetFileNameWithoutExtension(path))));

    [Fact]
    public void WhitespaceIsClean() =>
        AssertNone(Matches(TextExtensions, TrailingSpacePattern()).Where(finding => !finding.Contains(".md:", StringComparison.Ordinal)).Concat(Matches([".cs", ".ts", ".tsx", ".css"], TabPattern())));

    [Fact]
    public void EverySourceProjectHasAShortReadme()
    {
        foreach (var project in Floors.Load().FloorOf.Keys)
        {
            var path = $"src/{project}/README.md";
            Assert.True(File.Exists(Path.Combine(Checkout.Root, path)), $"{path} is missing: what it is for, its main types, what it must never know.");
            Assert.True(LineCount(path) <= MaxReadmeLines, $"{path} has {LineCount(path)} lines, at most {MaxReadmeLines}.");
        }
    }

    [Fact]
    public void FoldersStaySmall() =>
        AssertNone(Checkout.Sources(".cs", ".ts", ".tsx")
            .GroupBy(path => Path.GetDirectoryName(path)!)
            .Where(folder => folder.Count() > MaxFolderFiles)
            .Select(folder => $"{folder.Key}: {folder.Count()} files, at most {MaxFolderFiles}"));

    [Fact]
    public void DecisionsAreNumberedWithoutGaps()
    {
        var numbers = Checkout.Files
            .Where(path => path.StartsWith("docs/decisions/", StringComparison.Ordinal) && char.IsDigit(Path.GetFileName(path)[0]))
            .Select(path => int.Parse(Path.GetFileName(path)[..4], System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Fact]
    public void EveryPackageHasItsReason()
    {
        var reasons = Checkout.Read("docs/dependencies.md");
        var packages = PackagePattern().Matches(Checkout.Read("Directory.Packages.props")).Select(match => match.Groups[1].Value);
        AssertNone(packages.Where(package => !reasons.Contains($"`{package}`", StringComparison.Ordinal)).Select(package => $"docs/dependencies.md gives no reason for {package}"));
    }

    [Fact]
    public void LockFilesNameNoDownloadAddress() =>
        AssertNone(Checkout.Files.Where(path => Path.GetFileName(path) is "package-lock.json" or "packages.lock.json")
            .Where(path => Checkout.Read(path).Contains("\"resolved\": \"http", StringComparison.Ordinal)));

    private static int LineCount(string path) => Checkout.Read(path).AsSpan().Count('\n');

    private static IEnumerable<string> Matches(string[] extensions, Regex pattern) =>
        from path in Checkout.Sources(extensions)
        from line in Checkout.Read(path).Split('\n').Index()
        where pattern.IsMatch(line.Item)
        select $"{path}:{line.Index + 1}: {line.Item.Trim()}";

    private static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all.Take(20)));
    }

    [GeneratedRegex(@"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedException")]
    private static partial Regex UnfinishedPattern();

    [GeneratedRegex("(Manager|Helper|Helpers|Utility|Utilities|Utils|Misc)$", RegexOptions.IgnoreCase)]
    private static partial Regex GrabBagPattern();

    [GeneratedRegex(@"[ \t]+\r?$")]
    private static partial Regex TrailingSpacePattern();

    [GeneratedRegex(@"^ *\t")]
    private static partial Regex TabPattern();

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex PackagePattern();
}
