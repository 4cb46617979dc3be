using System.Text.Json;

namespace Ludos.Trust;

/// <summary>Purposes as words.</summary>
internal static class PurposeWords
{
    private static readonly (CertificatePurposes Purpose, string Word)[] Words =
    [
        (CertificatePurposes.Issue, "issue"),
        (CertificatePurposes.SignModules, "sign-modules"),
        (CertificatePurposes.SignMetadata, "sign-metadata"),
        (CertificatePurposes.IssueReceipts, "issue-receipts"),
    ];

    public static string Of(CertificatePurposes purposes) => string.Join(", ", Words.Where(known => purposes.HasFlag(known.Purpose)).Select(known => known.Word));

    public static CertificatePurposes Read(DocumentNode node)
    {
        var purposes = CertificatePurposes.None;
        foreach (var item in node.Items(Words.Length))
        {
            var word = item.Text(TrustLimits.MaxPublisherLength);
            var known = Array.Find(Words, known => known.Word == word);
            if (known.Word is null || known.Purpose <= purposes)
            {
                throw item.Bad($"is \"{ForeignText.Printable(word)}\", which is not a purpose or not in its place");
            }

            purposes |= known.Purpose;
        }

        return purposes == CertificatePurposes.None ? throw node.Bad("is empty") : purposes;
    }

    public static void Write(Utf8JsonWriter writer, CertificatePurposes purposes)
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
