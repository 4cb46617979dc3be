using System.Globalization;

namespace Ludos.Registry.Pages;

/// <summary>What all pages have: head, search, navigation; and how sizes and times are written.</summary>
internal static class PageFrame
{
    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;

    public static byte[] Of(string registry, string title, string query, Markup body) => new Html()
        .Add($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="dark light">
            <title>{title} · {registry}</title>
            <link rel="icon" href="/page/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/page/registry.css">
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header>
            <a class="brand" href="/"><img src="/page/icon.svg" alt="" width="26" height="26"><strong>{registry}</strong><span>modules</span></a>
            <form action="/" method="get" role="search"><input type="search" name="q" value="{query}" placeholder="Search modules" aria-label="Search modules" maxlength="200"><button type="submit">Search</button></form>
            <nav><a href="/">Modules</a><a href="/log">Log</a></nav>
            </header>
            <main id="main">
            {body}
            </main>
            <footer>Nothing here is believed by a client: metadata and modules are signed, and every statement is in the <a href="/log">log</a>.</footer>
            </body>
            </html>
            """)
        .ToBytes();

    public static string Size(long bytes) => bytes < KiB ? string.Create(CultureInfo.InvariantCulture, $"{bytes} B")
        : bytes < MiB ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / KiB:0.#} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / MiB:0.#} MB");

    public static Markup Day(DateTimeOffset moment) => Html.Of($"<time datetime=\"{moment:yyyy-MM-ddTHH:mm:ssZ}\">{moment:yyyy-MM-dd}</time>");

    /// <summary>A long digest, its beginning to see and all of it to copy.</summary>
    public static Markup Digest(string hex) => Html.Of($"<code class=\"digest\" title=\"{hex}\">{hex}</code>");
}
