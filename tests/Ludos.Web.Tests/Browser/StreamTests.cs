using Ludos.Web.Tests.Support;
using Microsoft.Playwright;

namespace Ludos.Web.Tests.Browser;

/// <summary>The next version comes in while the page plays: a quiet line says how far it is, and a note how it ended.</summary>
[Collection(BrowserTests.Name)]
public sealed class StreamTests(BrowserFixture browser)
{
    private const string Shoal = "games/shoal";

    [BrowserFact]
    public async Task A_line_shows_how_far_it_is_and_opens_to_tell_why()
    {
        var update = new HeldUpdate(objects: 8, heldAfter: 3);
        await using var played = await PlayedPage.OpenAsync(browser, Shoal, update: update);
        await Assertions.Expect(played.Page.GetByTestId("stream")).ToHaveCountAsync(0);
        Assert.Null(played.Game.Session.Updates.Begin());

        await Assertions.Expect(played.Page.GetByTestId("stream")).ToContainTextAsync("Shoal 1.1.0");
        await Assertions.Expect(played.Page.GetByTestId("stream-figures")).ToContainTextAsync("37 %");
        await played.Page.GetByTestId("stream").GetByRole(AriaRole.Button).ClickAsync();
        var details = played.Page.GetByTestId("stream-details");
        await Assertions.Expect(details).ToContainTextAsync("3 MiB of 8 MiB, 3 of 8 pieces");
        await Assertions.Expect(details).ToContainTextAsync("shoal.view 1.1.0 assets/reef/2.bin");
        await Assertions.Expect(details).ToContainTextAsync("/s");

        update.GoOn();
        await Assertions.Expect(played.Page.GetByText("Shoal 1.1.0 is playing")).ToBeVisibleAsync();
        await Assertions.Expect(played.Page.GetByTestId("stream")).ToHaveCountAsync(0);
        Assert.Empty(played.Complaints);
    }

    [BrowserFact]
    public async Task A_version_that_fails_is_told_of_and_the_game_plays_on()
    {
        var update = new HeldUpdate(objects: 1, heldAfter: 1) { FlockFuel = 1_000 };
        await using var played = await PlayedPage.OpenAsync(browser, Shoal, update: update);
        Assert.Null(played.Game.Session.Updates.Begin());
        await Assertions.Expect(played.Page.GetByText("Shoal 1.1.0 failed and is gone")).ToBeVisibleAsync();
        Assert.Contains("fuel", update.Why, StringComparison.Ordinal);
        await played.TickPastAsync(played.Game.Session.Tick + 30);
        Assert.Equal("1.0.0", played.Game.Session.Status().Modules[0].Version);
        Assert.Empty(played.Complaints);
    }
}
