using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

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

    internal static CertificateTerms Read(DocumentNode node)
    {
        node.Fields("type", "serial", "subject", "purposes", "modules", "notBefore", "notAfter");
        node["type"].Is(Type);
        var subject = node["subject"];
        subject.Fields("name", "key");
        var terms = new CertificateTerms(
            Serialized(node["serial"]), TrustNames.Publisher(subject["name"]), TrustNames.Key(subject["key"]), PurposeWords.Read(node["purposes"]), Patterns(node["modules"]), node["notBefore"].Time(), node["notAfter"].Time());
        return terms.NotBefore <= terms.NotAfter ? terms : throw node["notAfter"].Bad("lies before notBefore");
    }

    internal static string Serialized(DocumentNode node)
    {
        var text = node.Text(2 * SerialBytes);
        return IsSerial(text) ? text : throw node.Bad("is not a serial of 32 lower-case hexadecimal digits");
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
        PurposeWords.Write(writer, terms.Purposes);
        writer.WriteStartArray("modules");
        foreach (var pattern in terms.Modules)
        {
            writer.WriteStringValue(pattern);
        }

        writer.WriteEndArray();
        writer.WriteString("notBefore", DocumentNode.TimeText(terms.NotBefore));
        writer.WriteString("notAfter", DocumentNode.TimeText(terms.NotAfter));
        writer.WriteEndObject();
    }

    private static ImmutableArray<string> Patterns(DocumentNode node)
    {
        var patterns = ImmutableArray.CreateBuilder<string>();
        foreach (var item in node.Items(TrustLimits.MaxModulePatterns))
        {
            var pattern = item.Text(TrustLimits.MaxModuleIdLength + 2);
            if (!ModulePattern.IsPattern(pattern) || (patterns.Count > 0 && string.CompareOrdinal(patterns[^1], pattern) >= 0))
            {
                throw item.Bad($"is \"{ForeignText.Printable(pattern)}\", which is not a module pattern or not in its place");
            }

            patterns.Add(pattern);
        }

        return patterns.DrainToImmutable();
    }
}
