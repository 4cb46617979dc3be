using Ludos.Distribution;
using Ludos.Registry.Catalogue;

namespace Ludos.Registry.Pages;

/// <summary>What a module's page shows.</summary>
/// <param name="Entry">Of the version that is shown.</param>
/// <param name="Certificate">Of the key that signed it; null when it is not known any more.</param>
internal sealed record ModuleFacts(ModuleRow Module, IReadOnlyList<ReleaseRow> Releases, ReleaseRow Shown, IndexedVersion Entry, CertificateRow? Certificate, bool IsRevoked);

/// <summary>One version of a module, and the list of all.</summary>
internal static class ModulePage
{
    public static byte[] Of(string registry, ModuleFacts facts, DateTimeOffset now)
    {
        var (module, shown) = (facts.Module, facts.Shown);
        var body = new Html().Add($"""
            <div class="title"><h1>{module.Id} <span class="pill">{shown.Version}</span></h1>
            <p class="by">{module.Kind} · by <a href="/publisher/{Uri.EscapeDataString(module.Publisher)}">{module.Publisher}</a> · published {PageFrame.Day(shown.PublishedAt)}</p></div>
            """);
        if (shown.Yanked is { } reason)
        {
            body.Add($"<p class=\"alert\" role=\"note\"><strong>This version was taken back:</strong> {reason}</p>");
        }

        body.Add($"<div class=\"columns\"><div>");
        if (module.Description.Length > 0 || module.Name != module.Id)
        {
            body.Add($"<section><h2>{(module.Name == module.Id ? "About" : module.Name)}</h2><p>{module.Description}</p></section>");
        }

        Grants(body, facts.Entry);
        Dependencies(body, facts.Entry);
        Versions(body, facts);
        body.Add($"</div><aside>");
        Install(body, facts);
        Publisher(body, facts, now);
        Bytes(body, facts);
        return PageFrame.Of(registry, $"{module.Id} {shown.Version}", "", body.Add($"</aside></div>").ToMarkup());
    }

    private static void Grants(Html body, IndexedVersion entry)
    {
        body.Add($"<section><h2>What it asks for</h2>");
        if (entry.Grants.IsEmpty)
        {
            body.Add($"<p class=\"dim\">Nothing. It sees the regions that its game gives it, and no device, file or network.</p></section>");
            return;
        }

        body.Add($"<dl class=\"grants\">").AddAll(entry.Grants, grant => $"<div><dt><code>{grant}</code></dt><dd>{GrantMeanings.Of(grant)}</dd></div>").Add($"</dl></section>");
    }

    private static void Dependencies(Html body, IndexedVersion entry)
    {
        if (entry.Dependencies.IsEmpty)
        {
            return;
        }

        body.Add($"<section><h2>Needs</h2><ul class=\"plain\">")
            .AddAll(entry.Dependencies, dependency => $"<li><a href=\"/module/{Uri.EscapeDataString(dependency.Id)}\">{dependency.Id}</a> <code>{dependency.RangeText}</code></li>")
            .Add($"</ul></section>");
    }

    private static void Versions(Html body, ModuleFacts facts)
    {
        body.Add($"<section><h2>Versions <span class=\"count\">{facts.Releases.Count}</span></h2><table><thead><tr><th>Version</th><th>Published</th><th class=\"number\">Size</th><th class=\"number\">Log</th></tr></thead><tbody>");
        foreach (var release in facts.Releases)
        {
            var mark = release.Yanked is null ? new Markup("") : Html.Of($" <span class=\"pill bad\" title=\"{release.Yanked}\">taken back</span>");
            var current = release.Version == facts.Shown.Version ? new Markup(" aria-current=\"page\"") : new Markup("");
            body.Add($"<tr{current}><td><a href=\"/module/{Uri.EscapeDataString(release.ModuleId)}/{Uri.EscapeDataString(release.Version)}\">{release.Version}</a>{mark}</td><td>{PageFrame.Day(release.PublishedAt)}</td><td class=\"number\">{PageFrame.Size(release.SizeBytes)}</td><td class=\"number\">{release.LogIndex}</td></tr>");
        }

        body.Add($"</tbody></table></section>");
    }

    private static void Install(Html body, ModuleFacts facts)
    {
        var exact = facts.Shown.Version == facts.Module.Latest ? "" : $"@{facts.Shown.Version}";
        body.Add($"<section class=\"box\"><h2>Install</h2><pre><code>ludos install {facts.Module.Id}{exact}</code></pre></section>");
    }

    private static void Publisher(Html body, ModuleFacts facts, DateTimeOffset now)
    {
        body.Add($"<section class=\"box\"><h2>Signed by</h2><p><a href=\"/publisher/{Uri.EscapeDataString(facts.Module.Publisher)}\">{facts.Module.Publisher}</a></p>");
        if (facts.Certificate is { } certificate)
        {
            body.Add($"<p>{CertificateState.Of(certificate, facts.IsRevoked, now)}</p><p class=\"dim\">{PageFrame.Day(certificate.NotBefore)} to {PageFrame.Day(certificate.NotAfter)}<br>certificate {PageFrame.Digest(certificate.Serial)}</p>");
        }

        body.Add($"</section>");
    }

    private static void Bytes(Html body, ModuleFacts facts) => body.Add($"""
        <section class="box"><h2>Bytes</h2><dl class="facts">
        <div><dt>Size</dt><dd>{PageFrame.Size(facts.Shown.SizeBytes)}</dd></div>
        <div><dt>Module</dt><dd>{PageFrame.Digest(facts.Shown.ModuleDigest)}</dd></div>
        <div><dt>Release</dt><dd>{PageFrame.Digest(facts.Shown.ReleaseDigest)}</dd></div>
        <div><dt>Log entry</dt><dd>{facts.Shown.LogIndex}</dd></div>
        <div><dt>Bundle</dt><dd><a href="/bundles/{facts.Shown.ModuleDigest}">JSON</a></dd></div>
        </dl></section>
        """);
}
