using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>Metadata, targets, roots, revocations and the checkpoint: documents as they lie in the catalogue.</summary>
internal sealed class DocumentCalls(DocumentCache cache)
{
    private const int MaxNameLength = 200;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");

    public Task MetadataAsync(HttpContext context, string name)
    {
        if (!IsName(name))
        {
            return Problem.AnswerAsync(context, RegistryErrorCode.BadName, "That is no name of a metadata file.");
        }

        return DocumentNames.Metadata + name == DocumentNames.Timestamp ? ChangingAsync(context, DocumentNames.Timestamp, Answers.Json) : FixedAsync(context, DocumentNames.Metadata + name);
    }

    public Task TargetAsync(HttpContext context, string name) =>
        IsName(name) ? FixedAsync(context, DocumentNames.Targets + name) : Problem.AnswerAsync(context, RegistryErrorCode.BadName, "That is no name of a target file.");

    public Task ChangingAsync(HttpContext context, string name, string contentType) => cache.Changing(name).TryGet(out var document, out var fault)
        ? Answers.ChangingAsync(context, document, contentType)
        : Problem.AnswerAsync(context, fault);

    private Task FixedAsync(HttpContext context, string name) => cache.Fixed(name).TryGet(out var document, out var fault)
        ? Answers.FixedAsync(context, document.Bytes, Answers.Json)
        : Problem.AnswerAsync(context, fault);

    private static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
