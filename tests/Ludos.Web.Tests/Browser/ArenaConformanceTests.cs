using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Browser;

/// <summary>The suite of every arena on the browser's, in Chromium. In Node the page's own tests run it: <see cref="PageSourceTests"/>.</summary>
[Collection(BrowserTests.Name)]
public sealed class ArenaConformanceTests(BrowserFixture browser)
{
    private const int FewestScenarios = 15;

    [BrowserFact]
    public async Task The_browser_s_arena_does_what_every_arena_does()
    {
        var runner = await WebScript.RunAsync("conformance.sh");
        using var game = Served.Game("tests/modules/good");
        await using var context = await browser.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(game.Host.NewUrl());
        Assert.True(await page.EvaluateAsync<bool>("crossOriginIsolated"));
        await page.EvaluateAsync(runner);

        var files = Directory.GetFiles(Repository.PathOf("tests", "conformance", "arena"), "*.json");
        Assert.True(files.Length >= FewestScenarios, $"{files.Length} scenarios.");
        foreach (var file in files)
        {
            var complaint = await page.EvaluateAsync<string?>("json => runArenaScenario(json)", await File.ReadAllTextAsync(file));
            Assert.True(complaint is null, complaint);
        }

        var wrong = await page.EvaluateAsync<string?>("json => runArenaScenario(json)",
            """{"name":"wrong","region":{"name":"r","fields":[{"id":1,"name":"v","type":"u8","count":1}],"capacity":4,"slots":3},"steps":[{"op":"front","epoch":1,"at":0,"hex":"01"}]}""");
        Assert.Contains("bytes at 0", wrong, StringComparison.Ordinal);
    }
}
