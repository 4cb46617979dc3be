using Ludos.Web.Tests.Support;
using Microsoft.Playwright;

namespace Ludos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class CartTests(BrowserFixture browser)
{
    internal const int Side = 160;

    [BrowserFact]
    public async Task A_cart_is_shown_in_its_own_colours_at_whole_pixels()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/glowworm/glowworm.wasm");
        await played.Page.GetByLabel("Pause", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(played.Page.Locator(".paused")).ToBeVisibleAsync();
        await played.Page.EvaluateAsync("document.querySelector('.paused').style.display = 'none'");
        await played.Page.EvaluateAsync("document.querySelector('.screen').style.borderRadius = '0'");

        var source = played.Game.Session.Screen!;
        Assert.True(played.Game.Session.Arena.TryFind(source.PixelRegion, out var region));
        await played.PictureAsync(picture => picture.Width % Side == 0 && IsSame(picture, region.Front, source.PixelOffset, source.PaletteOffset));
        Assert.Empty(played.Complaints);
    }

    [BrowserFact]
    public async Task Sound_starts_at_the_first_gesture_and_can_be_muted()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "games/brickwell/brickwell.wasm");
        await Assertions.Expect(played.Page.GetByText("Click or press a key for sound")).ToBeVisibleAsync();
        await played.Screen.ClickAsync();
        await Assertions.Expect(played.Page.GetByText("Click or press a key for sound")).ToBeHiddenAsync();

        await played.Page.GetByLabel("Mute", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(played.Page.GetByLabel("Volume")).ToHaveValueAsync("0");
        await played.Page.ReloadAsync();
        await Assertions.Expect(played.Page.GetByLabel("Volume")).ToHaveValueAsync("0");
    }

    [BrowserFact]
    public async Task A_cart_in_error_shows_its_crash_and_is_restarted()
    {
        await using var played = await PlayedPage.OpenAsync(browser, "tests/carts/oob.wasm");
        await Assertions.Expect(played.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("crashed");
        var restarted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        played.Game.Session.Events += happened =>
        {
            if (happened.Kind == Runtime.SessionEventKind.Restarted)
            {
                restarted.TrySetResult();
            }
        };
        await played.Page.GetByRole(AriaRole.Alert).GetByText("Restart").ClickAsync();
        await restarted.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    internal static bool IsSame(Picture picture, ReadOnlySpan<byte> memory, int framebuffer, int palette)
    {
        var scale = picture.Width / Side;
        for (var pixel = 0; pixel < Side * Side; pixel++)
        {
            var index = (memory[framebuffer + (pixel / 4)] >> (2 * (pixel % 4))) & 3;
            var colour = memory.Slice(palette + (4 * index), 4);
            var (x, y) = ((pixel % Side * scale) + (scale / 2), (pixel / Side * scale) + (scale / 2));
            if (picture.At(x, y) != (colour[2], colour[1], colour[0]))
            {
                return false;
            }
        }

        return true;
    }
}
