using System.Globalization;
using Ludos.Web.Tests.Support;
using Microsoft.Playwright;

namespace Ludos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class RegionTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_region_is_opened_followed_and_closed()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal");
        Assert.True(await played.Page.EvaluateAsync<bool>("crossOriginIsolated"));
        await played.Page.GetByRole(AriaRole.Button, new() { Name = "fish", Exact = true }).ClickAsync();
        var table = played.Page.GetByRole(AriaRole.Grid, new() { Name = "Elements of fish" });
        await Assertions.Expect(table).ToHaveAttributeAsync("aria-rowcount", "10001");
        await Assertions.Expect(table.GetByRole(AriaRole.Columnheader).Nth(1)).ToContainTextAsync("x");

        var first = await EpochAsync(played.Page);
        await played.Page.WaitForFunctionAsync("before => Number(document.querySelector('[data-figure=epoch]').textContent.replaceAll(',', '')) > before + 30", first);
        await Assertions.Expect(table.Locator("[data-changed=true]").First).ToBeVisibleAsync();

        await played.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(table).ToBeVisibleAsync();
        await played.Page.GetByLabel("Close the region").ClickAsync();
        await Assertions.Expect(table).ToBeHiddenAsync();
        Assert.True(SpinWait.SpinUntil(() => played.Game.Host.RegionFeeds == 0, TimeSpan.FromSeconds(10)), "The server still feeds a region that nobody watches.");
        Assert.Empty(played.Complaints);
    }

    [BrowserFact]
    public async Task The_table_shows_what_the_arena_holds_and_is_walked_by_keys()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal");
        played.Game.Session.Pause();
        await Assertions.Expect(played.Page.Locator(".pill")).ToHaveTextAsync("Paused");
        await played.Page.GetByRole(AriaRole.Button, new() { Name = "fish", Exact = true }).ClickAsync();
        var table = played.Page.GetByRole(AriaRole.Grid);
        await table.FocusAsync();
        await played.Page.Keyboard.PressAsync("End");
        var row = table.Locator("[aria-selected=true]");
        await Assertions.Expect(row).ToHaveAttributeAsync("aria-rowindex", "10001");

        Assert.True(played.Game.Session.Arena.TryFind("fish", out var fish));
        var element = fish.Front.Slice(9_999 * 20, 20).ToArray();
        var cells = await row.GetByRole(AriaRole.Gridcell).AllTextContentsAsync();
        Assert.Equal(BitConverter.ToSingle(element), float.Parse(cells[0], CultureInfo.InvariantCulture), 0.01f);
        Assert.Equal(BitConverter.ToSingle(element, 4), float.Parse(cells[1], CultureInfo.InvariantCulture), 0.01f);
        Assert.Equal(element[16].ToString(CultureInfo.InvariantCulture), cells[4]);

        await played.Page.Keyboard.PressAsync("Home");
        await played.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(row).ToHaveAttributeAsync("aria-rowindex", "3");
        Assert.Empty(played.Complaints);
    }

    [BrowserFact]
    public async Task A_region_in_a_window_of_its_own_draws_each_epoch_once_and_whole()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal");
        var page = await played.Context.NewPageAsync();
        await page.GotoAsync(played.Game.Origin + "/#region=fish&check=1");
        await page.WaitForFunctionAsync("() => Number(document.querySelector('[data-figure=checked]')?.dataset.value ?? 0) > 60");
        await Assertions.Expect(page.Locator("[data-figure=torn]")).ToHaveTextAsync("0");
        var dots = Picture.Decode(await page.GetByTestId("points").ScreenshotAsync());
        Assert.True(dots.Colours > 20, $"{dots.Colours} colours are no points.");
        await Assertions.Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_region_without_places_is_a_table_and_one_that_is_not_there_is_said_so()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal");
        await played.Page.GetByRole(AriaRole.Button, new() { Name = "world", Exact = true }).ClickAsync();
        await Assertions.Expect(played.Page.GetByRole(AriaRole.Grid)).ToBeVisibleAsync();
        await Assertions.Expect(played.Page.GetByTestId("points")).ToBeHiddenAsync();

        var page = await played.Context.NewPageAsync();
        await page.GotoAsync(played.Game.Origin + "/#region=nowhere");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no region of that name");
    }

    private static async Task<long> EpochAsync(IPage page)
    {
        await page.WaitForFunctionAsync("() => Number(document.querySelector('[data-figure=epoch]')?.textContent.replaceAll(',', '') ?? 0) > 0");
        var text = await page.Locator("[data-figure=epoch]").TextContentAsync();
        return long.Parse(text!.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
