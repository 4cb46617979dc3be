namespace Ludos.Registry.Catalogue;

/// <summary>One consistent state of a catalogue. Valid within the call that was handed it, on its thread.</summary>
public interface ICatalogueReader
{
    /// <summary>A document's bytes; null when there is none of that name.</summary>
    byte[]? Document(string name);

    AccountRow? Account(string name);

    /// <summary>An account's certificates, the newest first.</summary>
    IReadOnlyList<CertificateRow> Certificates(string account);

    CertificateRow? Certificate(string serial);

    /// <summary>All certificates but those of an account, by serial.</summary>
    IReadOnlyList<CertificateRow> CertificatesNotOf(string account);

    ModuleRow? Module(string id);

    /// <summary>A publisher's modules by id.</summary>
    IReadOnlyList<ModuleRow> ModulesOf(string publisher);

    /// <summary>A module's releases, the last published first.</summary>
    IReadOnlyList<ReleaseRow> Releases(string moduleId);

    /// <summary>A release by its module digest; null when none has it.</summary>
    ReleaseRow? ReleaseOf(string moduleDigest);

    /// <summary>Modules whose words begin with all words of the query; an exact id first, then ids that begin with it, then by id. No words: the last published first.</summary>
    SearchPage Search(string query, int skip, int take);

    /// <summary>Entries in the log.</summary>
    long LogSize();

    /// <summary>An entry's bytes; null behind the end.</summary>
    byte[]? LogEntry(long index);

    /// <summary>Hashes of whole subtrees of 2^level leaves, in order. Fewer than asked for where the log ends.</summary>
    IReadOnlyList<byte[]> LogHashes(int level, long first, int count);

    /// <summary>Who holds a token; null when nobody does, or its time is over.</summary>
    /// <param name="tokenHash">SHA-256 of the token.</param>
    TokenRow? Token(byte[] tokenHash, DateTimeOffset now);

    /// <summary>All roles of the repository, by name.</summary>
    IReadOnlyList<RoleRow> Roles();

    RoleRow? Role(string name);

    /// <summary>Modules of a bin of the repository's metadata, by id.</summary>
    IReadOnlyList<ModuleRow> ModulesInBin(int bin);

    /// <summary>A module's content keys, by generation.</summary>
    IReadOnlyList<ContentKeyRow> ContentKeys(string moduleId);

    ReceiptRow? Receipt(string id);

    /// <summary>A user's receipts that are in a state, by id.</summary>
    IReadOnlyList<ReceiptRow> ReceiptsOf(string userId, int state);

    /// <summary>Ids of a user's receipts that are no longer in a state, in rising order.</summary>
    IReadOnlyList<string> EndedReceiptsOf(string userId, int state);
}
