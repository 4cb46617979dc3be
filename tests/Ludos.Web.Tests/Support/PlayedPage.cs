using Ludos.Runtime;
using Microsoft.Playwright;

namespace Ludos.Web.Tests.Support;

/// <summary>A game, its page in a browser of its own, and everything the page complained about.</summary>
internal sealed class PlayedPage : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    private PlayedPage(Served game, IBrowserContext context, IPage page)
    {
        Game = game;
        Context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // A driver's remark on how screenshots are taken says nothing about the page.
            if (message.Type is "error" or "warning" && !message.Text.Contains("GL Driver Message", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public Served Game { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Screen => Page.GetByTestId("screen");

    public static async Task<PlayedPage> OpenAsync(BrowserFixture browser, string game, bool dev = true, BrowserNewContextOptions? options = null, IGameUpdate? update = null)
    {
        var served = Served.Game(game, dev, update);
        var context = await browser.Browser.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1200, Height = 760 }, ColorScheme = ColorScheme.Dark });
        var played = new PlayedPage(served, context, await context.NewPageAsync());
        await played.Page.GotoAsync(served.Host.NewUrl());
        await played.TickPastAsync(0);
        return played;
    }

    public async Task<long> TickAsync()
    {
        var text = await Page.GetByTestId("tick").TextContentAsync();
        return long.Parse(text!.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the page shows a later tick.</summary>
    public async Task TickPastAsync(long tick) => await Page.WaitForFunctionAsync(
        "tick => { const shown = document.querySelector('[data-testid=tick]'); return shown && Number(shown.textContent.replaceAll(',', '')) > tick; }", tick);

    /// <summary>What the browser's compositor shows of the screen.</summary>
    public async Task<Picture> PictureAsync() => Picture.Decode(await Screen.ScreenshotAsync());

    /// <summary>Looks at the screen until it is so.</summary>
    public async Task<Picture> PictureAsync(Func<Picture, bool> isSo)
    {
        for (var look = 0; look < 40; look++)
        {
            var picture = await PictureAsync();
            if (isSo(picture))
            {
                return picture;
            }
        }

        throw new TimeoutException("The screen never looked as it should.");
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        Game.Dispose();
    }
}
