using System.Globalization;
using Ludos.Base;
using Ludos.Registry.Objects;
using Ludos.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Ludos.Registry.Server;

/// <summary>GET and PUT /objects/HEX, POST /objects/missing.</summary>
internal sealed class ObjectCalls(IObjectStore objects, CallGate gate)
{
    private const string SealQuery = "seal";
    private const string ForEver = "public, max-age=31536000, immutable";
    private const int CopyBytes = 64 * 1024;

    private readonly HotObjects _hot = new(RegistryLimits.MaxCachedObjectBytes);

    public Task GetAsync(HttpContext context, string hex)
    {
        if (!Name(context, hex).TryGet(out var name, out var fault))
        {
            return Problem.AnswerAsync(context, fault);
        }

        if (!objects.Find(name.Digest, name.Seal).TryGet(out var place, out fault))
        {
            return Problem.AnswerAsync(context, fault);
        }

        var isAccepted = place.Encoding is ObjectEncoding.Identity or ObjectEncoding.Sealed || ContentEncodings.IsAccepted(context.Request.Headers.AcceptEncoding, place.Encoding);
        var headers = context.Response.Headers;
        headers.CacheControl = ForEver;
        headers.Vary = "Accept-Encoding";
        if (!isAccepted)
        {
            return objects.Plain(name.Digest, RegistryLimits.MaxObjectBytes, name.Seal, null).TryGet(out var plain, out fault)
                ? SendAsync(context, new Part(hex, ObjectEncoding.Identity, plain.Length), plain)
                : Problem.AnswerAsync(context, fault);
        }

        var part = new Part(hex, place.Encoding, place.LengthBytes);
        if (_hot.TryGet(place.Path, out var hot))
        {
            return SendAsync(context, part, hot);
        }

        if (place.LengthBytes > HotObjects.MaxObjectBytes || !_hot.IsWanted(place.Path))
        {
            return SendFileAsync(context, part, place.Path);
        }

        if (!objects.Encoded(place).TryGet(out var bytes, out fault))
        {
            return Problem.AnswerAsync(context, fault);
        }

        _hot.Keep(place.Path, bytes);
        return SendAsync(context, part, bytes);
    }

    public async Task PutAsync(HttpContext context, string hex)
    {
        if (!Name(context, hex).TryGet(out var name, out var fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        if (!ContentEncodings.TryParse(context.Request.Headers.ContentEncoding, out var encoding))
        {
            await Problem.AnswerAsync(context, RegistryErrorCode.WrongEncoding, "The Content-Encoding is not known.", "Send identity, zstd, br or ludos-sealed.");
            return;
        }

        await gate.ChangeAsync(context, async caller =>
        {
            if (name.Seal is { } seal && gate.Owner(seal.ModuleId) is { } owner && owner != caller.Account)
            {
                await Problem.AnswerAsync(context, RegistryErrorCode.NotAllowed, $"{seal.ModuleId} belongs to {owner}.");
                return;
            }

            if (!(await BodyReader.ReadAsync(context.Request, RegistryLimits.MaxObjectBytes)).TryGet(out var body, out var refused)
                || !objects.Put(name.Digest, encoding, body, name.Seal).TryGet(out var isNew, out refused))
            {
                await Problem.AnswerAsync(context, refused);
                return;
            }

            context.Response.StatusCode = isNew ? StatusCodes.Status201Created : StatusCodes.Status204NoContent;
        });
    }

    public async Task MissingAsync(HttpContext context)
    {
        if (!(await BodyReader.ReadAsync(context.Request, RegistryLimits.MaxQuestionBytes)).TryGet(out var body, out var fault) || !MissingQuestion.Parse(body).TryGet(out var question, out fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        await Answers.ObjectAsync(context, writer =>
        {
            writer.WriteStartArray("missing");
            foreach (var digest in question.Digests.Where(digest => !objects.Find(digest, question.Seal).IsOk))
            {
                writer.WriteStringValue(digest.ToString());
            }

            writer.WriteEndArray();
        });
    }

    private static Result<(Digest Digest, Seal? Seal), RegistryErrorCode> Name(HttpContext context, string hex)
    {
        if (!Digest.TryParse(hex, out var digest))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.BadName, "An object's name is 64 lower-case hexadecimal digits.");
        }

        if (!context.Request.QueryString.HasValue || !context.Request.Query.TryGetValue(SealQuery, out var text))
        {
            return (digest, null);
        }

        return Seal.TryParse(text.ToString(), out var seal) ? (digest, seal) : new Fault<RegistryErrorCode>(RegistryErrorCode.BadName, "A seal is ID.GENERATION.");
    }

    private static async Task SendAsync(HttpContext context, Part part, ReadOnlyMemory<byte> bytes)
    {
        if (Begin(context, part) is var (first, count))
        {
            await context.Response.Body.WriteAsync(bytes.Slice((int)first, (int)count), context.RequestAborted);
        }
    }

    private static async Task SendFileAsync(HttpContext context, Part part, string path)
    {
        if (Begin(context, part) is not var (first, count))
        {
            return;
        }

        using var file = File.OpenHandle(path);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent((int)Math.Min(CopyBytes, count));
        try
        {
            while (count > 0)
            {
                // Pieces are small and mostly in the system's cache: a hop to another thread would cost more than the read.
                var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, count)), first);
                if (read == 0)
                {
                    throw new EndOfStreamException(path);
                }

                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
                (first, count) = (first + read, count - read);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Writes status and headers. Null when no bytes follow: they are known to the client, wanted from behind the end, or not asked for.</summary>
    private static (long First, long Count)? Begin(HttpContext context, Part part)
    {
        var (request, response) = (context.Request, context.Response);
        var tag = part.ETag;
        response.Headers.ETag = tag;
        response.Headers.AcceptRanges = "bytes";
        if (ContentEncodings.NameOf(part.Encoding) is { } encoding)
        {
            response.Headers.ContentEncoding = encoding;
        }

        if (request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return null;
        }

        response.ContentType = Answers.Binary;
        var (first, count) = (0L, part.LengthBytes);
        if (request.Headers.Range is [{ } text] && (request.Headers.IfRange.Count == 0 || request.Headers.IfRange == tag) && RangeHeaderValue.TryParse(text, out var range) && range.Ranges.Count == 1)
        {
            if (ByteRange.Of(range.Ranges.First(), part.LengthBytes) is not { } wanted)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{part.LengthBytes}");
                return null;
            }

            (first, count) = wanted;
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{first + count - 1}/{part.LengthBytes}");
        }

        response.ContentLength = count;
        return HttpMethods.IsHead(request.Method) ? null : (first, count);
    }

    /// <summary>One representation of an object.</summary>
    private readonly record struct Part(string Hex, ObjectEncoding Encoding, long LengthBytes)
    {
        public string ETag => ContentEncodings.NameOf(Encoding) is { } name ? $"\"{Hex}.{name}\"" : $"\"{Hex}\"";
    }
}
