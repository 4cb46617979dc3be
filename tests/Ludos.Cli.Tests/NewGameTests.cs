using Xunit;

namespace Ludos.Cli.Tests;

public class NewGameTests
{
    [Fact]
    public void ANewGamePlaysAtOnce()
    {
        using var folder = new TempFolder();
        var made = Cli.RunIn(folder.Path, folder.Path, "new", "game", "comets");
        Assert.Equal(0, made.ExitCode);
        var played = Cli.RunIn(folder.Path, folder.Path, "play", "comets", "--headless", "--frames", "60", "--hash", "*", "--at", "60");
        Assert.True(played.ExitCode == 0, played.Error);
        Assert.Matches("^60 [0-9a-f]{64}\n$", played.Output);
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.File("comets"), "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("__NAME__", StringComparison.Ordinal));
    }

    [Fact]
    public void AFolderWithContentIsLeftAlone()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("mine"));
        File.WriteAllText(folder.File("mine/diary.txt"), "dear diary");
        var result = Cli.RunIn(folder.Path, folder.Path, "new", "game", "mine");
        Assert.Equal(4, result.ExitCode);
        Assert.Equal(["diary.txt"], Directory.EnumerateFileSystemEntries(folder.File("mine")).Select(Path.GetFileName)!);
    }

    [Theory]
    [InlineData("Comets")]
    [InlineData("9lives")]
    [InlineData("a b")]
    public void ABadNameIsAUsageError(string name)
    {
        using var folder = new TempFolder();
        var result = Cli.RunIn(folder.Path, folder.Path, "new", "game", name);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
