using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Tests.Support;

namespace Ludos.Registry.Tests.Catalogue;

/// <summary>What every catalogue does. Run on each backing.</summary>
public abstract class CatalogueSuite : IDisposable
{
    private static readonly DateTimeOffset Now = TestClock.Start;

    private IRegistryCatalogue? _catalogue;

    protected IRegistryCatalogue Subject => _catalogue ??= Open();

    /// <summary>Opens the same catalogue again, as another process would.</summary>
    protected abstract IRegistryCatalogue Open();

    public void Dispose()
    {
        _catalogue?.Dispose();
        End();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_is_written_is_read_by_every_process_and_stays()
    {
        Write(writer =>
        {
            writer.PutDocument("a", new byte[] { 1, 0, 2 });
            writer.PutDocument("a", new byte[] { 3, 0, 4 });
            Assert.Equal([3, 0, 4], writer.Document("a"));
        });
        using var other = Open();
        Assert.Equal([3, 0, 4], Read(other, reader => reader.Document("a")));
        Assert.Null(Read(other, reader => reader.Document("b")));
    }

    [Fact]
    public void A_change_that_fails_or_throws_leaves_nothing()
    {
        var generation = Subject.Generation().Value;
        var refused = Subject.Write<bool>(writer =>
        {
            writer.PutDocument("a", new byte[] { 1 });
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Conflict, "no");
        });
        Assert.Equal(RegistryErrorCode.Conflict, refused.Fault!.Code);
        Assert.Throws<InvalidDataException>(() => Subject.Write<bool>(writer =>
        {
            writer.PutDocument("a", new byte[] { 1 });
            throw new InvalidDataException();
        }));
        Assert.Null(Read(Subject, reader => reader.Document("a")));
        Assert.Equal(generation, Subject.Generation().Value);
    }

    [Fact]
    public void The_generation_changes_with_each_change_of_any_process()
    {
        using var other = Open();
        var first = other.Generation().Value;
        Write(writer => writer.PutDocument("a", new byte[] { 1 }));
        var second = other.Generation().Value;
        Assert.NotEqual(first, second);
        Assert.Equal(second, Subject.Generation().Value);
    }

    [Fact]
    public void Changes_of_several_processes_come_one_after_another()
    {
        const int each = 25;
        using var other = Open();
        IRegistryCatalogue[] processes = [Subject, other, Subject, other];
        Write(writer => writer.PutDocument("count", BitConverter.GetBytes(0)));
        Parallel.ForEach(processes, new ParallelOptions { MaxDegreeOfParallelism = processes.Length }, process =>
        {
            for (var change = 0; change < each; change++)
            {
                var result = process.Write<bool>(writer =>
                {
                    writer.PutDocument("count", BitConverter.GetBytes(BitConverter.ToInt32(writer.Document("count")!) + 1));
                    writer.AppendLog(new byte[] { 1 }, new byte[32]);
                    return true;
                });
                Assert.True(result.IsOk, result.Fault?.ToString());
            }
        });
        Assert.Equal(each * processes.Length, BitConverter.ToInt32(Read(Subject, reader => reader.Document("count"))!));
        Assert.Equal(each * processes.Length, Read(other, reader => reader.LogSize()));
    }

    [Fact]
    public void A_read_sees_one_state_while_another_process_changes_it()
    {
        using var other = Open();
        Write(writer =>
        {
            writer.PutDocument("a", new byte[] { 1 });
            writer.PutDocument("b", new byte[] { 1 });
        });
        var seen = Subject.Read<(byte[]?, byte[]?)>(reader =>
        {
            var a = reader.Document("a");
            Assert.True(other.Write<bool>(writer =>
            {
                writer.PutDocument("a", new byte[] { 2 });
                writer.PutDocument("b", new byte[] { 2 });
                return true;
            }).IsOk);
            return (a, reader.Document("b"));
        }).Value;
        Assert.Equal([1], seen.Item1);
        Assert.Equal([1], seen.Item2);
    }

    [Fact]
    public void Accounts_and_certificates_are_added_once()
    {
        var account = new AccountRow("anna", Now);
        var old = new CertificateRow("00", "anna", "key-1", "SignModules", Now, Now.AddDays(1), [1, 2]);
        var young = new CertificateRow("01", "anna", "key-2", "SignModules", Now.AddDays(1), Now.AddDays(2), [3]);
        Write(writer =>
        {
            Assert.True(writer.AddAccount(account));
            Assert.False(writer.AddAccount(account));
            Assert.True(writer.AddCertificate(old));
            Assert.False(writer.AddCertificate(old));
            Assert.True(writer.AddCertificate(young));
        });
        Assert.Equal(account, Read(Subject, reader => reader.Account("anna")));
        Assert.Null(Read(Subject, reader => reader.Account("anne")));
        Assert.Equal(["01", "00"], Read(Subject, reader => reader.Certificates("anna")).Select(row => row.Serial));
        var read = Read(Subject, reader => reader.Certificate("00"))!;
        Assert.Equal(old with { Envelope = read.Envelope }, read);
        Assert.Equal([1, 2], read.Envelope);
        Assert.Equal(2, Read(Subject, reader => reader.CertificatesNotOf("bob")).Count);
        Assert.Empty(Read(Subject, reader => reader.CertificatesNotOf("anna")));
    }

    [Fact]
    public void Modules_and_releases_are_listed_in_order_and_yanked_by_version()
    {
        var module = new ModuleRow("pond.fish", "anna", "Fish", "Swims", "module", 7, "1.1.0", Now);
        Write(writer =>
        {
            writer.AddAccount(new AccountRow("anna", Now));
            writer.PutModule(module with { Latest = "1.0.0" }, ["fish"]);
            writer.PutModule(module, ["fish"]);
            Assert.True(writer.AddRelease(Release("1.0.0", 4)));
            Assert.True(writer.AddRelease(Release("1.1.0", 9)));
            Assert.False(writer.AddRelease(Release("1.1.0", 10)));
            writer.MarkYanked("pond.fish", "1.0.0", "sinks");
        });
        Assert.Equal(module, Read(Subject, reader => reader.Module("pond.fish")));
        Assert.Equal(module, Assert.Single(Read(Subject, reader => reader.ModulesOf("anna"))));
        Assert.Equal(module, Assert.Single(Read(Subject, reader => reader.ModulesInBin(7))));
        Assert.Empty(Read(Subject, reader => reader.ModulesInBin(8)));
        Assert.Equal([("1.1.0", null), ("1.0.0", "sinks")], Read(Subject, reader => reader.Releases("pond.fish")).Select(row => (row.Version, row.Yanked)));
        Assert.Equal("1.1.0", Read(Subject, reader => reader.ReleaseOf("digest-9"))!.Version);
        Assert.Null(Read(Subject, reader => reader.ReleaseOf("digest-5")));
    }

    [Fact]
    public void A_search_finds_by_the_beginnings_of_all_words_and_puts_ids_first()
    {
        Write(writer =>
        {
            writer.AddAccount(new AccountRow("anna", Now));
            Put(writer, "zoo", "Fish pond", "A pond with a Größe of Über-Fisch.", 1);
            Put(writer, "fish", "Simple", "Plain.", 2);
            Put(writer, "fish.big", "Big", "Large one.", 3);
            Put(writer, "rock", "Rock", "It's only \"rock\" & (roll) | !'; DROP TABLE modules; --", 4);
        });
        Assert.Equal(["fish", "fish.big", "zoo"], Found("fish"));
        Assert.Equal(["fish", "fish.big", "zoo"], Found(" FI "));
        Assert.Equal(["zoo"], Found("pond fish"));
        Assert.Equal(["zoo"], Found("größe"));
        Assert.Equal(["rock"], Found("rock & roll"));
        Assert.Equal(["rock"], Found("drop table"));
        Assert.Empty(Found("whale"));
        foreach (var hostile in (string[])["'", "\"", "*", "a' | 'b", "NEAR(a b)", "id:fish", "%", "\\", "a\0b", "🐟", "\ud800"])
        {
            _ = Found(hostile);
        }

        Assert.Equal(["rock", "fish.big", "fish", "zoo"], Found(""));
        var page = Read(Subject, reader => reader.Search("", 1, 2));
        Assert.Equal(4, page.Total);
        Assert.Equal(["fish.big", "fish"], page.Modules.Select(module => module.Id));
    }

    [Fact]
    public void Words_of_a_module_are_replaced_with_it()
    {
        Write(writer =>
        {
            writer.AddAccount(new AccountRow("anna", Now));
            Put(writer, "fish", "Trout", "Old", 1);
            Put(writer, "fish", "Perch", "New", 2);
        });
        Assert.Empty(Found("trout"));
        Assert.Equal(["fish"], Found("perch"));
    }

    [Fact]
    public void The_log_counts_up_and_keeps_hashes_by_level()
    {
        Write(writer =>
        {
            Assert.Equal(0, writer.LogSize());
            Assert.Equal(0, writer.AppendLog(new byte[] { 7 }, new byte[] { 1 }));
            Assert.Equal(1, writer.AppendLog(new byte[] { 8 }, new byte[] { 2 }));
            writer.AddLogHash(1, 0, new byte[] { 3 });
        });
        Assert.Equal(2, Read(Subject, reader => reader.LogSize()));
        Assert.Equal([8], Read(Subject, reader => reader.LogEntry(1)));
        Assert.Null(Read(Subject, reader => reader.LogEntry(2)));
        Assert.Equal(2, Read(Subject, reader => reader.LogHashes(0, 0, 256)).Count);
        Assert.Equal([3], Assert.Single(Read(Subject, reader => reader.LogHashes(1, 0, 1))));
    }

    [Fact]
    public void Tokens_and_challenges_end_with_their_time()
    {
        var token = new TokenRow([1, 2, 3], "anna", "key", Now.AddHours(1));
        Write(writer =>
        {
            writer.AddToken(token, Now);
            Assert.True(writer.UseChallenge([9], Now.AddMinutes(1), Now));
            Assert.False(writer.UseChallenge([9], Now.AddMinutes(1), Now));
            Assert.True(writer.UseChallenge([9], Now.AddHours(1), Now.AddMinutes(2)));
        });
        Assert.Equal("anna", Read(Subject, reader => reader.Token([1, 2, 3], Now))!.Account);
        Assert.Null(Read(Subject, reader => reader.Token([1, 2, 4], Now)));
        Assert.Null(Read(Subject, reader => reader.Token([1, 2, 3], Now.AddHours(1))));
        Write(writer => writer.RemoveTokens("anna"));
        Assert.Null(Read(Subject, reader => reader.Token([1, 2, 3], Now)));
    }

    [Fact]
    public void Roles_keys_and_receipts_are_kept_and_moved_once()
    {
        Write(writer =>
        {
            writer.PutRole(new RoleRow("snapshot", 1, 10, [1], Now));
            writer.PutRole(new RoleRow("snapshot", 2, 11, [2], Now));
            writer.PutRole(new RoleRow("bin-0", 1, 5, [3], Now));
            writer.AddAccount(new AccountRow("anna", Now));
            Put(writer, "fish", "Fish", "", 1);
            Assert.True(writer.AddContentKey(new ContentKeyRow("fish", 1, [1], [2])));
            Assert.False(writer.AddContentKey(new ContentKeyRow("fish", 1, [3], [4])));
            writer.AddReceipt(new ReceiptRow("r1", "user", "fish", 0, false, [5]));
            Assert.True(writer.MoveReceipt("r1", 0, 2));
            Assert.False(writer.MoveReceipt("r1", 0, 3));
        });
        Assert.Equal([("bin-0", 1L), ("snapshot", 2L)], Read(Subject, reader => reader.Roles()).Select(role => (role.Name, role.Version)));
        Assert.Equal([2], Assert.Single(Read(Subject, reader => reader.ContentKeys("fish"))).Ciphertext);
        Assert.Equal(2, Read(Subject, reader => reader.Receipt("r1"))!.State);
        Assert.Empty(Read(Subject, reader => reader.ReceiptsOf("user", 0)));
        Assert.Equal(["r1"], Read(Subject, reader => reader.EndedReceiptsOf("user", 0)));
    }

    protected static T Read<T>(IRegistryCatalogue catalogue, Func<ICatalogueReader, T> read)
    {
        T? value = default;
        var result = catalogue.Read<bool>(reader =>
        {
            value = read(reader);
            return true;
        });
        Assert.True(result.IsOk, result.Fault?.ToString());
        return value!;
    }

    protected abstract void End();

    private static ReleaseRow Release(string version, long logIndex) => new("pond.fish", version, $"digest-{logIndex}", 100, "release", [1], "00", logIndex, Now, null);

    private static void Put(ICatalogueWriter writer, string id, string name, string description, int minute) =>
        writer.PutModule(new ModuleRow(id, "anna", name, description, "module", 0, "1.0.0", Now.AddMinutes(minute)), SearchWords.Of([id, name, description]));

    private List<string> Found(string query) => [.. Read(Subject, reader => reader.Search(query, 0, 100)).Modules.Select(module => module.Id)];

    private void Write(Action<ICatalogueWriter> change)
    {
        var result = Subject.Write<bool>(writer =>
        {
            change(writer);
            return true;
        });
        Assert.True(result.IsOk, result.Fault?.ToString());
    }
}
