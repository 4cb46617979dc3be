using Ludos.Registry.Catalogue.Sql;
using SQLitePCL;

namespace Ludos.Registry.Catalogue.Sqlite;

/// <summary>A connection to a SQLite file. Statements are prepared once and kept.</summary>
internal sealed class SqliteConnection : ISqlConnection
{
    private const int BusyTimeoutMs = 30_000;

    private readonly sqlite3 _database;
    private readonly string _path;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 database, string path)
    {
        _database = database;
        _path = path;
    }

    /// <summary>Opens the file; makes it where there is none.</summary>
    public static SqliteConnection Open(string path)
    {
        var code = raw.sqlite3_open_v2(path, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new SqliteConnection(database, path);
        try
        {
            connection.Check(code);
            connection.Check(raw.sqlite3_busy_timeout(database, BusyTimeoutMs));
            // The write-ahead log is on the disk before a change counts as done, and one writer never waits for readers.
            connection.Query("PRAGMA journal_mode = WAL", row => row.Text(0));
            connection.Execute("PRAGMA synchronous = FULL");
            connection.Execute("PRAGMA foreign_keys = ON");
            connection.Execute("PRAGMA trusted_schema = OFF");
            return connection;
        }
        catch (CatalogueException)
        {
            connection.Dispose();
            throw;
        }
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = Prepared(sql);
        try
        {
            statement.Bind(values);
            while (Step(statement))
            {
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            statement.Reset();
        }
    }

    public IReadOnlyList<T> Query<T>(string sql, Func<ISqlRow, T> map, params ReadOnlySpan<object?> values)
    {
        var statement = Prepared(sql);
        try
        {
            statement.Bind(values);
            var rows = new List<T>();
            while (Step(statement))
            {
                rows.Add(map(statement));
            }

            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _database.manual_close_v2();
    }

    private bool Step(SqliteStatement statement)
    {
        var code = raw.sqlite3_step(statement.Handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Check(code == raw.SQLITE_DONE ? raw.SQLITE_OK : code);
        return false;
    }

    private SqliteStatement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(_database, sql, out var handle));
            statement = new SqliteStatement(handle);
            _statements[sql] = statement;
        }

        return statement;
    }

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK)
        {
            return;
        }

        var text = $"The catalogue '{_path}' failed: {raw.sqlite3_errmsg(_database).utf8_to_string()}.";
        throw (code & 0xFF) switch
        {
            raw.SQLITE_FULL => new CatalogueException(RegistryErrorCode.StorageFull, text, "Make room on the registry's disk."),
            raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => new CatalogueException(RegistryErrorCode.NotARegistry, text, "Restore the registry's data folder from a backup."),
            _ => new CatalogueException(RegistryErrorCode.Unavailable, text, "Look at the registry's disk and at what else uses its folder, then try again."),
        };
    }
}
