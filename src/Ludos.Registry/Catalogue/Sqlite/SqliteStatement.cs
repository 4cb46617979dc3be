using System.Globalization;
using Ludos.Registry.Catalogue.Sql;
using SQLitePCL;

namespace Ludos.Registry.Catalogue.Sqlite;

/// <summary>A prepared statement; after a step that found one, the row that it stands at.</summary>
internal sealed class SqliteStatement : ISqlRow, IDisposable
{
    private const int MaxParameters = 16;

    private readonly int[] _parameters;

    public SqliteStatement(sqlite3_stmt handle)
    {
        Handle = handle;
        // $1 is a name to SQLite, numbered by where it stands first.
        _parameters = [.. Enumerable.Range(1, MaxParameters)
            .Select(number => raw.sqlite3_bind_parameter_index(handle, string.Create(CultureInfo.InvariantCulture, $"${number}")))
            .TakeWhile(index => index > 0)];
    }

    public sqlite3_stmt Handle { get; }

    public void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _parameters.Length)
        {
            throw new ArgumentException($"The statement has {_parameters.Length} parameters, not {values.Length}.", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            _ = values[i] switch
            {
                null => raw.sqlite3_bind_null(Handle, _parameters[i]),
                long integer => raw.sqlite3_bind_int64(Handle, _parameters[i], integer),
                string text => raw.sqlite3_bind_text(Handle, _parameters[i], text),
                byte[] bytes => raw.sqlite3_bind_blob(Handle, _parameters[i], bytes),
                var other => throw new ArgumentException($"A value is of type {other.GetType().Name}.", nameof(values)),
            };
        }
    }

    public void Reset()
    {
        // Its code repeats that of the step before, which was looked at.
        _ = raw.sqlite3_reset(Handle);
        _ = raw.sqlite3_clear_bindings(Handle);
    }

    public long Integer(int column) => raw.sqlite3_column_int64(Handle, column);

    public string Text(int column) => raw.sqlite3_column_text(Handle, column).utf8_to_string();

    public string? TextOrNull(int column) => raw.sqlite3_column_type(Handle, column) == raw.SQLITE_NULL ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(Handle, column).ToArray();

    public void Dispose() => Handle.manual_close();
}
