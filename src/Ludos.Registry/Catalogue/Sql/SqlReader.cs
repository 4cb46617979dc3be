namespace Ludos.Registry.Catalogue.Sql;

/// <summary>The reading half of the catalogue's statements.</summary>
internal class SqlReader(ISqlConnection connection, SqlDialect dialect) : ICatalogueReader
{
    private const string CertificateColumns = "SELECT serial, account, key_id, purposes, not_before_ms, not_after_ms, envelope FROM certificates";
    private const string ModuleColumns = "SELECT modules.id, publisher, name, description, kind, bin, latest, updated_ms FROM modules";
    private const string ReleaseColumns = "SELECT module_id, version, module_digest, size_bytes, release_digest, bundle, serial, log_index, published_ms, yanked FROM releases";

    private const string RoleColumns = "SELECT name, version, length_bytes, digest, expires_ms FROM roles";
    private const string ReceiptColumns = "SELECT id, user_id, module_id, state, was_transferred, envelope FROM receipts";

    protected ISqlConnection Connection => connection;

    protected SqlDialect Dialect => dialect;

    public byte[]? Document(string name) => First(connection.Query("SELECT bytes FROM documents WHERE name = $1", row => row.Bytes(0), name));

    public AccountRow? Account(string name) => First(connection.Query("SELECT name, created_ms FROM accounts WHERE name = $1", row => new AccountRow(row.Text(0), Moment(row, 1)), name));

    public IReadOnlyList<CertificateRow> Certificates(string account) => connection.Query(CertificateColumns + " WHERE account = $1 ORDER BY not_before_ms DESC, serial", Certificate, account);

    public CertificateRow? Certificate(string serial) => First(connection.Query(CertificateColumns + " WHERE serial = $1", Certificate, serial));

    public IReadOnlyList<CertificateRow> CertificatesNotOf(string account) => connection.Query(CertificateColumns + " WHERE account <> $1 ORDER BY serial", Certificate, account);

    public ModuleRow? Module(string id) => First(connection.Query(ModuleColumns + " WHERE modules.id = $1", Module, id));

    public IReadOnlyList<ModuleRow> ModulesOf(string publisher) => connection.Query(ModuleColumns + " WHERE publisher = $1 ORDER BY modules.id", Module, publisher);

    public IReadOnlyList<ReleaseRow> Releases(string moduleId) => connection.Query(ReleaseColumns + " WHERE module_id = $1 ORDER BY log_index DESC", Release, moduleId);

    public ReleaseRow? ReleaseOf(string moduleDigest) => First(connection.Query(ReleaseColumns + " WHERE module_digest = $1 ORDER BY log_index LIMIT 1", Release, moduleDigest));

    public SearchPage Search(string query, int skip, int take)
    {
        var words = SearchWords.Of([query], SearchWords.MaxQueryWords);
        if (words.Count == 0)
        {
            var all = connection.Query("SELECT count(*) FROM modules", row => row.Integer(0))[0];
            return new SearchPage(connection.Query(ModuleColumns + " ORDER BY updated_ms DESC, modules.id LIMIT $1 OFFSET $2", Module, (long)take, (long)skip), all);
        }

        var match = dialect.MatchQuery(words);
        var total = connection.Query($"SELECT count(*) FROM modules WHERE {dialect.Matches}", row => row.Integer(0), match)[0];
        var id = string.Concat(query.Where(char.IsAscii)).Replace("\0", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
        var found = connection.Query(
            $"{ModuleColumns} WHERE {dialect.Matches} ORDER BY CASE WHEN modules.id = $2 THEN 0 WHEN substr(modules.id, 1, CAST($3 AS INTEGER)) = $2 THEN 1 ELSE 2 END, modules.id LIMIT $4 OFFSET $5",
            Module,
            match,
            id,
            (long)id.Length,
            (long)take,
            (long)skip);
        return new SearchPage(found, total);
    }

    public long LogSize() => connection.Query("SELECT coalesce(max(idx) + 1, 0) FROM log_entries", row => row.Integer(0))[0];

    public byte[]? LogEntry(long index) => First(connection.Query("SELECT bytes FROM log_entries WHERE idx = $1", row => row.Bytes(0), index));

    public IReadOnlyList<byte[]> LogHashes(int level, long first, int count) =>
        connection.Query("SELECT hash FROM log_hashes WHERE level = $1 AND idx >= $2 AND idx < $3 ORDER BY idx", row => row.Bytes(0), (long)level, first, first + count);

    public TokenRow? Token(byte[] tokenHash, DateTimeOffset now) => First(connection.Query(
        "SELECT hash, account, key_id, expires_ms FROM tokens WHERE hash = $1 AND expires_ms > $2",
        row => new TokenRow(row.Bytes(0), row.Text(1), row.Text(2), Moment(row, 3)),
        tokenHash,
        now.ToUnixTimeMilliseconds()));

    public IReadOnlyList<RoleRow> Roles() => connection.Query(RoleColumns + " ORDER BY name", Role);

    public RoleRow? Role(string name) => First(connection.Query(RoleColumns + " WHERE name = $1", Role, name));

    public IReadOnlyList<ModuleRow> ModulesInBin(int bin) => connection.Query(ModuleColumns + " WHERE bin = $1 ORDER BY modules.id", Module, (long)bin);

    public IReadOnlyList<ContentKeyRow> ContentKeys(string moduleId) => connection.Query(
        "SELECT module_id, generation, encapsulated, ciphertext FROM content_keys WHERE module_id = $1 ORDER BY generation",
        row => new ContentKeyRow(row.Text(0), (int)row.Integer(1), row.Bytes(2), row.Bytes(3)),
        moduleId);

    public ReceiptRow? Receipt(string id) => First(connection.Query(ReceiptColumns + " WHERE id = $1", Receipt, id));

    public IReadOnlyList<ReceiptRow> ReceiptsOf(string userId, int state) => connection.Query(ReceiptColumns + " WHERE user_id = $1 AND state = $2 ORDER BY id", Receipt, userId, (long)state);

    public IReadOnlyList<string> EndedReceiptsOf(string userId, int state) =>
        connection.Query("SELECT id FROM receipts WHERE user_id = $1 AND state <> $2 ORDER BY id", row => row.Text(0), userId, (long)state);

    private static T? First<T>(IReadOnlyList<T> rows)
        where T : class => rows.Count == 0 ? null : rows[0];

    private static DateTimeOffset Moment(ISqlRow row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.Integer(column));

    private static CertificateRow Certificate(ISqlRow row) => new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), Moment(row, 4), Moment(row, 5), row.Bytes(6));

    private static ModuleRow Module(ISqlRow row) => new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), (int)row.Integer(5), row.Text(6), Moment(row, 7));

    private static ReleaseRow Release(ISqlRow row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Integer(3), row.Text(4), row.Bytes(5), row.Text(6), row.Integer(7), Moment(row, 8), row.TextOrNull(9));

    private static RoleRow Role(ISqlRow row) => new(row.Text(0), row.Integer(1), row.Integer(2), row.Bytes(3), Moment(row, 4));

    private static ReceiptRow Receipt(ISqlRow row) => new(row.Text(0), row.Text(1), row.Text(2), (int)row.Integer(3), row.Integer(4) != 0, row.Bytes(5));
}
