namespace Ludos.Registry.Catalogue.Sql;

/// <summary>A writer's turn: the connection is its alone until it is disposed.</summary>
internal sealed class WriterTurn(ISqlConnection connection, Action<WriterTurn> end) : IDisposable
{
    public ISqlConnection Connection { get; } = connection;

    public void Dispose() => end(this);
}
