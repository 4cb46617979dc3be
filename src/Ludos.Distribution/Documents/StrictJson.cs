using System.Text.Json;
using Ludos.Base;

namespace Ludos.Distribution;

/// <summary>Reads a small JSON document from untrusted bytes: no repeated field, no comment, no trailing byte, nothing deep.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = DistributionLimits.MaxDepth,
    };

    /// <param name="read">Takes the root apart; throws <see cref="DocumentFault"/> at the first broken rule.</param>
    public static Result<T, DocumentErrorCode> Read<T>(ReadOnlyMemory<byte> utf8, int maxBytes, string name, Func<DocumentNode, T> read)
    {
        if (utf8.Length > maxBytes)
        {
            return new Fault<DocumentErrorCode>(DocumentErrorCode.TooLarge, $"{name} has {utf8.Length} bytes; it may have {maxBytes}.");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return read(new DocumentNode(document.RootElement, ""));
        }
        catch (DocumentFault fault)
        {
            var where = fault.Path.Length == 0 ? name : $"{name}: {fault.Path}";
            return new Fault<DocumentErrorCode>(DocumentErrorCode.BadField, $"{where} {fault.Message}");
        }
        catch (JsonException)
        {
            return new Fault<DocumentErrorCode>(DocumentErrorCode.NotJson, $"{name} is not strict JSON.");
        }
        catch (InvalidOperationException)
        {
            return new Fault<DocumentErrorCode>(DocumentErrorCode.NotJson, $"{name} holds a string that is not Unicode.");
        }
    }

    /// <summary>Writes a document without spaces.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
