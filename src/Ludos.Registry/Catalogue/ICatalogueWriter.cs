namespace Ludos.Registry.Catalogue;

/// <summary>A change under way. What it wrote it reads. Valid within the call that was handed it, on its thread.</summary>
public interface ICatalogueWriter : ICatalogueReader
{
    /// <summary>Adds a document or puts it in the place of the one of that name.</summary>
    void PutDocument(string name, ReadOnlyMemory<byte> bytes);

    /// <summary>False when the account exists.</summary>
    bool AddAccount(AccountRow account);

    /// <summary>False when a certificate of that serial exists.</summary>
    bool AddCertificate(CertificateRow certificate);

    /// <summary>Adds a module, or replaces all of it but who published it first.</summary>
    /// <param name="words">What it is found by; see <see cref="SearchWords"/>.</param>
    void PutModule(ModuleRow module, IReadOnlyList<string> words);

    /// <summary>False when the module has that version.</summary>
    bool AddRelease(ReleaseRow release);

    void MarkYanked(string moduleId, string version, string? reason);

    /// <summary>Appends an entry and returns its index.</summary>
    /// <param name="leafHash">The entry's RFC 6962 leaf hash.</param>
    long AppendLog(ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> leafHash);

    /// <summary>Adds the hash of a whole subtree.</summary>
    void AddLogHash(int level, long index, ReadOnlyMemory<byte> hash);

    /// <summary>Adds a token and forgets those whose time is over.</summary>
    void AddToken(TokenRow token, DateTimeOffset now);

    void RemoveTokens(string account);

    /// <summary>Marks a login challenge as used and forgets those whose time is over. False when it was used before.</summary>
    bool UseChallenge(byte[] nonce, DateTimeOffset expires, DateTimeOffset now);

    /// <summary>Adds a role, or says which is its newest metadata.</summary>
    void PutRole(RoleRow role);

    /// <summary>False when the module has a key of that generation.</summary>
    bool AddContentKey(ContentKeyRow key);

    void AddReceipt(ReceiptRow receipt);

    /// <summary>Moves a receipt; false when it is not in the state that it is moved from.</summary>
    bool MoveReceipt(string id, int from, int to);
}
