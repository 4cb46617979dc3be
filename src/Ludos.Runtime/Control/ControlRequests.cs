using System.Text.Json;
using System.Text.Json.Nodes;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Loading;
using Ludos.Trust;

namespace Ludos.Runtime.Control;

/// <summary>Answers one request at a time per caller. What comes in is checked field by field; nothing in it can throw.</summary>
internal sealed class ControlRequests(GameSession session, string arenaSocketPath, Func<IEnumerable<KeyValuePair<string, string>>>? extraStatus)
{
    private const string Operations = "status, swap, rollback, pause, resume, restart, stop, timeline, update";

    private readonly TimelineRequests _timeline = new(session);

    public static JsonObject Refusal(string code, string message, string mend) =>
        new() { ["ok"] = false, ["code"] = code, ["message"] = message, ["mend"] = mend };

    public JsonObject Answer(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = ControlProtocol.MaxDepth });
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Perform(document.RootElement)
                : Refusal("BadRequest", "The request is not an object.", "Send {\"op\":\"status\"}.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Refusal("BadRequest", $"The request is not JSON: {error.Message}", "Send {\"op\":\"status\"}.");
        }
    }

    private JsonObject Perform(JsonElement request)
    {
        var operation = Text(request, "op");
        switch (operation)
        {
            case "status":
                return Done(Status());
            case "swap":
                return Swap(request);
            case "rollback":
                return Text(request, "module") is { } module ? Outcome(session.RollBack(module)) : Missing("module");
            case "pause":
                session.Pause();
                return Done([]);
            case "resume":
                session.Resume();
                return Done([]);
            case "restart":
                session.Restart();
                return Done([]);
            case "timeline":
                return _timeline.Answer(request);
            case "update":
                return session.Updates.Begin() is { } notBegun ? Refusal(notBegun.Code.ToString(), notBegun.Message, notBegun.Mend) : Done(Status());
            case "stop":
                session.Stop();
                return Done([]);
            default:
                return Refusal("BadRequest", operation is null ? "The request has no \"op\"." : "The request's \"op\" is not known.", $"Known are {Operations}.");
        }
    }

    private JsonObject Status()
    {
        var status = JsonSerializer.SerializeToNode(session.Status(), ControlProtocol.Json)!.AsObject();
        status["arena"] = arenaSocketPath;
        foreach (var (name, value) in extraStatus?.Invoke() ?? [])
        {
            status[name] = value;
        }

        return status;
    }

    private JsonObject Swap(JsonElement request)
    {
        if (Text(request, "module") is not { } module)
        {
            return Missing("module");
        }

        if (Text(request, "path") is not { } path)
        {
            return Missing("path");
        }

        if (!Path.IsPathFullyQualified(path) || path.Contains('\0'))
        {
            return Refusal("BadRequest", "\"path\" is not an absolute path.", "The caller's folder is not ours: send the full path.");
        }

        if (!ModuleSource.Bytes(path).TryGet(out var bytes, out var fault))
        {
            return Refusal(fault.Code.ToString(), fault.Message, fault.Mend);
        }

        // Only this user reaches the socket, and asking for dev is their word that they trust the file.
        if (request.TryGetProperty("dev", out var dev) && dev.ValueKind == JsonValueKind.True)
        {
            return Outcome(session.Swap(module, bytes, ModuleOrigin.CommandLine, path));
        }

        return ModuleSource.BundleOf(path).TryGet(out var bundle, out fault)
            ? Outcome(session.Swap(module, bytes, ModuleSource.OriginOf(path, bytes), path, bundle))
            : Refusal(fault.Code.ToString(), fault.Message, fault.Mend);
    }

    private static JsonObject Outcome(Result<SwapReport, SwapErrorCode> result) =>
        result.TryGet(out var report, out var fault)
            ? Done(JsonSerializer.SerializeToNode(report, ControlProtocol.Json)!.AsObject())
            : Refusal(fault.Code.ToString(), fault.Message, fault.Mend);

    private static JsonObject Done(JsonObject result) => new() { ["ok"] = true, ["result"] = result };

    private static JsonObject Missing(string field) => Refusal("BadRequest", $"The request has no text \"{field}\".", "");

    private static string? Text(JsonElement request, string field) =>
        request.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
