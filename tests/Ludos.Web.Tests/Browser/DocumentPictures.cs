using System.Diagnostics;
using Ludos.Web.Tests.Support;
using Microsoft.Playwright;

namespace Ludos.Web.Tests.Browser;

/// <summary>Takes the pictures in docs/images anew when LUDOS_UPDATE_IMAGES is 1, or one of them when it is its name; otherwise holds them to their bounds.</summary>
[Collection(BrowserTests.Name)]
public sealed class DocumentPictures(BrowserFixture browser)
{
    private const int MaxBytes = 400 * 1024;

    [BrowserFact]
    public async Task The_pictures_are_there_and_small()
    {
        var wanted = Environment.GetEnvironmentVariable("LUDOS_UPDATE_IMAGES");
        if (wanted is "1" or "shoal")
        {
            await TakeAsync("shoal", "games/shoal", ColorScheme.Dark, afterTicks: 420);
        }

        if (wanted is "1" or "cart")
        {
            await TakeAsync("cart", "games/glowworm/glowworm.wasm", ColorScheme.Light, afterTicks: 200);
        }

        if (wanted is "1" or "timeline")
        {
            await TakeAsync("timeline", "games/shoal", ColorScheme.Dark, afterTicks: 200, GoBackAndOnAsync);
        }

        if (wanted is "1" or "region")
        {
            await TakeAsync("region", "games/shoal", ColorScheme.Dark, afterTicks: 420, OpenFishAsync);
        }

        if (wanted is "1" or "streaming")
        {
            var update = new HeldUpdate(objects: 24, heldAfter: 10);
            await TakeAsync("streaming", "games/shoal", ColorScheme.Dark, afterTicks: 300, OpenStreamAsync, update);
        }

        foreach (var name in new[] { "shoal", "cart", "timeline", "region", "streaming" })
        {
            var bytes = await File.ReadAllBytesAsync(PathOf(name));
            Assert.InRange(bytes.Length, 10_000, MaxBytes);
        }
    }

    private async Task TakeAsync(string name, string game, ColorScheme colours, long afterTicks, Func<PlayedPage, Task>? prepare = null, HeldUpdate? update = null)
    {
        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 720 }, ColorScheme = colours };
        await using var played = await PlayedPage.OpenAsync(browser, game, options: options, update: update);
        await played.Page.Keyboard.PressAsync("Shift");
        await played.TickPastAsync(afterTicks);
        await (prepare?.Invoke(played) ?? Task.CompletedTask);
        await played.PictureAsync(picture => picture.Colours >= 3);
        var raw = Path.Combine(Path.GetTempPath(), $"ludos-{Environment.ProcessId}-{name}.png");
        await played.Page.ScreenshotAsync(new PageScreenshotOptions { Path = raw });
        await ReduceAsync(raw, PathOf(name));
        File.Delete(raw);
    }

    /// <summary>A branch that left the first, and a hand on the rail of the second.</summary>
    private static async Task GoBackAndOnAsync(PlayedPage played)
    {
        var timeline = played.Game.Session.Timeline;
        _ = timeline.GoTo(120).Value;
        _ = timeline.Step(120).Value;
        _ = timeline.GoToBranch("main").Value;
        _ = timeline.GoTo(80).Value;
        _ = timeline.BeginBranch("another-way").Value;
        _ = timeline.Step(150).Value;
        var box = (await played.Page.GetByTestId("timeline").BoundingBoxAsync())!;
        await played.Page.Mouse.MoveAsync(box.X + (box.Width * 0.8f), box.Y + (box.Height / 2));
        await played.Page.Mouse.DownAsync();
        await played.Page.Mouse.MoveAsync(box.X + (box.Width * 0.65f), box.Y + (box.Height / 2));
        await Assertions.Expect(played.Page.GetByTestId("place")).ToContainTextAsync("back");
    }

    private static async Task OpenStreamAsync(PlayedPage played)
    {
        Assert.Null(played.Game.Session.Updates.Begin());
        await Assertions.Expect(played.Page.GetByTestId("stream-figures")).ToContainTextAsync("41 %");
        await played.Page.GetByTestId("stream").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(played.Page.GetByTestId("stream-details")).ToContainTextAsync("10 of 24 pieces");
    }

    private static async Task OpenFishAsync(PlayedPage played)
    {
        var page = played.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "fish", Exact = true }).ClickAsync();
        await page.Locator("[data-figure=uploads]").WaitForAsync();
        await page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Row).Nth(4).ClickAsync();
        await page.WaitForFunctionAsync("() => Number(document.querySelector('[data-figure=uploads]').textContent.replaceAll(',', '')) > 60");
    }

    /// <summary>256 colours of its own: a third of the bytes, and no difference that one sees.</summary>
    private static async Task ReduceAsync(string from, string to)
    {
        string[] arguments = ["-loglevel", "error", "-y", "-i", from, "-vf", "split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=dither=bayer:bayer_scale=4", to];
        using var process = Process.Start("ffmpeg", arguments);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, process.ExitCode);
    }

    private static string PathOf(string name) => Repository.PathOf("docs", "images", name + ".png");
}
