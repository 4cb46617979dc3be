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
    internal static LogProof Read(DocumentFields fields)
    {
        var proof = fields.ByteStrings("proof", TrustLimits.MaxProofHashes, Digest.SizeBytes);
        var checkpoint = fields.Lines("checkpoint", TrustLimits.MaxNoteBytes);
        if (!checkpoint.All(letter => letter is '\n' or '\u2014' || (char.IsAscii(letter) && letter is not ('"' or '\\'))))
        {
            throw fields.Bad("checkpoint", "has letters beside ASCII, or quotes or backslashes");
        }

        return proof.All(hash => hash.Length == Digest.SizeBytes)
            ? new LogProof(checkpoint, fields.Number("index", 0, long.MaxValue - 1), [.. proof.Select(hash => new Digest(hash))])
            : throw fields.Bad("proof", $"has a hash that has not {Digest.SizeBytes} bytes");
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
}
