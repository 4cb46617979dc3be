using Ludos.Base;

namespace Ludos.Registry.Catalogue.Sql;

/// <summary>What both backings share: when a transaction begins and ends, and what its faults become.</summary>
internal abstract class SqlCatalogue(SqlDialect dialect) : IRegistryCatalogue
{
    public Result<long, RegistryErrorCode> Generation() => Guarded<long>(() =>
    {
        var connection = RentReader();
        try
        {
            return connection.Query("SELECT generation FROM state", row => row.Integer(0))[0];
        }
        finally
        {
            ReturnReader(connection);
        }
    });

    public Result<T, RegistryErrorCode> Read<T>(Func<ICatalogueReader, Result<T, RegistryErrorCode>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Guarded(() =>
        {
            var connection = RentReader();
            var isWhole = false;
            try
            {
                connection.Execute(BeginRead);
                var result = read(new SqlReader(connection, dialect));
                connection.Execute("COMMIT");
                isWhole = true;
                return result;
            }
            finally
            {
                if (isWhole)
                {
                    ReturnReader(connection);
                }
                else
                {
                    connection.Dispose();
                }
            }
        });
    }

    public Result<T, RegistryErrorCode> Write<T>(Func<ICatalogueWriter, Result<T, RegistryErrorCode>> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Guarded(() =>
        {
            using var turn = TakeWriter();
            BeginWrite(turn.Connection);
            var isDone = false;
            try
            {
                var result = change(new SqlWriter(turn.Connection, dialect));
                if (result.IsOk)
                {
                    turn.Connection.Execute("UPDATE state SET generation = generation + 1");
                    turn.Connection.Execute("COMMIT");
                    isDone = true;
                }

                return result;
            }
            finally
            {
                if (!isDone)
                {
                    RollBack(turn);
                }
            }
        });
    }

    public abstract void Dispose();

    /// <summary>Begins a transaction that reads one state to its end.</summary>
    protected abstract string BeginRead { get; }

    protected abstract ISqlConnection RentReader();

    protected abstract void ReturnReader(ISqlConnection connection);

    /// <summary>Waits until this change's turn has come within this process.</summary>
    protected abstract WriterTurn TakeWriter();

    /// <summary>Begins a transaction once no other process changes anything.</summary>
    protected abstract void BeginWrite(ISqlConnection connection);

    /// <summary>Makes the tables where there are none.</summary>
    protected Fault<RegistryErrorCode>? Prepare(ISqlConnection connection, bool hasTables)
    {
        if (!hasTables)
        {
            foreach (var statement in SqlSchema.Statements(dialect))
            {
                connection.Execute(statement);
            }
        }

        var version = connection.Query("SELECT version FROM state", row => row.Integer(0));
        return version is [SqlSchema.Version]
            ? null
            : new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, $"The catalogue has version {(version.Count == 1 ? version[0] : 0)}; this program knows version {SqlSchema.Version}.", "Use the program that wrote it.");
    }

    private static void RollBack(WriterTurn turn)
    {
        try
        {
            turn.Connection.Execute("ROLLBACK");
        }
        catch (CatalogueException)
        {
            // The connection is gone, and with it the transaction.
        }
    }

    private static Result<T, RegistryErrorCode> Guarded<T>(Func<Result<T, RegistryErrorCode>> work)
    {
        try
        {
            return work();
        }
        catch (CatalogueException problem)
        {
            return problem.Fault;
        }
    }
}
