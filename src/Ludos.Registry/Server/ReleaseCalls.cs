using Ludos.Base;
using Ludos.Modules;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Publishing;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>POST /releases, POST /modules/ID/yank, GET /bundles/HEX.</summary>
internal sealed class ReleaseCalls(IRegistryCatalogue catalogue, ReleaseDesk desk, CallGate gate, RegistryClock clock)
{
    public Task PublishAsync(HttpContext context) => gate.ChangeAsync(context, async caller =>
    {
        if (!(await BodyReader.ReadAsync(context.Request, RegistryLimits.MaxReleaseBytes)).TryGet(out var body, out var fault) || !ReleaseRequest.Parse(body).TryGet(out var request, out fault)
            || !(await desk.PublishAsync(request, caller, clock.Now, context.RequestAborted)).TryGet(out var bundle, out fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        await Answers.ObjectAsync(
            context,
            writer =>
            {
                writer.WritePropertyName("bundle");
                writer.WriteRawValue(bundle);
            },
            StatusCodes.Status201Created);
    });

    public Task YankAsync(HttpContext context, string moduleId) => gate.ChangeAsync(context, async caller =>
    {
        if (!ModuleIds.IsId(moduleId))
        {
            await Problem.AnswerAsync(context, RegistryErrorCode.BadName, "That is no module's id.");
            return;
        }

        if (!(await BodyReader.ReadAsync(context.Request, RegistryLimits.MaxReleaseBytes)).TryGet(out var body, out var fault) || !YankRequest.Parse(body).TryGet(out var request, out fault)
            || !desk.Yank(request, moduleId, caller, clock.Now).TryGet(out _, out fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    });

    public Task BundleAsync(HttpContext context, string hex)
    {
        if (!Digest.TryParse(hex, out _))
        {
            return Problem.AnswerAsync(context, RegistryErrorCode.BadName, "A module's digest is 64 lower-case hexadecimal digits.");
        }

        var found = catalogue.Read<byte[]>(reader => reader.ReleaseOf(hex) is { } release
            ? release.Bundle
            : new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, $"No release has the module {hex}."));
        return found.TryGet(out var bundle, out var fault) ? Answers.FixedAsync(context, bundle, Answers.Json) : Problem.AnswerAsync(context, fault);
    }
}
