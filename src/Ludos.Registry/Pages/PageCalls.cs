using System.Text;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Modules;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Metadata;
using Ludos.Registry.Publishing;
using Ludos.Registry.Server;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Pages;

/// <summary>The pages for people: GET /, /module/ID[/VERSION], /publisher/NAME, /log. Without scripts; everything that comes from outside is escaped.</summary>
/// <param name="registry">The registry's name.</param>
internal sealed class PageCalls(IRegistryCatalogue catalogue, CallGate gate, RegistryClock clock, string registry)
{
    public Task ListAsync(HttpContext context)
    {
        if (gate.Question(context) is { } tooMany)
        {
            return RefuseAsync(context, tooMany);
        }

        return CatalogueCalls.Asked(context.Request.Query).TryGet(out var asked, out var fault) && catalogue.Read<SearchPage>(reader => reader.Search(asked.Text, asked.Skip, asked.Take)).TryGet(out var page, out fault)
            ? ShowAsync(context, ModuleListPage.Of(registry, asked.Text, asked.Skip, asked.Take, page))
            : RefuseAsync(context, fault);
    }

    public Task ModuleAsync(HttpContext context, string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var (id, version) = slash < 0 ? (path, null) : (path[..slash], path[(slash + 1)..]);
        return ModuleIds.IsId(id) && catalogue.Read<ModuleFacts>(reader => Facts(reader, id, version)).TryGet(out var facts, out _)
            ? ShowAsync(context, ModulePage.Of(registry, facts, clock.Now))
            : RefuseAsync(context, new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, "There is no such module or version."));
    }

    public Task PublisherAsync(HttpContext context, string name)
    {
        var found = catalogue.Read<byte[]>(reader => PublisherName.IsName(name) && reader.Account(name) is { } account
            ? PublisherPage.Of(registry, account, reader.Certificates(name), reader.ModulesOf(name), RevokedSerials.Of(reader), clock.Now)
            : new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, "There is no such publisher."));
        return found.TryGet(out var page, out var fault) ? ShowAsync(context, page) : RefuseAsync(context, fault);
    }

    public Task LogAsync(HttpContext context)
    {
        var found = catalogue.Read<byte[]>(reader =>
        {
            var size = reader.LogSize();
            var entries = new List<LoggedEntry>();
            for (var index = size - 1; index >= Math.Max(0, size - LogPage.Shown); index--)
            {
                entries.Add(new LoggedEntry(index, reader.LogEntry(index)!));
            }

            return LogPage.Of(registry, Encoding.UTF8.GetString(reader.Document(DocumentNames.Checkpoint) ?? []), size, entries);
        });
        return found.TryGet(out var page, out var fault) ? ShowAsync(context, page) : RefuseAsync(context, fault);
    }

    private static Result<ModuleFacts, RegistryErrorCode> Facts(ICatalogueReader reader, string id, string? version)
    {
        var none = new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, $"There is no module {id}.");
        if (reader.Module(id) is not { } module)
        {
            return none;
        }

        var releases = reader.Releases(id);
        var shown = releases.FirstOrDefault(release => release.Version == (version ?? module.Latest));
        if (shown is null || !DeveloperUpdate.PublishedIndex(reader, module.Publisher, id).TryGet(out var index, out _) || index?.Versions.FirstOrDefault(entry => entry.Version.ToFullString() == shown.Version) is not { } indexed)
        {
            return none;
        }

        return new ModuleFacts(module, releases, shown, indexed, reader.Certificate(shown.CertificateSerial), RevokedSerials.Of(reader).Contains(shown.CertificateSerial));
    }

    private static Task ShowAsync(HttpContext context, byte[] page, int status = StatusCodes.Status200OK)
    {
        SecurityHeaders.Apply(context.Response.Headers);
        return Answers.OnceAsync(context, page, Answers.Html, status);
    }

    private Task RefuseAsync(HttpContext context, Fault<RegistryErrorCode> fault) =>
        ShowAsync(context, PageFrame.Of(registry, "Not found", "", Html.Of($"<div class=\"title\"><h1>{fault.Message}</h1><p class=\"by\">{fault.Mend} <a href=\"/\">All modules</a></p></div>")), Problem.StatusOf(fault.Code));
}
