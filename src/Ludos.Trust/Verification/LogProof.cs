using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>That an envelope is an entry of a transparency log. Immutable; nothing is verified by making one.</summary>
/// <param name="Checkpoint">The signed note, as the log wrote it.</param>
/// <param name="Index">Place of the entry, from 0.</param>
/// <param name="Hashes">Inclusion proof by RFC 6962, from the entry upwards, for the checkpoint's tree.</param>
public sealed record LogProof(string Checkpoint, long Index, ImmutableArray<Digest> Hashes)
{
    internal static LogProof Read(DocumentNode node)
    {
        node.Fields("checkpoint", "index", "proof");
        return new LogProof(
            node["checkpoint"].Text(TrustLimits.MaxNoteBytes),
            node["index"].Integer(0, long.MaxValue - 1),
            [.. node["proof"].Items(TrustLimits.MaxProofHashes).Select(Hash)]);
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("checkpoint", Checkpoint);
        writer.WriteNumber("index", Index);
        writer.WriteStartArray("proof");
        foreach (var hash in Hashes)
        {
            writer.WriteBase64StringValue(hash.Span);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static Digest Hash(DocumentNode node)
    {
        var bytes = node.Bytes(Digest.SizeBytes);
        return bytes.Length == Digest.SizeBytes ? new Digest(bytes) : throw node.Bad($"is not a hash of {Digest.SizeBytes} bytes");
    }
}
