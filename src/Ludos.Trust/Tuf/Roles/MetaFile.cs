using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>What snapshot and timestamp say about another metadata file. Immutable.</summary>
/// <param name="Version">1 or more.</param>
/// <param name="LengthBytes">Null when not said.</param>
/// <param name="Hashes">Null when not said.</param>
public sealed record MetaFile(long Version, long? LengthBytes = null, TufHashes? Hashes = null)
{
    internal static MetaFile Read(TufNode node) => new(
        node.Required("version").Integer(1),
        node.Optional("length")?.Integer(1),
        node.Optional("hashes") is { } hashes ? TufHashes.Read(hashes) : null);

    /// <summary>Null when the bytes have the length and digests that are said.</summary>
    internal Fault<TufErrorCode>? Check(ReadOnlySpan<byte> bytes, string role) =>
        LengthBytes is { } length && length != bytes.Length
            ? new Fault<TufErrorCode>(TufErrorCode.WrongLength, $"{TufNode.Printable(role)} has {bytes.Length} bytes; {length} were signed.")
            : Hashes?.Check(bytes, role);

    /// <summary>The most bytes to read.</summary>
    internal int Bound(int maxBytes) => (int)Math.Min(LengthBytes ?? maxBytes, maxBytes);

    internal void Write(Utf8JsonWriter json, string file)
    {
        json.WriteStartObject(file);
        Hashes?.Write(json);
        if (LengthBytes is { } length)
        {
            json.WriteNumber("length", length);
        }

        json.WriteNumber("version", Version);
        json.WriteEndObject();
    }
}
