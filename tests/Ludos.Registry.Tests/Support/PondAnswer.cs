using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ludos.Registry.Tests.Support;

/// <summary>What a registry answered.</summary>
internal sealed record PondAnswer(HttpStatusCode Status, byte[] Body, JsonNode? Json)
{
    /// <summary>The problem's code; empty when the answer is no problem.</summary>
    public string Code => (Json as JsonObject)?["code"]?.GetValue<string>() ?? "";

    public static async Task<PondAnswer> OfAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsByteArrayAsync();
        try
        {
            return new PondAnswer(answer.StatusCode, body, body.Length > 0 ? JsonNode.Parse(body) : null);
        }
        catch (JsonException)
        {
            return new PondAnswer(answer.StatusCode, body, null);
        }
    }

    public override string ToString() => $"{Status} {System.Text.Encoding.UTF8.GetString(Body)}";
}
