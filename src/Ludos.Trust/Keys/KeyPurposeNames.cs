using System.Diagnostics.CodeAnalysis;

namespace Ludos.Trust;

/// <summary>The words for purposes; those that certificates have too are spelt as there.</summary>
public static class KeyPurposeNames
{
    private static readonly (KeyPurposes Purpose, string Name)[] Known =
    [
        (KeyPurposes.SignModules, "sign-modules"),
        (KeyPurposes.SignMetadata, "sign-metadata"),
        (KeyPurposes.Issue, "issue"),
        (KeyPurposes.IssueReceipts, "issue-receipts"),
        (KeyPurposes.SignLog, "sign-log"),
        (KeyPurposes.Identify, "identify"),
        (KeyPurposes.Receive, "receive"),
    ];

    /// <summary>Every purpose that a signing key can have.</summary>
    public const KeyPurposes Signing = KeyPurposes.SignModules | KeyPurposes.SignMetadata | KeyPurposes.Issue | KeyPurposes.IssueReceipts | KeyPurposes.SignLog | KeyPurposes.Identify;

    /// <summary>Every word, in the order of the numbers.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(known => known.Name)];

    public static IReadOnlyList<string> Of(KeyPurposes purposes) => [.. Known.Where(known => purposes.HasFlag(known.Purpose)).Select(known => known.Name)];

    public static bool TryParse(IEnumerable<string> names, out KeyPurposes purposes, [NotNullWhen(false)] out string? unknown)
    {
        ArgumentNullException.ThrowIfNull(names);
        purposes = KeyPurposes.None;
        unknown = null;
        foreach (var name in names)
        {
            var found = Array.Find(Known, known => known.Name == name);
            if (found.Name is null)
            {
                unknown = name;
                return false;
            }

            purposes |= found.Purpose;
        }

        return true;
    }
}
