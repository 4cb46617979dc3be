using System.Net;
using Ludos.Registry.Tests.Support;
using Microsoft.Playwright;

namespace Ludos.Registry.Tests.Pages;

/// <summary>The pages in Chromium: what they show, that they run nothing, and that hostile text stays text.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageTests(BrowserFixture browser) : IDisposable
{
    private const string Hostile = "# <script>document.title='owned'</script>\"><img src=x onerror=\"document.title='owned'\">\n\n</p></main><svg onload=document.title='owned'> 'quoted' & <b>bold</b> javascript:alert(1) \u202egnirts";

    private readonly TestClock _clock = new();
    private RegistryFixture? _made;

    private RegistryFixture Registry => _made ??= new RegistryFixture(_clock);

    public void Dispose() => _made?.Dispose();

    [BrowserFact]
    public async Task A_reader_finds_a_module_and_sees_who_signed_it_what_it_asks_for_and_how_to_install_it()
    {
        await PublishPondAsync();
        await using var context = await browser.Browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark, ViewportSize = new ViewportSize { Width = 1180, Height = 820 } });
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync(Registry.Address.ToString());
        Assert.Equal(4, await page.Locator(".card").CountAsync());
        await Picture(page, "list");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("hunts");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        Assert.Equal(1, await page.Locator(".card").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "pond.shark" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("pond.shark 1.1.0");
        await Assertions.Expect(page.Locator("pre code")).ToHaveTextAsync("ludos install pond.shark");
        await Assertions.Expect(page.Locator(".pill.good")).ToHaveTextAsync("valid");
        await Assertions.Expect(page.Locator(".grants")).ToContainTextAsync("Sees keys");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("pond.fish");
        await Assertions.Expect(page.Locator(".pill.bad")).ToHaveTextAsync("taken back");
        await Picture(page, "module");
        await page.GetByRole(AriaRole.Link, new() { Name = "1.2.0", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Note)).ToContainTextAsync("bites its keeper");
        await page.GetByRole(AriaRole.Link, new() { Name = "pond-studio" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("sign modules");
        await Picture(page, "publisher");
        await page.GetByRole(AriaRole.Link, new() { Name = "Log", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("certificate for pond-studio");
        await Picture(page, "log");
        Assert.Empty(complaints);
    }

    [BrowserFact]
    public async Task Hostile_text_stays_text_and_nothing_of_it_runs()
    {
        using var publisher = await PondPublisher.JoinAsync(Registry, _clock, "pond-studio", "pond.*");
        await publisher.PublishAsync(new PondModule("pond.fish", "1.0.0", Hostile));
        await using var context = await browser.Browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });
        var page = await context.NewPageAsync();
        foreach (var path in (string[])["", "?q=%3Cscript%3Edocument.title%3D%27owned%27%3C%2Fscript%3E%22%20onfocus%3D%22document.title%3D%27owned%27", "module/pond.fish", "publisher/pond-studio", "module/%3Cscript%3E", "publisher/%22%3E%3Cimg%20src%3Dx%3E"])
        {
            var answer = await page.GotoAsync(new Uri(Registry.Address, path).ToString());
            Assert.DoesNotContain("script-src", answer!.Headers["content-security-policy"], StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none';", answer.Headers["content-security-policy"], StringComparison.Ordinal);
            Assert.NotEqual("owned", await page.TitleAsync());
            Assert.Equal(0, await page.Locator("script, svg, main b, img[onerror], [onfocus]").CountAsync());
        }

        await page.GotoAsync(new Uri(Registry.Address, "module/pond.fish").ToString());
        Assert.Contains("<b>bold</b>", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_a_page_all_the_same()
    {
        using var http = new HttpClient { BaseAddress = Registry.Address };
        using var answer = await http.GetAsync(new Uri("module/pond.whale", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such module", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task PublishPondAsync()
    {
        using var publisher = await PondPublisher.JoinAsync(Registry, _clock, "pond-studio", "pond", "pond.*");
        var content = Enumerable.Range(0, 180_000).Select(i => (byte)((i * 31) ^ (i >> 5))).ToArray();
        await publisher.PublishAsync(new PondModule("pond.fish", "1.0.0", "# Shoaling fish\n\nThousands of fish that turn as one, in one region of positions and headings.", content));
        _clock.Advance(TimeSpan.FromDays(3));
        await publisher.LogInAsync();
        await publisher.PublishAsync(new PondModule("pond.plants", "0.3.0", "# Water plants\n\nReeds and kelp that sway with the current."));
        const string needs = """{"id":"pond.fish","range":"[1.0.0,2.0.0)"}""";
        const string about = "# Reef shark\n\nHunts the slowest fish of a shoal and sleeps at noon. Needs a shoal to hunt.";
        await publisher.PublishAsync(new PondModule("pond.shark", "1.0.0", about, dependencies: needs));
        _clock.Advance(TimeSpan.FromDays(11));
        await publisher.LogInAsync();
        await publisher.PublishAsync(new PondModule("pond.shark", "1.1.0", about, content[..90_000], needs));
        await publisher.PublishAsync(new PondModule("pond.shark", "1.2.0", about, content[..95_000], needs));
        var index = publisher.IndexOf("pond.shark");
        var yanked = index.Yank(index.Versions[2].Version, "bites its keeper");
        Assert.Equal(HttpStatusCode.NoContent, (await publisher.PostAsync("modules/pond.shark/yank", PondYank.Body(publisher, yanked, "1.2.0", "bites its keeper"))).Status);
        using var other = await PondPublisher.JoinAsync(Registry, _clock, "moonlight-arcade");
        await other.PublishAsync(new PondModule("moonlight-arcade.tides", "2.0.1", "# Tides\n\nA moon, a shore and an hour of water."));
    }

    [Fact]
    public void The_picture_in_the_documents_is_there_and_small()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
            {
                Assert.InRange(new FileInfo(Path.Combine(folder.FullName, "docs", "images", "registry.png")).Length, 10_000, 400 * 1024);
                return;
            }
        }

        Assert.Fail("The repository is not above the tests.");
    }

    /// <summary>For people who look: LUDOS_PICTURES names a folder.</summary>
    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LUDOS_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"registry-{name}.png") });
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"registry-{name}-light.png") });
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        }
    }
}
