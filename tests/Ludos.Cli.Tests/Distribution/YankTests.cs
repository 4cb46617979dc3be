using Xunit;

namespace Ludos.Cli.Tests.Distribution;

/// <summary>A version that is taken back is chosen for nobody any more, and whoever has it keeps it and is told.</summary>
public sealed class YankTests
{
    [Fact]
    public void A_version_that_is_taken_back_is_not_installed_any_more()
    {
        using var registry = new RegistryProcess();
        using var developer = new Person();
        using var early = new Person();
        using var late = new Person();
        using var game = new GameCopy("shoal");
        var shark = Path.Combine(game.Path, "shark");
        developer.Must("keys", "new", "shoal", "--no-passphrase");
        developer.Must("login", registry.Address, "--as", "shoal", "--enrol");
        developer.Must("publish", shark);
        game.Raise("shark", "1.1.0", 1_000);
        developer.Must("publish", shark);
        early.Must("install", "shoal.shark", "--registry", registry.Address);
        Assert.Equal("1.1.0", early.Version("shoal.shark"));

        developer.Must("yank", "shoal.shark", "1.1.0", "--reason", "bites too hard");
        Assert.Equal(4, developer.Run("yank", "shoal.shark", "1.1.0", "--reason", "again").ExitCode);
        late.Must("install", "shoal.shark", "--registry", registry.Address);
        Assert.Equal("1.0.0", late.Version("shoal.shark"));
        Assert.Contains("bites too hard", early.Run("outdated", "--json").Output, StringComparison.Ordinal);
        Assert.Equal("1.1.0", early.Version("shoal.shark"));
    }
}
