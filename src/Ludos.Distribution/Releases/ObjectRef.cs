using System.Text.Json;
using Ludos.Base;

namespace Ludos.Distribution;

/// <summary>An object by the SHA-256 of its plain bytes, and how many they are.</summary>
public readonly record struct ObjectRef(Digest Digest, long SizeBytes)
{
    internal static ObjectRef Read(DocumentNode node, long maxBytes)
    {
        node.CheckFields("digest", "sizeBytes");
        return new ObjectRef(node["digest"].Digest(), node["sizeBytes"].Integer(1, maxBytes));
    }

    internal void Write(Utf8JsonWriter writer, string field)
    {
        writer.WriteStartObject(field);
        writer.WriteString("digest", Digest.ToString());
        writer.WriteNumber("sizeBytes", SizeBytes);
        writer.WriteEndObject();
    }
}
