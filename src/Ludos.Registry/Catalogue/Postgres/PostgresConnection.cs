using System.Data;
using Ludos.Registry.Catalogue.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Ludos.Registry.Catalogue.Postgres;

/// <summary>A connection to PostgreSQL out of its pool.</summary>
internal sealed class PostgresConnection : ISqlConnection
{
    /// <summary>Class 53: not enough of something; of it, the disk.</summary>
    private const string DiskFull = "53100";

    private readonly NpgsqlConnection _connection;

    private PostgresConnection(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Takes a connection out of the pool, or makes one.</summary>
    /// <exception cref="CatalogueException">The server does not answer.</exception>
    public static PostgresConnection Open(NpgsqlDataSource source)
    {
        try
        {
            return new PostgresConnection(source.OpenConnection());
        }
        catch (Exception error) when (IsAboutDatabase(error))
        {
            throw Of(error);
        }
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        try
        {
            using var command = Command(sql, values);
            return command.ExecuteNonQuery();
        }
        catch (Exception error) when (IsAboutDatabase(error))
        {
            throw Of(error);
        }
    }

    public IReadOnlyList<T> Query<T>(string sql, Func<ISqlRow, T> map, params ReadOnlySpan<object?> values)
    {
        try
        {
            using var command = Command(sql, values);
            using var reader = command.ExecuteReader(CommandBehavior.SingleResult);
            var row = new Row(reader);
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(map(row));
            }

            return rows;
        }
        catch (Exception error) when (IsAboutDatabase(error))
        {
            throw Of(error);
        }
    }

    public void Dispose() => _connection.Dispose();

    private NpgsqlCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                long integer => new NpgsqlParameter<long> { TypedValue = integer, NpgsqlDbType = NpgsqlDbType.Bigint },
                string text => new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text },
                byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
                _ => throw new ArgumentException($"A value is of type {value.GetType().Name}.", nameof(values)),
            });
        }

        return command;
    }

    private static bool IsAboutDatabase(Exception error) => error is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException;

    private static CatalogueException Of(Exception error) => error is PostgresException { SqlState: DiskFull }
        ? new CatalogueException(RegistryErrorCode.StorageFull, "PostgreSQL's disk is full.", "Make room on the database's disk.")
        : new CatalogueException(RegistryErrorCode.Unavailable, $"PostgreSQL failed: {error.Message.TrimEnd('.')}.", "Look at the database server, then try again.");

    private sealed class Row(NpgsqlDataReader reader) : ISqlRow
    {
        public long Integer(int column) => reader.GetFieldType(column) == typeof(int) ? reader.GetInt32(column) : reader.GetInt64(column);

        public string Text(int column) => reader.GetString(column);

        public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    }
}
