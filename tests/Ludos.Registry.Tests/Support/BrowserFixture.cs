using Microsoft.Playwright;

namespace Ludos.Registry.Tests.Support;

/// <summary>A test that needs Chromium: Debian's, or the one that LUDOS_CHROMIUM names. Reported as skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium))
        {
            Skip = $"There is no browser at {Chromium}: apt install chromium, or name one in LUDOS_CHROMIUM.";
        }
    }

    public static string Chromium { get; } = Environment.GetEnvironmentVariable("LUDOS_CHROMIUM") ?? "/usr/bin/chromium";
}

/// <summary>One browser for all tests that need it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("There is no browser.");

    public async Task InitializeAsync()
    {
        if (File.Exists(BrowserFactAttribute.Chromium))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Chromium, Args = Arguments });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
