using Ludos.Runtime.Headless;
using Ludos.Web.Tests.Support;
using Microsoft.Playwright;

namespace Ludos.Web.Tests.Browser;

/// <summary>The timeline on the page, with mouse, keys and touch.</summary>
[Collection(BrowserTests.Name)]
public sealed class TimelineTests(BrowserFixture browser)
{
    private const string Cart = "games/glowworm/glowworm.wasm";
    private const int MaxFramesToFollow = 4;

    [BrowserFact]
    public async Task A_drag_shows_older_ticks_and_the_picture_follows()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Cart);
        await PauseAfterAsync(played, 120);
        var end = played.Game.Session.Tick;
        var newest = await played.PictureAsync(picture => picture.Colours >= 3);

        var box = await BoxAsync(played);
        await played.Page.Mouse.MoveAsync(box.X + (box.Width * 0.9f), box.Y + (box.Height / 2));
        await played.Page.Mouse.DownAsync();
        foreach (var place in new[] { 0.7f, 0.4f, 0.25f })
        {
            await played.Page.Mouse.MoveAsync(box.X + (box.Width * place), box.Y + (box.Height / 2));
        }

        await EventuallyAsync(() => played.Game.Session.Tick == (long)Math.Round(end * 0.25, MidpointRounding.AwayFromZero), "The game did not go back.");
        await played.Page.Mouse.UpAsync();
        await Assertions.Expect(Line(played)).ToHaveAttributeAsync("aria-valuenow", $"{played.Game.Session.Tick}");
        await Assertions.Expect(played.Page.GetByTestId("place")).ToContainTextAsync("back");
        await played.PictureAsync(picture => picture.ShareThatDiffers(newest) > 0.01);

        // The hand is off and nothing lies over it: the picture is the one that the game holds, pixel for pixel.
        await played.Page.EvaluateAsync("document.querySelector('.screen').style.borderRadius = '0'");
        await played.Page.Mouse.MoveAsync(4, 4);
        var source = played.Game.Session.Screen!;
        Assert.True(played.Game.Session.Arena.TryFind(source.PixelRegion, out var memory));
        await played.PictureAsync(picture => picture.Width % CartTests.Side == 0 && CartTests.IsSame(picture, memory.Front, source.PixelOffset, source.PaletteOffset));
        Assert.Equal("paused", played.Game.Session.Status().State);
        Assert.Empty(played.Complaints);
    }

    [BrowserFact]
    public async Task The_picture_follows_the_hand_within_a_few_frames()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Cart);
        await PauseAfterAsync(played, 120);
        await Line(played).FocusAsync();
        await played.Page.Keyboard.PressAsync("Home");
        await EventuallyAsync(() => played.Game.Session.Tick == 0, "Home did not lead to the first tick.");

        // Counted on the page: drawn frames between a key and the acknowledgement of the picture that it led to.
        var frames = await played.Page.EvaluateAsync<int>("""
            () => new Promise((done) => {
              const native = WebSocket.prototype.send;
              let frames = 0;
              const count = () => { frames++; requestAnimationFrame(count); };
              requestAnimationFrame(count);
              let asked = null;
              WebSocket.prototype.send = function (data) {
                if (typeof data === 'string' && data.includes('"seek"')) asked = frames;
                else if (asked !== null && typeof data !== 'string' && data[0] === 0x11) { WebSocket.prototype.send = native; done(frames - asked); }
                return native.call(this, data);
              };
              document.querySelector('[data-testid=timeline]').dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp', bubbles: true }));
            })
            """);
        Assert.InRange(frames, 0, MaxFramesToFollow);
    }

    [BrowserFact]
    public async Task Every_key_of_a_slider_moves_it()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Cart);
        await PauseAfterAsync(played, 150);
        var end = played.Game.Session.Tick;
        await Line(played).FocusAsync();
        foreach (var (key, tick) in new[] { ("ArrowLeft", end - 1), ("ArrowDown", end - 2), ("ArrowRight", end - 1), ("PageDown", end - 61), ("PageUp", end - 1), ("Home", 0), ("ArrowUp", 1), ("End", end), ("ArrowRight", end + 1) })
        {
            await played.Page.Keyboard.PressAsync(key);
            await EventuallyAsync(() => played.Game.Session.Tick == tick, $"{key} did not lead to tick {tick}, but to {played.Game.Session.Tick}.");
        }

        Assert.Single(played.Game.Session.Timeline.Status().Branches);
        await Assertions.Expect(Line(played)).ToHaveAttributeAsync("role", "slider");
        await Assertions.Expect(Line(played)).ToHaveAttributeAsync("aria-label", "Timeline");
        await played.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(Line(played)).ToHaveAttributeAsync("aria-valuetext", $"tick {end} of {end + 1}, 1 tick back");
        await played.Page.Keyboard.PressAsync(" ");
        await played.TickPastAsync(end + 10);
        Assert.Equal(2, played.Game.Session.Timeline.Status().Branches.Count);
    }

    [BrowserFact]
    public async Task Going_on_begins_a_branch_and_the_list_leads_back()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Cart);
        await PauseAfterAsync(played, 100);
        var end = played.Game.Session.Tick;
        var hash = HashSpec.Resolve("*", played.Game.Session.Arena).Value.Compute();
        await played.Page.GetByLabel("Step back").ClickAsync();
        await played.Page.GetByLabel("Step back").ClickAsync();
        await EventuallyAsync(() => played.Game.Session.Tick == end - 2, "Two steps back were not taken.");
        await played.Page.GetByLabel("Step forward").ClickAsync();
        await EventuallyAsync(() => played.Game.Session.Tick == end - 1, "The step forward was not taken.");

        await played.Page.GetByRole(AriaRole.Toolbar).GetByLabel("Resume", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(played.Page.GetByTestId("branch")).ToHaveTextAsync("branch-2");
        await played.Page.GetByLabel("Branches, on branch-2").ClickAsync();
        var choice = played.Page.GetByRole(AriaRole.Menuitemradio);
        await Assertions.Expect(choice).ToHaveCountAsync(2);
        await Assertions.Expect(choice.Nth(1)).ToContainTextAsync($"from main at {end - 1}");
        await choice.Nth(0).ClickAsync();
        await Assertions.Expect(played.Page.GetByTestId("branch")).ToHaveTextAsync("main");
        await Assertions.Expect(played.Page.Locator(".pill")).ToHaveTextAsync("Paused");
        Assert.Equal(end, played.Game.Session.Tick);
        Assert.Equal(hash, HashSpec.Resolve("*", played.Game.Session.Arena).Value.Compute());
        Assert.Empty(played.Complaints);
    }

    [BrowserFact]
    public async Task A_thumb_drags_it_too_and_a_crash_is_on_it()
    {
        var phone = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true, DeviceScaleFactor = 2 };
        await using var played = await PlayedPage.OpenAsync(browser, "tests/modules/trap", options: phone);
        await Assertions.Expect(played.Page.Locator(".timeline-mark[data-tone=bad]").First).ToBeAttachedAsync();
        await EventuallyAsync(() => played.Game.Session.Crash is not null, "The game did not crash.");
        var box = await BoxAsync(played);
        var touch = await played.Context.NewCDPSessionAsync(played.Page);
        await TouchAsync("touchStart", 0.8f);
        await TouchAsync("touchMove", 0.02f);
        await EventuallyAsync(() => played.Game.Session.Crash is null && played.Game.Session.Tick == 0, "The thumb did not lead to before the crash.");
        await touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        await Assertions.Expect(played.Page.Locator(".pill")).ToHaveTextAsync("Paused");
        Assert.True(await played.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");

        Task TouchAsync(string type, float place) => touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = new[] { new Dictionary<string, object> { ["x"] = box.X + (box.Width * place), ["y"] = box.Y + (box.Height / 2) } },
        });
    }

    private static ILocator Line(PlayedPage played) => played.Page.GetByTestId("timeline");

    private static async Task<LocatorBoundingBoxResult> BoxAsync(PlayedPage played) => (await Line(played).BoundingBoxAsync())!;

    private static async Task PauseAfterAsync(PlayedPage played, long ticks)
    {
        await played.TickPastAsync(ticks);
        await played.Page.GetByLabel("Pause", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(played.Page.Locator(".pill")).ToHaveTextAsync("Paused");

        // The tick that ran when the game was paused has ended.
        _ = played.Game.Session.Timeline.Step(0).Value;
    }

    private static async Task EventuallyAsync(Func<bool> isSo, string otherwise)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var look = 0; look < 500 && !isSo(); look++)
        {
            await timer.WaitForNextTickAsync();
        }

        Assert.True(isSo(), otherwise);
    }
}
