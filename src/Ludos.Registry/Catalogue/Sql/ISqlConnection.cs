namespace Ludos.Registry.Catalogue.Sql;

/// <summary>A connection to a database that knows <c>$1</c> … <c>$n</c> as parameters. For one thread at a time.</summary>
/// <remarks>Values are long, string, byte[] and null. Faults are <see cref="CatalogueException"/>s.</remarks>
internal interface ISqlConnection : IDisposable
{
    /// <summary>Runs one statement and returns how many rows it changed.</summary>
    int Execute(string sql, params ReadOnlySpan<object?> values);

    IReadOnlyList<T> Query<T>(string sql, Func<ISqlRow, T> map, params ReadOnlySpan<object?> values);
}

/// <summary>The row that a query stands at.</summary>
internal interface ISqlRow
{
    long Integer(int column);

    string Text(int column);

    string? TextOrNull(int column);

    byte[] Bytes(int column);
}
