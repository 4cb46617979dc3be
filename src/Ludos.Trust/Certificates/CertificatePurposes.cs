namespace Ludos.Trust;

/// <summary>What a certified key may do. In documents a list of words in this order.</summary>
[Flags]
public enum CertificatePurposes
{
    None = 0,

    /// <summary><c>issue</c>: sign certificates below this one.</summary>
    Issue = 1,

    /// <summary><c>sign-modules</c>: sign statements about modules.</summary>
    SignModules = 2,

    /// <summary><c>sign-metadata</c>: sign the publisher's role in repository metadata.</summary>
    SignMetadata = 4,

    /// <summary><c>issue-receipts</c>: sign receipts. Below another certificate only where that has it too.</summary>
    IssueReceipts = 8,
}
