using System.Collections.Concurrent;
using Ludos.Base;
using Ludos.Registry.Catalogue.Sql;

namespace Ludos.Registry.Catalogue.Sqlite;

/// <summary>The embedded catalogue: one file with its write-ahead log. Several processes of one machine may share it.</summary>
internal sealed class SqliteCatalogue : SqlCatalogue
{
    private const int MaxIdleReaders = 16;

    private static readonly SqlDialect SqliteDialect = new(
        "INTEGER",
        "BLOB",
        ["CREATE VIRTUAL TABLE search USING fts5 (id UNINDEXED, words, tokenize = 'unicode61')"],
        "DELETE FROM search WHERE id = $1",
        "INSERT INTO search (id, words) VALUES ($1, $2)",
        "modules.id IN (SELECT id FROM search WHERE words MATCH $1)",
        words => string.Join(' ', words.Select(word => $"\"{word}\"*")));

    private readonly string _path;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteConnection _writer;
    private bool _isDisposed;

    private SqliteCatalogue(string path, SqliteConnection writer)
        : base(SqliteDialect)
    {
        _path = path;
        _writer = writer;
    }

    protected override string BeginRead => "BEGIN";

    /// <summary>Opens the catalogue in a file; makes it where there is none.</summary>
    /// <param name="maxPages">Pages of 4 KiB that the file may grow to; 0 sets no bound.</param>
    public static Result<SqliteCatalogue, RegistryErrorCode> Open(string path, long maxPages = 0)
    {
        try
        {
            var writer = SqliteConnection.Open(path);
            if (maxPages > 0)
            {
                writer.Query($"PRAGMA max_page_count = {maxPages}", row => row.Integer(0));
            }

            var catalogue = new SqliteCatalogue(path, writer);
            writer.Execute("BEGIN IMMEDIATE");
            var hasTables = writer.Query("SELECT count(*) FROM sqlite_schema WHERE name = 'state'", row => row.Integer(0))[0] == 1;
            if (catalogue.Prepare(writer, hasTables) is { } fault)
            {
                catalogue.Dispose();
                return fault;
            }

            writer.Execute("COMMIT");
            return catalogue;
        }
        catch (CatalogueException problem)
        {
            return problem.Fault;
        }
    }

    public override void Dispose()
    {
        _turn.Wait();
        if (!_isDisposed)
        {
            _isDisposed = true;
            while (_readers.TryTake(out var reader))
            {
                reader.Dispose();
            }

            _writer.Dispose();
        }

        _turn.Release();
    }

    protected override ISqlConnection RentReader() => _readers.TryTake(out var reader) ? reader : SqliteConnection.Open(_path);

    protected override void ReturnReader(ISqlConnection connection)
    {
        if (_readers.Count < MaxIdleReaders && !_isDisposed)
        {
            _readers.Add((SqliteConnection)connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    protected override WriterTurn TakeWriter()
    {
        _turn.Wait();
        return new WriterTurn(_writer, _ => _turn.Release());
    }

    protected override void BeginWrite(ISqlConnection connection) => connection.Execute("BEGIN IMMEDIATE");
}
