namespace Ludos.Registry.Catalogue.Sql;

/// <summary>The tables, the same in both databases.</summary>
internal static class SqlSchema
{
    /// <summary>Raised when a table changes; a catalogue of another version is refused.</summary>
    public const long Version = 1;

    public static IEnumerable<string> Statements(SqlDialect dialect) =>
    [
        $"CREATE TABLE state (one {dialect.Integer} PRIMARY KEY CHECK (one = 1), version {dialect.Integer} NOT NULL, generation {dialect.Integer} NOT NULL)",
        $"INSERT INTO state (one, version, generation) VALUES (1, {Version}, 1)",
        $"CREATE TABLE documents (name TEXT PRIMARY KEY, bytes {dialect.Bytes} NOT NULL)",
        $"CREATE TABLE accounts (name TEXT PRIMARY KEY, created_ms {dialect.Integer} NOT NULL)",
        $"""
        CREATE TABLE certificates (serial TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (name), key_id TEXT NOT NULL, purposes TEXT NOT NULL,
            not_before_ms {dialect.Integer} NOT NULL, not_after_ms {dialect.Integer} NOT NULL, envelope {dialect.Bytes} NOT NULL)
        """,
        "CREATE INDEX certificates_account ON certificates (account)",
        $"""
        CREATE TABLE modules (id TEXT PRIMARY KEY, publisher TEXT NOT NULL REFERENCES accounts (name), name TEXT NOT NULL, description TEXT NOT NULL, kind TEXT NOT NULL,
            bin {dialect.Integer} NOT NULL, latest TEXT NOT NULL, updated_ms {dialect.Integer} NOT NULL)
        """,
        "CREATE INDEX modules_publisher ON modules (publisher)",
        "CREATE INDEX modules_bin ON modules (bin)",
        "CREATE INDEX modules_updated ON modules (updated_ms)",
        $"""
        CREATE TABLE releases (module_id TEXT NOT NULL REFERENCES modules (id), version TEXT NOT NULL, module_digest TEXT NOT NULL, size_bytes {dialect.Integer} NOT NULL,
            release_digest TEXT NOT NULL, bundle {dialect.Bytes} NOT NULL, serial TEXT NOT NULL, log_index {dialect.Integer} NOT NULL UNIQUE,
            published_ms {dialect.Integer} NOT NULL, yanked TEXT, PRIMARY KEY (module_id, version))
        """,
        "CREATE INDEX releases_digest ON releases (module_digest)",
        $"CREATE TABLE log_entries (idx {dialect.Integer} PRIMARY KEY, bytes {dialect.Bytes} NOT NULL)",
        $"CREATE TABLE log_hashes (level {dialect.Integer} NOT NULL, idx {dialect.Integer} NOT NULL, hash {dialect.Bytes} NOT NULL, PRIMARY KEY (level, idx))",
        $"CREATE TABLE tokens (hash {dialect.Bytes} PRIMARY KEY, account TEXT NOT NULL, key_id TEXT NOT NULL, expires_ms {dialect.Integer} NOT NULL)",
        $"CREATE TABLE challenges (nonce {dialect.Bytes} PRIMARY KEY, expires_ms {dialect.Integer} NOT NULL)",
        $"CREATE TABLE roles (name TEXT PRIMARY KEY, version {dialect.Integer} NOT NULL, length_bytes {dialect.Integer} NOT NULL, digest {dialect.Bytes} NOT NULL, expires_ms {dialect.Integer} NOT NULL)",
        $"""
        CREATE TABLE content_keys (module_id TEXT NOT NULL REFERENCES modules (id), generation {dialect.Integer} NOT NULL, encapsulated {dialect.Bytes} NOT NULL,
            ciphertext {dialect.Bytes} NOT NULL, PRIMARY KEY (module_id, generation))
        """,
        $"""
        CREATE TABLE receipts (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, module_id TEXT NOT NULL, state {dialect.Integer} NOT NULL, was_transferred {dialect.Integer} NOT NULL,
            envelope {dialect.Bytes} NOT NULL)
        """,
        "CREATE INDEX receipts_user ON receipts (user_id)",
        "CREATE INDEX receipts_state ON receipts (state)",
        .. dialect.SearchSchema,
    ];
}
