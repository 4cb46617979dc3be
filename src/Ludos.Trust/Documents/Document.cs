using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ludos.Trust;

/// <summary>
/// Reads and writes the JSON documents of trust. A document has one encoding: UTF-8, fields in the order of its format, no space, no escape but
/// <c>\n</c>. A reader takes no other bytes, so that a document cannot be changed without changing what it says.
/// </summary>
public static class Document
{
    /// <summary>Levels of nesting in any document.</summary>
    public const int MaxDepth = 16;

    private static readonly JsonDocumentOptions ReadOptions = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    private static readonly JsonWriterOptions WriteOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <summary>Reads a document and holds it against its one encoding.</summary>
    /// <param name="utf8">The whole document.</param>
    /// <param name="maxBytes">Its bound.</param>
    /// <param name="read">Makes the value of the root; throws <see cref="DocumentFault"/> through the node.</param>
    /// <param name="write">Writes the value again.</param>
    /// <param name="value">Set where true is returned.</param>
    /// <param name="problem">The end of a sentence that begins with the document's name, where false is returned.</param>
    public static bool TryRead<T>(
        ReadOnlyMemory<byte> utf8, int maxBytes, Func<DocumentNode, T> read, Action<Utf8JsonWriter, T> write, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? problem)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        value = null;
        problem = null;
        if (utf8.Length > maxBytes)
        {
            problem = $"has {utf8.Length} bytes; it may have {maxBytes}";
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, ReadOptions);
            var made = read(new DocumentNode(document.RootElement, ""));
            if (Write(made, write).AsSpan().SequenceEqual(utf8.Span))
            {
                value = made;
                return true;
            }

            problem = "is not in its one encoding: fields in their order, no space, no needless escapes";
        }
        catch (DocumentFault fault)
        {
            problem = $"is wrong: {fault.Message}";
        }
        catch (JsonException)
        {
            problem = "is not strict JSON";
        }
        catch (InvalidOperationException)
        {
            problem = "holds a string that is not Unicode";
        }

        return false;
    }

    /// <summary>The one encoding of a value.</summary>
    public static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriteOptions))
        {
            write(writer, value);
        }

        return stream.ToArray();
    }
}
