using Ludos.Modules;
using Ludos.Web.Tests.Support;
using Microsoft.Playwright;

namespace Ludos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class SwapTests(BrowserFixture browser)
{
    private const string Game = "tests/modules/good";

    [BrowserFact]
    public async Task A_dropped_module_takes_over_and_is_rolled_back()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game);
        await Assertions.Expect(Version(played)).ToHaveTextAsync("1.0.0");
        await DropAsync(played, "better.gmod", Pack("better"));
        await Assertions.Expect(Version(played)).ToHaveTextAsync("1.1.0");
        await Assertions.Expect(played.Page.Locator(".toast[data-tone=good]").First).ToContainTextAsync("1.0.0 → 1.1.0");
        await played.TickPastAsync(await played.TickAsync());

        await played.Page.GetByText("Roll back").ClickAsync();
        await Assertions.Expect(Version(played)).ToHaveTextAsync("1.0.0");
        await played.TickPastAsync(await played.TickAsync());
        Assert.Empty(played.Complaints);
    }

    [BrowserFact]
    public async Task A_picked_file_is_swapped_into_its_module()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game);
        var digest = await played.Page.GetByTestId("digest").TextContentAsync();
        await played.Page.GetByTestId("swap-proof").SetInputFilesAsync(Repository.PathOf("tests", "modules", "better", "proof.wasm"));
        await Assertions.Expect(played.Page.GetByTestId("digest")).Not.ToHaveTextAsync(digest!);
        await played.TickPastAsync(await played.TickAsync());
    }

    [BrowserFact]
    public async Task A_module_that_traps_is_rolled_back_and_the_page_says_why()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game);
        await DropAsync(played, "trap.gmod", Pack("trap"));
        await Assertions.Expect(played.Page.Locator(".toast[data-tone=bad]").First).ToContainTextAsync("proof was rolled back");
        await Assertions.Expect(Version(played)).ToHaveTextAsync("1.0.0");
        await Assertions.Expect(played.Page.Locator(".module-reason").First).ToContainTextAsync("trap");
        await played.TickPastAsync(await played.TickAsync());
    }

    [BrowserFact]
    public async Task Another_schema_is_refused_with_the_difference()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game);
        await DropAsync(played, "schema.gmod", Pack("schema"));
        await Assertions.Expect(played.Page.Locator(".toast[data-tone=bad]").First).ToContainTextAsync("value");
        await Assertions.Expect(Version(played)).ToHaveTextAsync("1.0.0");
    }

    [BrowserFact]
    public async Task Without_dev_the_page_says_what_is_needed()
    {
        await using var played = await PlayedPage.OpenAsync(browser, Game, dev: false);
        await DropAsync(played, "better.gmod", Pack("better"));
        await Assertions.Expect(played.Page.Locator(".toast[data-tone=bad]").First).ToContainTextAsync("--dev");
        await Assertions.Expect(Version(played)).ToHaveTextAsync("1.0.0");
    }

    private static ILocator Version(PlayedPage played) => played.Page.Locator("[data-module=proof]").GetByTestId("version");

    private static byte[] Pack(string folder) => ModulePacker.Pack(Repository.PathOf("tests", "modules", folder)).Value;

    /// <summary>What the browser does when a file is let go of over the page.</summary>
    private static async Task DropAsync(PlayedPage played, string name, byte[] bytes)
    {
        const string drop = """
            ([name, base64]) => {
              const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
              const data = new DataTransfer();
              data.items.add(new File([bytes], name));
              for (const type of ['dragenter', 'dragover', 'drop'])
                document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """;
        await played.Page.EvaluateAsync(drop, new[] { name, Convert.ToBase64String(bytes) });
    }
}
