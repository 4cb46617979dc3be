using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Catalogue.Sqlite;

namespace Ludos.Registry.Tests.Catalogue;

/// <summary>The suite on SQLite, and what only a file can do.</summary>
public sealed class SqliteCatalogueTests : CatalogueSuite
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-catalogue-");

    private string FilePath => Path.Combine(_folder.FullName, "catalogue.db");

    [Fact]
    public void A_full_disk_is_said_and_loses_nothing_that_was_committed()
    {
        using var small = SqliteCatalogue.Open(Path.Combine(_folder.FullName, "small.db"), maxPages: 200).Value;
        Assert.True(Put(small, "kept", 1000).IsOk);
        Fault<RegistryErrorCode>? full = null;
        for (var round = 0; full is null; round++)
        {
            Assert.True(round < 1000, "200 pages hold no thousand documents of 100 KB.");
            full = Put(small, $"round-{round}", 100_000).Fault;
        }

        Assert.Equal(RegistryErrorCode.StorageFull, full.Code);
        Assert.Equal(1000, Read(small, reader => reader.Document("kept"))!.Length);
        Assert.True(Put(small, "kept", 1000).IsOk);
    }

    [Fact]
    public void A_file_that_is_no_catalogue_is_refused()
    {
        File.WriteAllBytes(FilePath, [.. Enumerable.Repeat((byte)'x', 8192)]);
        Assert.Equal(RegistryErrorCode.NotARegistry, SqliteCatalogue.Open(FilePath).Fault!.Code);
    }

    protected override IRegistryCatalogue Open() => SqliteCatalogue.Open(FilePath).Value;

    protected override void End() => _folder.Delete(recursive: true);

    private static Result<bool, RegistryErrorCode> Put(SqliteCatalogue catalogue, string name, int bytes) => catalogue.Write<bool>(writer =>
    {
        writer.PutDocument(name, new byte[bytes]);
        return true;
    });
}
