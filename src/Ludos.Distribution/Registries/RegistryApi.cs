using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Ludos.Base;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>The calls of a registry, version 1. What they bring is bounded and read strictly, and believed by nobody before it is verified. Thread-safe.</summary>
/// <param name="http">Not disposed here.</param>
/// <param name="address">The registry's, with a slash at its end.</param>
public sealed class RegistryApi(BoundedHttp http, Uri address)
{
    /// <summary>Bytes of one upload: a registry takes no larger object.</summary>
    public const int MaxUploadBytes = 64 * 1024 * 1024;

    /// <summary>Digests in one question for what is missing.</summary>
    public const int MaxAskedDigests = 4096;

    private const int MaxSmallBytes = 1024 * 1024;
    private const int MaxSearchBytes = 4 * 1024 * 1024;
    private const int MaxOwnBytes = 16 * 1024 * 1024;

    public Uri Address { get; } = address;

    /// <summary>The token of a login, sent with the calls that need one; null = none.</summary>
    public string? Token { get; set; }

    /// <summary>An address in the form that every part of the client uses: with a slash at its end, http or https.</summary>
    public static Uri? AddressOf(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.AbsoluteUri.Length <= DistributionLimits.MaxAddressLength ? uri : null;

    /// <summary>What the registry says of itself. Whether it is believed is the caller's to decide.</summary>
    public ValueTask<Result<byte[], RegistryCallErrorCode>> Roots(CancellationToken cancellation) => Get("roots", MaxSmallBytes, cancellation);

    public ValueTask<Result<byte[], RegistryCallErrorCode>> Revocations(CancellationToken cancellation) => Get("revocations", MaxSearchBytes, cancellation);

    /// <summary>The transparency log's newest checkpoint, as a signed note.</summary>
    public ValueTask<Result<byte[], RegistryCallErrorCode>> Checkpoint(CancellationToken cancellation) => Get("log/checkpoint", TrustLimits.MaxNoteBytes, cancellation);

    /// <summary>The hashes that are to show that the log with <paramref name="toSize"/> entries continues that with <paramref name="fromSize"/>. They prove nothing before they are checked.</summary>
    public async ValueTask<Result<ImmutableArray<Digest>, RegistryCallErrorCode>> Consistency(long fromSize, long toSize, CancellationToken cancellation)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"log/consistency?from={fromSize}&to={toSize}");
        if (!(await Get(path, MaxSmallBytes, cancellation).ConfigureAwait(false)).TryGet(out var body, out var fault))
        {
            return fault;
        }

        return DocumentFields.TryRead(body, MaxSmallBytes, ["proof"], fields => fields.ByteStrings("proof", TrustLimits.MaxProofHashes, Digest.SizeBytes), out var hashes, out var problem) && hashes.All(hash => hash.Length == Digest.SizeBytes)
            ? hashes.Select(hash => new Digest(hash)).ToImmutableArray()
            : BadAnswer(problem ?? $"\"proof\" holds a hash that has not {Digest.SizeBytes} bytes");
    }

    /// <summary>A module's bundle with the log's proof.</summary>
    public ValueTask<Result<byte[], RegistryCallErrorCode>> Bundle(Digest module, CancellationToken cancellation) => Get($"bundles/{module}", DistributionLimits.MaxBundleBytes, cancellation);

    /// <summary>A target by its remote path.</summary>
    public ValueTask<Result<byte[], RegistryCallErrorCode>> Target(string remotePath, int maxBytes, CancellationToken cancellation) => Get($"targets/{RepositoryAddress.Escape(remotePath)}", maxBytes, cancellation);

    /// <summary>A metadata file by its name.</summary>
    public ValueTask<Result<byte[], RegistryCallErrorCode>> Metadata(string name, int maxBytes, CancellationToken cancellation) => Get($"tuf/{RepositoryAddress.Escape(name)}", maxBytes, cancellation);

    /// <summary>Modules that match the words, as JSON for people; not verified, for nothing is installed from it.</summary>
    public ValueTask<Result<byte[], RegistryCallErrorCode>> Search(string words, int skip, int take, CancellationToken cancellation) =>
        Get(string.Create(CultureInfo.InvariantCulture, $"search?q={Uri.EscapeDataString(words)}&skip={skip}&take={take}"), MaxSearchBytes, cancellation);

    /// <summary>Certificates of a publisher, as the registry keeps them.</summary>
    public ValueTask<Result<byte[], RegistryCallErrorCode>> Certificates(string publisher, CancellationToken cancellation) => Get($"certificates/{publisher}", MaxSearchBytes, cancellation);

    /// <summary>Posts a document and returns the answer's body.</summary>
    public ValueTask<Result<byte[], RegistryCallErrorCode>> Post(string path, byte[] json, CancellationToken cancellation) => Call(HttpMethod.Post, path, json, "application/json", null, MaxSearchBytes, cancellation);

    /// <summary>Gets what is the asker's own.</summary>
    /// <param name="token">Of their login; null where the answer is signed for who asks.</param>
    public ValueTask<Result<byte[], RegistryCallErrorCode>> Own(string path, string? token, CancellationToken cancellation) => Call(HttpMethod.Get, path, null, null, null, MaxOwnBytes, cancellation, token);

    /// <summary>Which of these objects the registry has not.</summary>
    /// <param name="seal">ID.GENERATION for sealed objects; null for plain ones.</param>
    public async ValueTask<Result<HashSet<Digest>, RegistryCallErrorCode>> Missing(IReadOnlyList<Digest> digests, string? seal, CancellationToken cancellation)
    {
        var missing = new HashSet<Digest>();
        foreach (var some in digests.Chunk(MaxAskedDigests))
        {
            var question = DistributionDocument.Write(writer =>
            {
                writer.Write("digests", [.. some.Select(digest => digest.ToString())]);
                if (seal is not null)
                {
                    writer.WriteString("seal", seal);
                }
            });
            if (!(await Post("objects/missing", question, cancellation).ConfigureAwait(false)).TryGet(out var body, out var fault))
            {
                return fault;
            }

            if (!DocumentFields.TryRead(body, MaxSearchBytes, ["missing"], fields => fields.Texts("missing", MaxAskedDigests, Digest.TextLength), out var texts, out var problem))
            {
                return BadAnswer(problem!);
            }

            foreach (var text in texts)
            {
                if (!Digest.TryParse(text, out var digest))
                {
                    return BadAnswer("\"missing\" holds what is no digest");
                }

                missing.Add(digest);
            }
        }

        return missing;
    }

    /// <summary>Uploads one object.</summary>
    public async ValueTask<Fault<RegistryCallErrorCode>?> Put(EncodedObject encoded, string? seal, CancellationToken cancellation)
    {
        var coding = encoded.Encoding switch
        {
            ObjectEncoding.Zstd => "zstd",
            ObjectEncoding.Brotli => "br",
            ObjectEncoding.Sealed => "ludos-sealed",
            _ => null,
        };
        var path = seal is null ? $"objects/{encoded.Digest}" : $"objects/{encoded.Digest}?seal={seal}";
        return (await Call(HttpMethod.Put, path, encoded.Bytes.ToArray(), "application/octet-stream", coding, MaxSmallBytes, cancellation).ConfigureAwait(false)).Fault;
    }

    private ValueTask<Result<byte[], RegistryCallErrorCode>> Get(string path, int maxBytes, CancellationToken cancellation) => Call(HttpMethod.Get, path, null, null, null, maxBytes, cancellation);

    private async ValueTask<Result<byte[], RegistryCallErrorCode>> Call(HttpMethod method, string path, byte[]? body, string? type, string? coding, int maxBytes, CancellationToken cancellation, string? ownToken = null)
    {
        using var request = new HttpRequestMessage(method, RepositoryAddress.Below(Address, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type!);
            if (coding is not null)
            {
                request.Content.Headers.ContentEncoding.Add(coding);
            }
        }

        if ((ownToken ?? (method == HttpMethod.Get ? null : Token)) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (!(await http.Send(request, maxBytes, cancellation).ConfigureAwait(false)).TryGet(out var answer, out var failed))
        {
            return new Fault<RegistryCallErrorCode>(failed.Code is HttpErrorCode.Unreachable or HttpErrorCode.TooSlow ? RegistryCallErrorCode.Unreachable : RegistryCallErrorCode.BadAnswer, failed.Message, failed.Mend);
        }

        return answer.IsSuccess ? answer.Body.ToArray() : Refusal(answer, path);
    }

    private Fault<RegistryCallErrorCode> Refusal(HttpAnswer answer, string path)
    {
        var (code, message, mend) = Problem(answer.Body);
        var kind = code switch
        {
            "NotLoggedIn" => RegistryCallErrorCode.NotLoggedIn,
            "Conflict" => RegistryCallErrorCode.Conflict,
            "MissingObjects" => RegistryCallErrorCode.MissingObjects,
            "TooMany" or "Unavailable" or "TooSlow" => RegistryCallErrorCode.Unreachable,
            _ => answer.Status == System.Net.HttpStatusCode.NotFound ? RegistryCallErrorCode.NotFound : RegistryCallErrorCode.Refused,
        };
        return new Fault<RegistryCallErrorCode>(kind, message ?? string.Create(CultureInfo.InvariantCulture, $"{Address}{path} answers with status {(int)answer.Status}."), mend ?? "");
    }

    /// <summary>The registry's own words, made fit for a terminal.</summary>
    private static (string? Code, string? Message, string? Mend) Problem(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 4 });
            string? Field(string name) => document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Printable(value.GetString()!) : null;
            return (Field("code"), Field("message"), Field("mend"));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static string Printable(string text)
    {
        const int shownLength = 500;
        return string.Concat(text.Take(shownLength).Select(c => char.IsControl(c) && c != '\n' ? '?' : c));
    }

    private Fault<RegistryCallErrorCode> BadAnswer(string problem) => new(RegistryCallErrorCode.BadAnswer, $"The answer of {Address} cannot be read: {problem}.", "Check that the address is a registry's.");
}
