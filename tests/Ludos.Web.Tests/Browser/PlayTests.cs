using Ludos.Web.Tests.Support;
using Microsoft.Playwright;

namespace Ludos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class PlayTests(BrowserFixture browser)
{
    private const byte BitRight = 0x20;

    [BrowserFact]
    public async Task Shoal_moves_on_the_page()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal");
        var first = await played.PictureAsync(picture => picture.Colours > 500);
        await played.TickPastAsync(await played.TickAsync() + 10);
        await played.PictureAsync(picture => picture.ShareThatDiffers(first) > 0.02);
        Assert.Empty(played.Complaints);
    }

    [BrowserFact]
    public async Task The_page_shows_the_game_s_own_pixels()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal");
        await played.PictureAsync(picture => picture.Colours > 500);
        await played.Page.GetByLabel("Pause", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(played.Page.Locator(".paused")).ToBeVisibleAsync();

        // One game pixel a device pixel, and nothing over it: then the two must be equal.
        await played.Page.EvaluateAsync("document.querySelector('.paused').style.display = 'none'");
        await played.Page.EvaluateAsync("Object.assign(document.querySelector('.stage-frame').style, { width: '640px', height: '360px', flex: 'none' })");
        await played.Page.EvaluateAsync("Object.assign(document.querySelector('.screen').style, { borderRadius: '0' })");
        Assert.True(played.Game.Session.Arena.TryFind("screen", out var region));
        await played.PictureAsync(picture => picture is { Width: 640, Height: 360 } && IsSame(picture, region.Front));
    }

    [BrowserFact]
    public async Task A_key_steers_and_lets_go()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal");
        Assert.True(played.Game.Session.Arena.TryFind("input", out var input));
        Assert.True(played.Game.Session.Arena.TryFind("shark", out var shark));
        var before = shark.Front[..16].ToArray();
        await played.Page.Keyboard.DownAsync("ArrowRight");
        Assert.True(await EventuallyAsync(() => input.Front[0] == BitRight), "The key did not arrive.");
        Assert.True(await EventuallyAsync(() => !shark.Front[..16].SequenceEqual(before)), "The shark did not move.");
        await played.Page.Keyboard.UpAsync("ArrowRight");
        Assert.True(await EventuallyAsync(() => input.Front[0] == 0), "The key stayed pressed.");
    }

    [BrowserFact]
    public async Task The_mouse_points_at_the_game_s_pixels()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal");
        Assert.True(played.Game.Session.Arena.TryFind("input", out var input));
        var box = (await played.Screen.BoundingBoxAsync())!;
        await played.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 4));
        await played.Page.Mouse.DownAsync();
        Assert.True(await EventuallyAsync(() => input.Front[8] == 1), "The button did not arrive.");
        Assert.InRange(BitConverter.ToInt16(input.Front[4..]), 318, 322);
        Assert.InRange(BitConverter.ToInt16(input.Front[6..]), 88, 92);
        await played.Page.Mouse.UpAsync();
        Assert.True(await EventuallyAsync(() => input.Front[8] == 0), "The button stayed pressed.");
    }

    [BrowserFact]
    public async Task A_thumb_on_the_touch_pad_steers()
    {
        var phone = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true, DeviceScaleFactor = 2 };
        await using var played = await PlayedPage.OpenAsync(browser, "games/shoal", options: phone);
        Assert.True(played.Game.Session.Arena.TryFind("input", out var input));
        var box = (await played.Page.Locator(".pad-button").Last.BoundingBoxAsync())!;
        var touch = await played.Context.NewCDPSessionAsync(played.Page);
        var point = new Dictionary<string, object> { ["x"] = box.X + (box.Width / 2), ["y"] = box.Y + (box.Height / 2) };
        await touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = "touchStart", ["touchPoints"] = new[] { point } });
        Assert.True(await EventuallyAsync(() => (input.Front[0] & 1) == 1), "The button did not arrive.");
        await touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        Assert.True(await EventuallyAsync(() => (input.Front[0] & 1) == 0), "The button stayed pressed.");
        var overflow = await played.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, overflow);
    }

    private static bool IsSame(Picture picture, ReadOnlySpan<byte> rgba)
    {
        for (var pixel = 0; pixel < picture.Width * picture.Height; pixel++)
        {
            if (picture.At(pixel % picture.Width, pixel / picture.Width) != (rgba[4 * pixel], rgba[(4 * pixel) + 1], rgba[(4 * pixel) + 2]))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> EventuallyAsync(Func<bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var look = 0; look < 500; look++)
        {
            if (isSo())
            {
                return true;
            }

            await timer.WaitForNextTickAsync();
        }

        return false;
    }
}
