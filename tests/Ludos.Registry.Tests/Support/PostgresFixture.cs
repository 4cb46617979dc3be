using Ludos.Platform.Processes;
using Npgsql;

namespace Ludos.Registry.Tests.Support;

/// <summary>
/// A PostgreSQL server of Debian's for one collection of tests: in a folder of its own, reached over a Unix socket only, ended with the tests. It refuses to run
/// as root, so root runs it as the user that the package made.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string User = "ludos";
    private static readonly TimeSpan SetupTimeout = TimeSpan.FromMinutes(2);

    private string _folder = "";
    private ChildProcess? _server;
    private int _databases;

    public Task InitializeAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        Assert.True(programs is not null, "There is no PostgreSQL: apt install postgresql (./ludos test does so where it may).");
        _folder = Run("mktemp", "-d", Path.Combine(Path.GetTempPath(), "ludos-pg-XXXXXXXX")).Trim();
        Run(Path.Combine(programs, "initdb"), "-D", Path.Combine(_folder, "data"), "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        var (file, arguments) = AsUser(Path.Combine(programs, "postgres"), ["-D", Path.Combine(_folder, "data"), "-k", _folder, "-c", "listen_addresses=", "-c", "fsync=off"]);
        _server = ChildProcess.Start(file, arguments, ChildStreams.Piped, workingFolder: "/").Value;
        return WaitAsync();
    }

    public Task DisposeAsync()
    {
        _server?.Dispose();
        NpgsqlConnection.ClearAllPools();
        if (_folder.Length > 0)
        {
            Run("rm", "-rf", _folder);
        }

        return Task.CompletedTask;
    }

    /// <summary>The connection string of a new, empty database.</summary>
    public string NewDatabase()
    {
        var name = $"registry{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        command.ExecuteNonQuery();
        return ConnectionTo(name);
    }

    private string ConnectionTo(string database) => $"Host={_folder};Database={database};Username={User}";

    /// <summary>The server's own word that it is ready; it is read to the end, so that it never waits for a full pipe.</summary>
    private async Task WaitAsync()
    {
        var told = "";
        while (await _server!.Error.ReadLineAsync() is { } line)
        {
            told += line + "\n";
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                _ = _server.Error.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException($"PostgreSQL did not start:\n{told}");
    }

    private static (string File, string[] Arguments) AsUser(string file, string[] arguments) =>
        Environment.IsPrivilegedProcess ? ("runuser", ["-u", "postgres", "--", file, .. arguments]) : (file, arguments);

    private static string Run(string file, params string[] arguments)
    {
        var (program, all) = AsUser(file, arguments);
        var output = ChildProcess.Capture(program, all, SetupTimeout, workingFolder: "/").Value;
        return output.ExitCode == 0 ? output.Output : throw new InvalidOperationException($"{file} failed: {output.Output}{output.Error}");
    }
}

[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresFixture>
{
    public const string Name = "postgres";
}
