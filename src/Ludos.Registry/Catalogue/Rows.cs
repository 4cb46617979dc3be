namespace Ludos.Registry.Catalogue;

/// <summary>A publisher or a store: a name, and since when it has it.</summary>
public sealed record AccountRow(string Name, DateTimeOffset CreatedAt);

/// <summary>A certificate as it was enrolled or first presented.</summary>
/// <param name="Serial">32 lower-case hexadecimal digits.</param>
/// <param name="Account">The subject's name.</param>
/// <param name="KeyId">Of the subject's key.</param>
/// <param name="Purposes">Comma-separated, as in the certificate.</param>
/// <param name="Envelope">The signed envelope's JSON.</param>
public sealed record CertificateRow(string Serial, string Account, string KeyId, string Purposes, DateTimeOffset NotBefore, DateTimeOffset NotAfter, byte[] Envelope);

/// <summary>A module as the pages and the search show it: what its newest release says.</summary>
/// <param name="Bin">Of the repository's metadata, 0 to 15.</param>
/// <param name="Latest">The highest version that is not yanked; the highest when all are.</param>
public sealed record ModuleRow(string Id, string Publisher, string Name, string Description, string Kind, int Bin, string Latest, DateTimeOffset UpdatedAt);

/// <summary>One published version.</summary>
/// <param name="ModuleDigest">64 hexadecimal digits.</param>
/// <param name="SizeBytes">Of the module.</param>
/// <param name="ReleaseDigest">Of the release document, an object.</param>
/// <param name="Bundle">The bundle with its log proof, as JSON.</param>
/// <param name="CertificateSerial">Of the key that signed it.</param>
/// <param name="LogIndex">Of its statement.</param>
/// <param name="Yanked">Why it was withdrawn; null when it was not.</param>
public sealed record ReleaseRow(
    string ModuleId,
    string Version,
    string ModuleDigest,
    long SizeBytes,
    string ReleaseDigest,
    byte[] Bundle,
    string CertificateSerial,
    long LogIndex,
    DateTimeOffset PublishedAt,
    string? Yanked);

/// <summary>Part of what a search found.</summary>
/// <param name="Total">Of all that was found.</param>
public sealed record SearchPage(IReadOnlyList<ModuleRow> Modules, long Total);

/// <summary>A login.</summary>
/// <param name="Hash">SHA-256 of the token: the token itself is not kept.</param>
public sealed record TokenRow(byte[] Hash, string Account, string KeyId, DateTimeOffset Expires);

/// <summary>The newest metadata of a role.</summary>
/// <param name="Digest">SHA-256 of its file, 32 bytes.</param>
public sealed record RoleRow(string Name, long Version, long LengthBytes, byte[] Digest, DateTimeOffset Expires);

/// <summary>A content key as its publisher sealed it for the registry.</summary>
/// <param name="Encapsulated">HPKE's encapsulated key.</param>
public sealed record ContentKeyRow(string ModuleId, int Generation, byte[] Encapsulated, byte[] Ciphertext);

/// <summary>A receipt and where it stands.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="State">The ledger's state, as its number.</param>
/// <param name="Envelope">The signed receipt.</param>
public sealed record ReceiptRow(string Id, string UserId, string ModuleId, int State, bool WasTransferred, byte[] Envelope);
