using Ludos.Registry.Catalogue;

namespace Ludos.Registry.Pages;

/// <summary>Modules, all or those that a search found.</summary>
internal static class ModuleListPage
{
    public static byte[] Of(string registry, string query, int skip, int take, SearchPage page)
    {
        var body = new Html();
        if (query.Trim().Length > 0)
        {
            body.Add($"<h1>{page.Total} {(page.Total == 1 ? "module" : "modules")} for “{query.Trim()}”</h1>");
        }
        else
        {
            body.Add($"<h1>Modules <span class=\"count\">{page.Total}</span></h1>");
        }

        if (page.Modules.Count == 0)
        {
            body.Add(query.Trim().Length > 0
                ? $"<p class=\"empty\">Nothing begins with these words. Try fewer, or <a href=\"/\">see all modules</a>.</p>"
                : (FormattableString)$"<p class=\"empty\">Nothing is published yet. Publish with <code>ludos publish</code>.</p>");
        }

        body.Add($"<ul class=\"cards\">").AddAll(page.Modules, Card).Add($"</ul>");
        return PageFrame.Of(registry, query.Trim().Length > 0 ? query.Trim() : "Modules", query, Paging(body, query, skip, take, page).ToMarkup());
    }

    private static FormattableString Card(ModuleRow module) =>
        $"""
        <li class="card"><h2><a href="/module/{Uri.EscapeDataString(module.Id)}">{module.Id}</a> <span class="pill">{module.Latest}</span></h2>
        <p class="by">{module.Kind} · <a href="/publisher/{Uri.EscapeDataString(module.Publisher)}">{module.Publisher}</a> · {PageFrame.Day(module.UpdatedAt)}</p>
        <p>{(module.Name == module.Id ? "" : module.Name + (module.Description.Length > 0 ? ". " : ""))}{module.Description}</p></li>
        """;

    private static Html Paging(Html body, string query, int skip, int take, SearchPage page)
    {
        if (take == 0 || (skip == 0 && page.Total <= take))
        {
            return body;
        }

        body.Add($"<nav class=\"paging\" aria-label=\"Pages\">");
        if (skip > 0)
        {
            body.Add($"<a href=\"/?q={Uri.EscapeDataString(query)}&amp;skip={Math.Max(0, skip - take)}&amp;take={take}\">Earlier</a>");
        }

        if (skip + take < page.Total)
        {
            body.Add($"<a href=\"/?q={Uri.EscapeDataString(query)}&amp;skip={skip + take}&amp;take={take}\">Later</a>");
        }

        return body.Add($"</nav>");
    }
}
