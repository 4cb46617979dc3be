using Ludos.Base;
using Ludos.Registry.Catalogue.Sql;
using Npgsql;

namespace Ludos.Registry.Catalogue.Postgres;

/// <summary>A catalogue in PostgreSQL, which several registries may serve at once.</summary>
internal sealed class PostgresCatalogue : SqlCatalogue
{
    /// <summary>Names the lock that changes take in turn. Any number will do that nothing else in the database uses.</summary>
    private const string TakeTurn = "SELECT pg_advisory_xact_lock(7234817263049)";

    private static readonly SqlDialect PostgresDialect = new(
        "BIGINT",
        "BYTEA",
        ["CREATE TABLE search (id TEXT PRIMARY KEY, words TSVECTOR NOT NULL)", "CREATE INDEX search_words ON search USING gin (words)"],
        "DELETE FROM search WHERE id = $1",
        "INSERT INTO search (id, words) VALUES ($1, array_to_tsvector(string_to_array($2, ' ')))",
        "modules.id IN (SELECT id FROM search WHERE words @@ $1::tsquery)",
        words => string.Join(" & ", words.Select(word => $"'{word}':*")));

    private readonly NpgsqlDataSource _source;

    private PostgresCatalogue(NpgsqlDataSource source)
        : base(PostgresDialect) => _source = source;

    protected override string BeginRead => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /// <summary>Opens a catalogue; makes its tables where there are none.</summary>
    /// <param name="connection">Npgsql's connection string. The database and its user exist.</param>
    public static Result<PostgresCatalogue, RegistryErrorCode> Open(string connection)
    {
        PostgresCatalogue catalogue;
        try
        {
            catalogue = new PostgresCatalogue(NpgsqlDataSource.Create(connection));
        }
        catch (ArgumentException error)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, $"The connection string is not PostgreSQL's: {error.Message.TrimEnd('.')}.", "Write it as Host=…;Database=…;Username=….");
        }

        try
        {
            using var first = PostgresConnection.Open(catalogue._source);
            catalogue.BeginWrite(first);
            var hasTables = first.Query("SELECT count(*) FROM information_schema.tables WHERE table_name = 'state' AND table_schema = current_schema()", row => row.Integer(0))[0] == 1;
            if (catalogue.Prepare(first, hasTables) is { } fault)
            {
                catalogue.Dispose();
                return fault;
            }

            first.Execute("COMMIT");
            return catalogue;
        }
        catch (CatalogueException problem)
        {
            catalogue.Dispose();
            return problem.Fault;
        }
    }

    public override void Dispose() => _source.Dispose();

    protected override ISqlConnection RentReader() => PostgresConnection.Open(_source);

    protected override void ReturnReader(ISqlConnection connection) => connection.Dispose();

    protected override WriterTurn TakeWriter() => new(PostgresConnection.Open(_source), turn => turn.Connection.Dispose());

    protected override void BeginWrite(ISqlConnection connection)
    {
        // Each statement behind the lock sees what was committed before it: that is the default level, said so that no setting changes it.
        connection.Execute("BEGIN ISOLATION LEVEL READ COMMITTED");
        connection.Query(TakeTurn, _ => 0);
    }
}
