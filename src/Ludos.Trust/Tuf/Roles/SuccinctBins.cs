using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace Ludos.Trust;

/// <summary>Hash bins said in short (TAP 15): the first bits of a path's SHA-256 choose one of a power of two of roles with the same keys. Immutable.</summary>
/// <param name="BitLength">1 to 32.</param>
/// <param name="NamePrefix">A bin's role is this, a hyphen and its number in hexadecimal, as long as the last one's.</param>
public sealed record SuccinctBins(RoleKeys Keys, int BitLength, string NamePrefix)
{
    private const int MaxBits = 32;
    private const int BitsPerDigit = 4;

    /// <summary>The one role for a path. It ends the search.</summary>
    internal DelegatedRole For(string targetPath)
    {
        var bin = BinaryPrimitives.ReadUInt32BigEndian(PathDigest.Of(targetPath).Span) >> (MaxBits - BitLength);
        var digits = (BitLength + BitsPerDigit - 1) / BitsPerDigit;
        return new DelegatedRole($"{NamePrefix}-{bin.ToString($"x{digits}", CultureInfo.InvariantCulture)}", Keys, IsTerminating: true, ["*"]);
    }

    internal static SuccinctBins Read(TufNode node)
    {
        var bits = node.Required("bit_length").Integer(1);
        var prefix = node.Required("name_prefix").Text(TufLimits.MaxRoleNameBytes / 2);
        return bits > MaxBits ? throw node.Bad($"has more than {MaxBits} bits.")
            : !DelegatedRole.IsName(prefix) ? throw new TufDocumentException(TufErrorCode.BadName, $"\"{TufNode.Printable(prefix)}\" cannot begin the names of bins.")
            : new SuccinctBins(RoleKeys.Read(node), (int)bits, prefix);
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("succinct_roles");
        json.WriteNumber("bit_length", BitLength);
        MetadataWriter.WriteTexts(json, "keyids", Keys.KeyIds);
        json.WriteString("name_prefix", NamePrefix);
        json.WriteNumber("threshold", Keys.Threshold);
        json.WriteEndObject();
    }
}
