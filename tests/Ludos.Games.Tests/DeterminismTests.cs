using Xunit;

namespace Ludos.Games.Tests;

/// <summary>A game gives the same states whatever the processor can do.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("DOTNET_EnableHWIntrinsic=0")]
    [InlineData("DOTNET_EnableAVX2=0")]
    public void ShoalGivesTheSameStatesWithoutPartsOfTheProcessor(string setting)
    {
        using var folder = new TempFolder();
        string[] play = ["play", Checkout.PathOf("games/shoal"), "--headless", "--frames", "120", "--hash", "*", "--at", "1,60,120"];
        var here = new LudosCommand(folder.Root).Run(play);
        Assert.True(here.ExitCode == 0, here.Error);
        Assert.Equal(3, here.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1]).Distinct().Count());
        Assert.Equal(here.Output, new LudosCommand(folder.Root, setting).Run(play).Output);
    }
}
