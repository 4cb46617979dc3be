using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.Games.Tests;

/// <summary>Follows docs/guide/first-game.md: every command there is run here, in order, and does what the page says.</summary>
public sealed class GuideTests : IDisposable
{
    private readonly GuidePage _page = new();
    private readonly TempFolder _folder = new();
    private readonly LudosCommand _ludos;

    public GuideTests() => _ludos = new LudosCommand(_folder.Root);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatNeedsNoCompilerWorksAsWritten()
    {
        var commands = _page.Commands();
        MakeTheGame();
        foreach (var headless in commands.Where(words => words.Contains("--headless")))
        {
            Succeeds(_ludos.Run(headless));
        }

        Assert.True(new FileInfo(_folder.PathOf("comets.png")).Length > 1000);
        var hash = commands.Single(words => words.Contains("--hash"));
        Assert.Equal(Succeeds(_ludos.Run(hash)).Output, Succeeds(_ludos.Run(hash)).Output);
        Succeeds(_ludos.Run(commands.Single(words => words[0] == "pack")));
        Assert.Contains("comets.comets", Succeeds(_ludos.Run(commands.Single(words => words[0] == "inspect"))).Output, StringComparison.Ordinal);
    }

    [CompilerFact]
    public void SavingASourceSwapsTheModuleAndABrokenOneIsTakenBack()
    {
        MakeTheGame();
        var watch = _page.Commands().Single(words => words.Contains("--watch"));
        using var game = _ludos.Play([.. watch, "--no-open"]);
        game.Await("Playing comets");

        Edit("comets/comets/comets.c", _page.CLine("#define GRAVITY"), "#define GRAVITY 0.012f");
        game.Await("Promoted");

        const string Tick = "LUDOS_UNIT(comets_tick) {\n";
        var trap = _page.CLine("if (tick");
        Edit("comets/comets/comets.c", Tick, Tick + trap + "\n");
        game.Await("Rolled back");

        Edit("comets/comets/comets.c", trap + "\n", "");
        game.Await("Promoted");
        Succeeds(_ludos.Run("stop"));
        Assert.Equal(0, game.WaitForExit());
    }

    [CompilerFact]
    public void AModuleIsSwappedByHandAndBackAndAnotherShapeIsRefused()
    {
        var commands = _page.Commands();
        MakeTheGame();
        using var game = _ludos.Play([.. commands.First(words => words[0] == "play"), "--no-open"]);
        game.Await("Playing comets");

        Assert.True(_page.Mentions("change `BOUNCE` from `2.9f` to `3.4f`"));
        Edit("comets/comets/comets.c", "#define BOUNCE 2.9f", "#define BOUNCE 3.4f");
        Build();
        Assert.Contains("comets", Succeeds(_ludos.Run(commands.Single(words => words[0] == "ps"))).Output, StringComparison.Ordinal);
        foreach (var swap in commands.Where(words => words[0] == "swap"))
        {
            Succeeds(_ludos.Run(swap));
        }

        Edit("comets/game.h", "    float glow; /*", "    float spin;\n    float glow; /*");
        Edit("comets/comets/module.json", "{ \"id\": 6, \"name\": \"glow\"", "{ \"id\": 7, \"name\": \"spin\", \"type\": \"f32\" },\n        { \"id\": 6, \"name\": \"glow\"");
        Build();
        var refused = _ludos.Run(commands.First(words => words[0] == "swap"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("refused", refused.Error, StringComparison.Ordinal);
        Assert.Contains("spin", refused.Error, StringComparison.Ordinal);
        Succeeds(_ludos.Run("stop"));
        Assert.Equal(0, game.WaitForExit());
    }

    private void MakeTheGame() => Succeeds(_ludos.Run(_page.Commands()[0]));

    private void Build()
    {
        Assert.True(_page.Mentions("\nbash comets/build.sh\n"));
        Succeeds(CCompiler.Run(_folder.PathOf("comets/build.sh")));
    }

    private void Edit(string file, string from, string to)
    {
        var text = File.ReadAllText(_folder.PathOf(file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(_folder.PathOf(file), text.Replace(from, to, StringComparison.Ordinal));
    }

    private static CapturedOutput Succeeds(CapturedOutput run)
    {
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return run;
    }
}
