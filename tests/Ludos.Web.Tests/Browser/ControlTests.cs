using Ludos.Web.Tests.Support;
using Microsoft.Playwright;

namespace Ludos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class ControlTests(BrowserFixture browser)
{
    private const string Game = "tests/modules/good";
    private const byte BitRight = 0x20;

    [BrowserFact]
    public async Task Pause_resume_and_restart()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game);
        await played.TickPastAsync(60);
        await played.Page.GetByLabel("Pause", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(played.Page.Locator(".pill")).ToHaveTextAsync("Paused");
        var tick = played.Game.Session.Tick;
        await played.Page.WaitForTimeoutAsync(300);
        Assert.Equal(tick, played.Game.Session.Tick);

        await played.Page.GetByRole(AriaRole.Toolbar).GetByLabel("Resume", new() { Exact = true }).ClickAsync();
        await played.TickPastAsync(tick);
        await played.Page.GetByLabel("Restart", new() { Exact = true }).ClickAsync();
        await played.Page.WaitForFunctionAsync("tick => Number(document.querySelector('[data-testid=tick]').textContent.replaceAll(',', '')) < tick", tick);
        await played.TickPastAsync(await played.TickAsync());
        Assert.Empty(played.Complaints);
    }

    [BrowserFact]
    public async Task A_reload_goes_on_and_the_link_does_not_open_twice()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game);
        Assert.Equal(played.Game.Origin + "/", played.Page.Url);
        var tick = await played.TickAsync();
        await played.Page.ReloadAsync();
        await played.TickPastAsync(tick);

        var link = played.Game.Host.NewUrl();
        await played.Page.GotoAsync(link);
        await played.TickPastAsync(tick);
        await using var stranger = await browser.Browser.NewContextAsync();
        var page = await stranger.NewPageAsync();
        var answer = await page.GotoAsync(link);
        Assert.Equal(401, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Not let in");
    }

    [BrowserFact]
    public async Task A_remapped_key_steers_now_and_after_a_reload()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal");
        Assert.True(played.Game.Session.Arena.TryFind("input", out var input));
        await played.Page.GetByRole(AriaRole.Button, new() { Name = "Keys", Exact = true }).ClickAsync();
        await played.Page.GetByLabel("Change → for Right").ClickAsync();
        await played.Page.Keyboard.PressAsync("l");
        await Assertions.Expect(played.Page.GetByLabel("Change L for Right")).ToBeVisibleAsync();
        await played.Page.GetByText("Done").ClickAsync();

        await SteerAsync();
        await played.Page.ReloadAsync();
        await played.TickPastAsync(0);
        await SteerAsync();

        async Task SteerAsync()
        {
            await played.Page.Keyboard.DownAsync("ArrowRight");
            await played.Page.Keyboard.DownAsync("l");
            Assert.True(SpinWait.SpinUntil(() => input.Front[0] == BitRight, TimeSpan.FromSeconds(10)), "The new key does not steer.");
            await played.Page.Keyboard.UpAsync("l");
            Assert.True(SpinWait.SpinUntil(() => input.Front[0] == 0, TimeSpan.FromSeconds(10)), "The old key still steers.");
            await played.Page.Keyboard.UpAsync("ArrowRight");
        }
    }

    [BrowserFact]
    public async Task Everything_is_reached_with_the_keyboard()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game);
        var reached = new List<string>();
        for (var press = 0; press < 24; press++)
        {
            await played.Page.Keyboard.PressAsync("Tab");
            reached.Add(await played.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"));
        }

        Assert.Equal("Skip to the game", reached[0]);
        foreach (var label in new[] { "Light colours", "Inspector", "proof screen", "Pause", "Restart", "Keys" })
        {
            Assert.Contains(reached, text => text.Contains(label, StringComparison.OrdinalIgnoreCase));
        }
    }

    [BrowserFact]
    public async Task Colours_follow_the_system_and_the_button()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game);
        var dark = await BackgroundAsync();
        await played.Page.GetByLabel("Light colours").ClickAsync();
        var light = await BackgroundAsync();
        Assert.NotEqual(dark, light);
        await played.Page.ReloadAsync();
        await played.TickPastAsync(0);
        Assert.Equal(light, await BackgroundAsync());

        Task<string> BackgroundAsync() => played.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
    }

    [BrowserFact]
    public async Task The_page_says_when_the_game_has_ended()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game);
        played.Game.Session.Stop();
        await Assertions.Expect(played.Page.GetByText("The game has ended")).ToBeVisibleAsync();
    }
}
