namespace Ludos.Registry.Catalogue.Sql;

/// <summary>The writing half of the catalogue's statements.</summary>
internal sealed class SqlWriter(ISqlConnection connection, SqlDialect dialect) : SqlReader(connection, dialect), ICatalogueWriter
{
    public void PutDocument(string name, ReadOnlyMemory<byte> bytes) =>
        Connection.Execute("INSERT INTO documents (name, bytes) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes", name, bytes.ToArray());

    public bool AddAccount(AccountRow account) =>
        Connection.Execute("INSERT INTO accounts (name, created_ms) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", account.Name, Ms(account.CreatedAt)) == 1;

    public bool AddCertificate(CertificateRow certificate) => Connection.Execute(
        """
        INSERT INTO certificates (serial, account, key_id, purposes, not_before_ms, not_after_ms, envelope) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (serial) DO NOTHING
        """,
        certificate.Serial,
        certificate.Account,
        certificate.KeyId,
        certificate.Purposes,
        Ms(certificate.NotBefore),
        Ms(certificate.NotAfter),
        certificate.Envelope) == 1;

    public void PutModule(ModuleRow module, IReadOnlyList<string> words)
    {
        Connection.Execute(
            """
            INSERT INTO modules (id, publisher, name, description, kind, bin, latest, updated_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description, kind = excluded.kind, latest = excluded.latest, updated_ms = excluded.updated_ms
            """,
            module.Id,
            module.Publisher,
            module.Name,
            module.Description,
            module.Kind,
            (long)module.Bin,
            module.Latest,
            Ms(module.UpdatedAt));
        Connection.Execute(Dialect.RemoveWords, module.Id);
        Connection.Execute(Dialect.AddWords, module.Id, string.Join(' ', words));
    }

    public bool AddRelease(ReleaseRow release) => Connection.Execute(
        """
        INSERT INTO releases (module_id, version, module_digest, size_bytes, release_digest, bundle, serial, log_index, published_ms, yanked)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (module_id, version) DO NOTHING
        """,
        release.ModuleId,
        release.Version,
        release.ModuleDigest,
        release.SizeBytes,
        release.ReleaseDigest,
        release.Bundle,
        release.CertificateSerial,
        release.LogIndex,
        Ms(release.PublishedAt),
        release.Yanked) == 1;

    public void MarkYanked(string moduleId, string version, string? reason) =>
        Connection.Execute("UPDATE releases SET yanked = $3 WHERE module_id = $1 AND version = $2", moduleId, version, reason);

    public long AppendLog(ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> leafHash)
    {
        var index = LogSize();
        Connection.Execute("INSERT INTO log_entries (idx, bytes) VALUES ($1, $2)", index, entry.ToArray());
        AddLogHash(0, index, leafHash);
        return index;
    }

    public void AddLogHash(int level, long index, ReadOnlyMemory<byte> hash) =>
        Connection.Execute("INSERT INTO log_hashes (level, idx, hash) VALUES ($1, $2, $3)", (long)level, index, hash.ToArray());

    public void AddToken(TokenRow token, DateTimeOffset now)
    {
        Connection.Execute("DELETE FROM tokens WHERE expires_ms <= $1", Ms(now));
        Connection.Execute("INSERT INTO tokens (hash, account, key_id, expires_ms) VALUES ($1, $2, $3, $4)", token.Hash, token.Account, token.KeyId, Ms(token.Expires));
    }

    public void RemoveTokens(string account) => Connection.Execute("DELETE FROM tokens WHERE account = $1", account);

    public bool UseChallenge(byte[] nonce, DateTimeOffset expires, DateTimeOffset now)
    {
        Connection.Execute("DELETE FROM challenges WHERE expires_ms <= $1", Ms(now));
        return Connection.Execute("INSERT INTO challenges (nonce, expires_ms) VALUES ($1, $2) ON CONFLICT (nonce) DO NOTHING", nonce, Ms(expires)) == 1;
    }

    public void PutRole(RoleRow role) => Connection.Execute(
        """
        INSERT INTO roles (name, version, length_bytes, digest, expires_ms) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (name) DO UPDATE SET version = excluded.version, length_bytes = excluded.length_bytes, digest = excluded.digest, expires_ms = excluded.expires_ms
        """,
        role.Name,
        role.Version,
        role.LengthBytes,
        role.Digest,
        Ms(role.Expires));

    public bool AddContentKey(ContentKeyRow key) => Connection.Execute(
        "INSERT INTO content_keys (module_id, generation, encapsulated, ciphertext) VALUES ($1, $2, $3, $4) ON CONFLICT (module_id, generation) DO NOTHING",
        key.ModuleId,
        (long)key.Generation,
        key.Encapsulated,
        key.Ciphertext) == 1;

    public void AddReceipt(ReceiptRow receipt) => Connection.Execute(
        "INSERT INTO receipts (id, user_id, module_id, state, was_transferred, envelope) VALUES ($1, $2, $3, $4, $5, $6)",
        receipt.Id,
        receipt.UserId,
        receipt.ModuleId,
        (long)receipt.State,
        receipt.WasTransferred ? 1L : 0L,
        receipt.Envelope);

    public bool MoveReceipt(string id, int from, int to) =>
        Connection.Execute("UPDATE receipts SET state = $3 WHERE id = $1 AND state = $2", id, (long)from, (long)to) == 1;

    private static long Ms(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();
}
