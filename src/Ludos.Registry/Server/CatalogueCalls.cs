using System.Globalization;
using System.Text.Json;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Registry.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>GET /search and GET /modules/ID, as JSON.</summary>
internal sealed class CatalogueCalls(IRegistryCatalogue catalogue, CallGate gate)
{
    public const int DefaultTake = 20;

    public Task SearchAsync(HttpContext context)
    {
        if (gate.Question(context) is { } tooMany)
        {
            return Problem.AnswerAsync(context, tooMany);
        }

        if (!Asked(context.Request.Query).TryGet(out var asked, out var fault) || !catalogue.Read<SearchPage>(reader => reader.Search(asked.Text, asked.Skip, asked.Take)).TryGet(out var page, out fault))
        {
            return Problem.AnswerAsync(context, fault);
        }

        return Answers.ObjectAsync(context, writer =>
        {
            writer.WriteNumber("total", page.Total);
            writer.WriteStartArray("modules");
            foreach (var module in page.Modules)
            {
                writer.WriteStartObject();
                Write(writer, module);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    public Task ModuleAsync(HttpContext context, string id)
    {
        if (!ModuleIds.IsId(id))
        {
            return Problem.AnswerAsync(context, RegistryErrorCode.BadName, "That is no module's id.");
        }

        var found = catalogue.Read<(ModuleRow Module, IReadOnlyList<ReleaseRow> Releases)>(reader => reader.Module(id) is { } module
            ? (module, reader.Releases(id))
            : new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, $"There is no module {id}."));
        return found.TryGet(out var facts, out var fault)
            ? Answers.ObjectAsync(context, writer =>
            {
                Write(writer, facts.Module);
                writer.WriteStartArray("versions");
                foreach (var release in facts.Releases)
                {
                    Write(writer, release);
                }

                writer.WriteEndArray();
            })
            : Problem.AnswerAsync(context, fault);
    }

    /// <summary>What a search asks for; the page of the same name reads it too.</summary>
    public static Result<(string Text, int Skip, int Take), RegistryErrorCode> Asked(IQueryCollection query)
    {
        var text = query["q"].ToString();
        if (text.Length > RegistryLimits.MaxQueryLength)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.TooLarge, $"A search has at most {RegistryLimits.MaxQueryLength} characters.");
        }

        return TryNumber(query["skip"].ToString(), 0, RegistryLimits.MaxSkip, out var skip) && TryNumber(query["take"].ToString(), DefaultTake, RegistryLimits.MaxTake, out var take)
            ? (text, skip, take)
            : new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, $"\"skip\" is 0 to {RegistryLimits.MaxSkip}, \"take\" 0 to {RegistryLimits.MaxTake}.");
    }

    private static bool TryNumber(string text, int absent, int max, out int number)
    {
        number = absent;
        return text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max);
    }

    private static void Write(Utf8JsonWriter writer, ModuleRow module)
    {
        writer.WriteString("id", module.Id);
        writer.WriteString("name", module.Name);
        writer.WriteString("description", module.Description);
        writer.WriteString("publisher", module.Publisher);
        writer.WriteString("kind", module.Kind);
        writer.WriteString("latest", module.Latest);
        writer.WriteString("updated", DocumentFields.Text(module.UpdatedAt));
    }

    private static void Write(Utf8JsonWriter writer, ReleaseRow release)
    {
        writer.WriteStartObject();
        writer.WriteString("version", release.Version);
        writer.WriteString("module", release.ModuleDigest);
        writer.WriteString("release", release.ReleaseDigest);
        writer.WriteNumber("sizeBytes", release.SizeBytes);
        writer.WriteNumber("logIndex", release.LogIndex);
        writer.WriteString("published", DocumentFields.Text(release.PublishedAt));
        writer.WriteString("yanked", release.Yanked);
        writer.WriteEndObject();
    }
}
