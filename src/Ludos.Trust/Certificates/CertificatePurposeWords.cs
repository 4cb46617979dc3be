using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Purposes as words.</summary>
public static class CertificatePurposeWords
{
    private static readonly (CertificatePurposes Purpose, string Word)[] Words =
    [
        (CertificatePurposes.Issue, "issue"),
        (CertificatePurposes.SignModules, "sign-modules"),
        (CertificatePurposes.SignMetadata, "sign-metadata"),
        (CertificatePurposes.IssueReceipts, "issue-receipts"),
    ];

    /// <summary>The words in their order, joined by commas.</summary>
    public static string Of(CertificatePurposes purposes) => string.Join(", ", Words.Where(known => purposes.HasFlag(known.Purpose)).Select(known => known.Word));

    internal static CertificatePurposes Read(DocumentFields fields)
    {
        var purposes = CertificatePurposes.None;
        foreach (var word in fields.Texts("purposes", Words.Length, TrustLimits.MaxPublisherLength))
        {
            var known = Array.Find(Words, known => known.Word == word);
            purposes |= known.Word is null ? throw fields.Bad("purposes", $"have {ForeignText.Printable(word)}, which is not one") : known.Purpose;
        }

        return purposes == CertificatePurposes.None ? throw fields.Bad("purposes", "are empty") : purposes;
    }

    internal static void Write(Utf8JsonWriter writer, CertificatePurposes purposes)
    {
        writer.WriteStartArray("purposes");
        foreach (var (purpose, word) in Words)
        {
            if (purposes.HasFlag(purpose))
            {
                writer.WriteStringValue(word);
            }
        }

        writer.WriteEndArray();
    }
}
