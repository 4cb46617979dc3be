using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>What a certificate says. Immutable.</summary>
/// <param name="Serial">32 lower-case hexadecimal digits, drawn at random: what a revocation list names.</param>
/// <param name="Publisher">Who holds the key, by <see cref="TrustNames.IsPublisher"/>.</param>
/// <param name="Key">The certified key.</param>
/// <param name="Purposes">What it may do; at least one.</param>
/// <param name="Modules">Which modules it reaches, by <see cref="ModulePattern"/>; in ordinal order, each once.</param>
/// <param name="NotBefore">UTC, whole seconds; later than this it is valid.</param>
/// <param name="NotAfter">UTC, whole seconds; to this it is valid, this included.</param>
public sealed record CertificateTerms(
    string Serial, string Publisher, PublicKey Key, CertificatePurposes Purposes, ImmutableArray<string> Modules, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    private const string Type = "ludos.certificate/v1";
    private const int SerialBytes = 16;

    /// <summary>Terms with a fresh serial; patterns are sorted, times cut to whole seconds.</summary>
    public static CertificateTerms Create(string publisher, PublicKey key, CertificatePurposes purposes, IEnumerable<string> modules, DateTimeOffset notBefore, TimeSpan validFor)
    {
        var from = DateTimeOffset.FromUnixTimeSeconds(notBefore.ToUnixTimeSeconds());
        var until = DateTimeOffset.FromUnixTimeSeconds((notBefore + validFor).ToUnixTimeSeconds());
        return new CertificateTerms(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SerialBytes)), publisher, key, purposes, [.. modules.Distinct().Order(StringComparer.Ordinal)], from, until);
    }

    /// <summary>Whether a text is a serial.</summary>
    public static bool IsSerial(string text) => text is { Length: 2 * SerialBytes } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The fields of a certificate's payload.</summary>
    internal static readonly string[] Fields = ["type", "serial", "subject", "purposes", "modules", "notBefore", "notAfter"];

    internal static CertificateTerms Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        var subject = fields.Child("subject", "name", "key");
        var serial = fields.Text("serial", 2 * SerialBytes);
        var terms = new CertificateTerms(
            IsSerial(serial) ? serial : throw fields.Bad("serial", "is not 32 lower-case hexadecimal digits"),
            TrustNames.Publisher(subject, "name"),
            TrustNames.Key(subject),
            CertificatePurposeWords.Read(fields),
            Patterns(fields),
            fields.Instant("notBefore"),
            fields.Instant("notAfter"));
        return terms.NotBefore <= terms.NotAfter ? terms : throw fields.Bad("notAfter", "lies before notBefore");
    }

    internal static void Write(Utf8JsonWriter writer, CertificateTerms terms)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteString("serial", terms.Serial);
        writer.WriteStartObject("subject");
        writer.WriteString("name", terms.Publisher);
        TrustNames.Write(writer, terms.Key);
        writer.WriteEndObject();
        CertificatePurposeWords.Write(writer, terms.Purposes);
        writer.WriteStartArray("modules");
        foreach (var pattern in terms.Modules)
        {
            writer.WriteStringValue(pattern);
        }

        writer.WriteEndArray();
        writer.WriteString("notBefore", DocumentFields.Text(terms.NotBefore));
        writer.WriteString("notAfter", DocumentFields.Text(terms.NotAfter));
        writer.WriteEndObject();
    }

    private static ImmutableArray<string> Patterns(DocumentFields fields)
    {
        var patterns = fields.Texts("modules", TrustLimits.MaxModulePatterns, TrustLimits.MaxModuleIdLength + 2);
        if (patterns.FirstOrDefault(pattern => !ModulePattern.IsPattern(pattern)) is { } other)
        {
            throw fields.Bad("modules", $"have {ForeignText.Printable(other)}, which is not a module pattern");
        }

        return patterns.Order(StringComparer.Ordinal).SequenceEqual(patterns) ? patterns : throw fields.Bad("modules", "are not in their order");
    }
}
