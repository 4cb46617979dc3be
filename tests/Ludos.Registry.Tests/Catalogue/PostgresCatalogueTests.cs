using Ludos.Registry.Catalogue;
using Ludos.Registry.Catalogue.Postgres;
using Ludos.Registry.Tests.Support;

namespace Ludos.Registry.Tests.Catalogue;

/// <summary>The suite on PostgreSQL, and what only a server can do.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresCatalogueTests(PostgresFixture postgres) : CatalogueSuite
{
    private readonly string _connection = postgres.NewDatabase();

    [Fact]
    public void A_server_that_is_not_there_is_said()
    {
        Assert.Equal(RegistryErrorCode.Unavailable, PostgresCatalogue.Open("Host=/nonexistent/ludos;Database=x;Username=y").Fault!.Code);
        Assert.Equal(RegistryErrorCode.BadRequest, PostgresCatalogue.Open("Colour=blue").Fault!.Code);
    }

    protected override IRegistryCatalogue Open() => PostgresCatalogue.Open(_connection).Value;

    protected override void End() => Npgsql.NpgsqlConnection.ClearAllPools();
}
