using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Ludos.Base;
using Ludos.Platform.Engines;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>Objects of a registry or a mirror over HTTP: <c>GET objects/HEX</c>, resumed by Range and If-Range on the encoded representation. Thread-safe.</summary>
/// <param name="client">Follows no redirects of its own making and undoes no coding; its time-out is the downloader's concern. Not disposed.</param>
/// <param name="registry">Address of the registry, with a slash at its end.</param>
public sealed class HttpObjectSource(HttpClient client, Uri registry) : IObjectSource
{
    private const string SealedCoding = "ludos-sealed";

    public string Name { get; } = registry.ToString();

    private static string Accepted => Zstd.IsPresent ? "zstd, br, identity" : "br, identity";

    public async ValueTask<Result<ObjectReply, SourceErrorCode>> Open(DownloadItem wanted, ResumePoint? resume, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(registry, wanted.Seal is null ? $"objects/{wanted.Object.Digest}" : $"objects/{wanted.Object.Digest}?seal={wanted.Seal}"));
        request.Headers.AcceptEncoding.ParseAdd(wanted.Seal is null ? Accepted : SealedCoding);
        if (resume is not null)
        {
            request.Headers.Range = new RangeHeaderValue(resume.OffsetBytes, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue(resume.Validator));
        }

        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new Fault<SourceErrorCode>(SourceErrorCode.Unreachable, $"{Name} cannot be reached: {error.Message}");
        }

        var reply = await Reply(response, resume, cancellation).ConfigureAwait(false);
        if (!reply.IsOk)
        {
            response.Dispose();
        }

        return reply;
    }

    private async ValueTask<Result<ObjectReply, SourceErrorCode>> Reply(HttpResponseMessage response, ResumePoint? resume, CancellationToken cancellation)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
            case HttpStatusCode.PartialContent:
                break;
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new Fault<SourceErrorCode>(SourceErrorCode.NotThere, $"{Name} has not this object.");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                return new Fault<SourceErrorCode>(SourceErrorCode.Unreachable, Answer(response));
            default:
                return new Fault<SourceErrorCode>(SourceErrorCode.Refused, Answer(response));
        }

        if (Coding(response.Content.Headers.ContentEncoding) is not { } coding)
        {
            return new Fault<SourceErrorCode>(SourceErrorCode.Lied, $"it uses a coding that it was not asked for: {string.Join(", ", response.Content.Headers.ContentEncoding)}");
        }

        long offsetBytes = 0;
        var totalBytes = response.Content.Headers.ContentLength;
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            var range = response.Content.Headers.ContentRange;
            if (resume is null || range is not { HasRange: true, Unit: "bytes" })
            {
                return new Fault<SourceErrorCode>(SourceErrorCode.Lied, "it answers with a part where none was asked for");
            }

            offsetBytes = range.From!.Value;
            totalBytes = range.HasLength ? range.Length : range.To + 1;
        }

        var tag = response.Headers.ETag;
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return new ObjectReply(coding, tag is { IsWeak: false } ? tag.Tag : null, offsetBytes, totalBytes, body, response);
    }

    private static string Answer(HttpResponseMessage response) => string.Create(CultureInfo.InvariantCulture, $"it answers {(int)response.StatusCode}");

    private static ObjectEncoding? Coding(ICollection<string> codings) => codings.Count == 0 ? ObjectEncoding.Identity : codings.Count > 1 ? null : codings.First() switch
    {
        "identity" => ObjectEncoding.Identity,
        "zstd" => ObjectEncoding.Zstd,
        "br" => ObjectEncoding.Brotli,
        SealedCoding => ObjectEncoding.Sealed,
        _ => null,
    };
}
