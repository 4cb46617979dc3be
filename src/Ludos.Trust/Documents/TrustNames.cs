using System.Text.RegularExpressions;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Trust;

/// <summary>The spelling rules of names in the documents of trust.</summary>
public static partial class TrustNames
{
    private const int MaxKeyBytes = 1_024;

    /// <summary>Whether a text is a module's id: dotted lower-case parts, a letter first.</summary>
    public static bool IsModuleId(string text) => text is not null && text.Length <= TrustLimits.MaxModuleIdLength && IdPattern().IsMatch(text);

    /// <summary>Whether a text is a publisher's name: lower-case letters, digits and dashes, a letter first.</summary>
    public static bool IsPublisher(string text) => text is not null && text.Length <= TrustLimits.MaxPublisherLength && PublisherPattern().IsMatch(text);

    internal static string ModuleId(DocumentFields fields, string name)
    {
        var text = fields.Text(name, TrustLimits.MaxModuleIdLength);
        return IsModuleId(text) ? text : throw fields.Bad(name, $"is {ForeignText.Printable(text)}, not a module's id");
    }

    internal static string Publisher(DocumentFields fields, string name)
    {
        var text = fields.Text(name, TrustLimits.MaxPublisherLength);
        return IsPublisher(text) ? text : throw fields.Bad(name, $"is {ForeignText.Printable(text)}, not a publisher's name");
    }

    internal static SemanticVersion Version(DocumentFields fields, string name)
    {
        var text = fields.Text(name, TrustLimits.MaxVersionLength);
        return SemanticVersion.TryParse(text, out var version) && version.ToFullString() == text ? version : throw fields.Bad(name, $"is {ForeignText.Printable(text)}, not a semantic version");
    }

    internal static PublicKey Key(DocumentFields fields)
    {
        var key = fields.Child("key", "algorithm", "public");
        return PublicKey.TryCreate(key.Text("algorithm", TrustLimits.MaxPublisherLength), key.Bytes("public", MaxKeyBytes), out var known) ? known : throw fields.Bad("key", "is not a key of a known algorithm");
    }

    internal static void Write(System.Text.Json.Utf8JsonWriter writer, PublicKey key)
    {
        writer.WriteStartObject("key");
        writer.WriteString("algorithm", key.Algorithm);
        writer.WriteBase64String("public", key.Bytes.Span);
        writer.WriteEndObject();
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PublisherPattern();
}
