using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Reads and writes the JSON documents of trust. A document has one encoding: UTF-8, fields in the order of its format, no space, no escape but
/// <c>\n</c>. A reader takes no other bytes, so that a document cannot be changed without changing what it says.
/// </summary>
public static class Document
{
    private static readonly JsonWriterOptions WriteOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DocumentFields.MaxDepth };

    /// <summary>Reads a document and holds it against its one encoding.</summary>
    /// <param name="utf8">The whole document.</param>
    /// <param name="maxBytes">Its bound.</param>
    /// <param name="known">Fields of the outermost object.</param>
    /// <param name="read">Makes the value.</param>
    /// <param name="write">Writes the value again.</param>
    /// <param name="value">Set where true is returned.</param>
    /// <param name="problem">The end of a sentence that begins with the document's name, where false is returned.</param>
    public static bool TryRead<T>(
        ReadOnlyMemory<byte> utf8, int maxBytes, ReadOnlySpan<string> known, Func<DocumentFields, T> read, Action<Utf8JsonWriter, T> write, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? problem)
        where T : class
    {
        if (!DocumentFields.TryRead(utf8, maxBytes, known, read, out value, out problem))
        {
            problem = $"cannot be read: {problem}";
            return false;
        }

        if (value is not null && Write(value, write).AsSpan().SequenceEqual(utf8.Span))
        {
            return true;
        }

        value = null;
        problem = "is not in its one encoding: fields in their order, no space, no needless escapes";
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
