using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>The keys commands against a keeper of their own: a real process, started on demand, killed in between.</summary>
public sealed class KeysTests : IDisposable
{
    private const string Passphrase = "correct horse";

    private readonly TempFolder _home = new();

    public KeysTests()
    {
        File.WriteAllText(_home.File("pass"), Passphrase + "\n");
        File.WriteAllText(_home.File("other"), "another");
    }

    [Fact]
    public void Keys_are_made_listed_exported_removed_and_imported()
    {
        var made = Json(Run("new", "studio", "--passphrase-file", _home.File("pass"), "--json"));
        Assert.Equal("ed25519", made.GetProperty("algorithm").GetString());
        Assert.Equal(["sign-modules", "sign-metadata", "identify"], made.GetProperty("purposes").EnumerateArray().Select(purpose => purpose.GetString()));
        Assert.Equal("x25519", Json(Run("new", "mine", "--for", "receive", "--json")).GetProperty("algorithm").GetString());
        Assert.Equal(2, Json(Run("list", "--json")).GetArrayLength());

        Assert.Equal(0, Run("export", "studio", "-o", _home.File("studio.key"), "--file-passphrase", _home.File("other")).ExitCode);
        Assert.Equal(1, Run("export", "studio", "-o", _home.File("studio.key"), "--file-passphrase", _home.File("other")).ExitCode);
        Assert.Equal(4, Run("remove", "studio").ExitCode);
        Assert.Equal(0, Run("remove", "studio", "--yes").ExitCode);
        Assert.Equal(1, Run("show", "studio").ExitCode);
        Assert.Equal(4, Run("import", _home.File("studio.key"), "--file-passphrase", _home.File("pass")).ExitCode);
        var imported = Json(Run("import", _home.File("studio.key"), "--file-passphrase", _home.File("other"), "--json"));
        Assert.Equal(made.GetProperty("id").GetString(), imported.GetProperty("id").GetString());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.File("studio.key")));
        }
    }

    [Fact]
    public void A_killed_keeper_loses_nothing_and_its_successor_asks_for_the_passphrase()
    {
        _ = Json(Run("new", "studio", "--passphrase-file", _home.File("pass"), "--json"));
        var status = Json(Run("unlock", "--json"));
        Assert.True(status.GetProperty("isGuarded").GetBoolean());
        Kill(status);
        var refused = Run("list");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--passphrase-file", refused.Error, StringComparison.Ordinal);
        Assert.Equal(4, Run("list", "--passphrase-file", _home.File("other")).ExitCode);
        Assert.Equal("studio", Json(Run("list", "--passphrase-file", _home.File("pass"), "--json"))[0].GetProperty("name").GetString());
        Assert.Equal(0, Run("lock").ExitCode);
        Assert.Equal(2, Run("list").ExitCode);
    }

    [Fact]
    public void Starters_at_once_make_one_keeper()
    {
        var starters = Enumerable.Range(0, 4).Select(_ => Cli.Start(Cli.Root, _home.Path, "keys", "lock", "--json")).ToList();
        var pids = starters.Select(starter =>
        {
            using (starter)
            {
                var output = starter.StandardOutput.ReadToEndAsync();
                Assert.True(starter.WaitForExit(TimeSpan.FromMinutes(2)));
                Assert.Equal(0, starter.ExitCode);
                return JsonDocument.Parse(output.Result).RootElement.GetProperty("processId").GetInt32();
            }
        }).ToHashSet();
        Assert.Single(pids);
    }

    [Fact]
    public void Without_passphrase_only_when_that_is_said_and_explained()
    {
        Assert.Equal(2, Run("new", "ci").ExitCode);
        var made = Run("new", "ci", "--no-passphrase");
        Assert.Equal(0, made.ExitCode);
        Assert.Contains("without a passphrase", made.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("passphrase", "--new-passphrase-file", _home.File("pass")).ExitCode);
        Assert.Equal(0, Run("lock").ExitCode);
        Assert.Equal(2, Run("list").ExitCode);
    }

    /// <summary>Without libsodium keys come from passphrases by PBKDF2, which opens everywhere; the other way round it is said what is missing.</summary>
    [Fact]
    public void Key_files_of_machines_without_libsodium_open_everywhere()
    {
        Assert.Equal(0, RunManaged("new", "studio", "--passphrase-file", _home.File("pass")).ExitCode);
        Assert.Contains("pbkdf2", RunManaged("unlock", "--json").Output, StringComparison.Ordinal);
        Kill(Json(RunManaged("unlock", "--json")));
        Assert.Equal("studio", Json(Run("list", "--passphrase-file", _home.File("pass"), "--json"))[0].GetProperty("name").GetString());
        Assert.Equal(0, Run("passphrase", "--passphrase-file", _home.File("pass"), "--new-passphrase-file", _home.File("other")).ExitCode);
        Kill(Json(Run("lock", "--json")));
        var refused = RunManaged("list", "--passphrase-file", _home.File("other"));
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("libsodium23", refused.Error, StringComparison.Ordinal);
        Kill(Json(RunManaged("lock", "--json")));
    }

    /// <summary>Killed at many moments while keys are made: each key whose making was told is there, and the store opens.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Keepers_killed_at_many_moments_lose_no_key_that_was_told()
    {
        const int rounds = 12;
        var told = new List<string>();
        _ = Json(Run("new", "first", "--no-passphrase", "--json"));
        for (var round = 0; round < rounds; round++)
        {
            var pid = Json(Run("unlock", "--json")).GetProperty("processId").GetInt32();
            using var keeper = Process.GetProcessById(pid);
            using var making = Cli.Start(Cli.Root, _home.Path, "keys", "new", $"key-{round}", "--json");
            _ = making.WaitForExit(TimeSpan.FromMilliseconds(40 * round));
            keeper.Kill();
            making.WaitForExit();
            if (making.ExitCode == 0)
            {
                told.Add($"key-{round}");
            }
        }

        var there = Json(Run("list", "--json")).EnumerateArray().Select(key => key.GetProperty("name").GetString()!).ToHashSet();
        Assert.NotEmpty(told);
        Assert.Superset(told.Append("first").ToHashSet(), there);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Equal(2, Run("new", "Not A Name", "--no-passphrase").ExitCode);
        var unknown = Run("new", "x", "--no-passphrase", "--for", "everything");
        Assert.Equal(4, unknown.ExitCode);
        Assert.Contains("sign-modules", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(4, Cli.RunIn(Cli.Root, _home.Path, "keeper").ExitCode);
        Assert.DoesNotContain("keeper", Cli.Run("--help").Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        // What this test started, by its number.
        if (Run("lock", "--json") is { ExitCode: 0 } told)
        {
            Kill(Json(told));
        }

        _home.Dispose();
    }

    private static JsonElement Json(CliResult result)
    {
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonDocument.Parse(result.Output).RootElement.Clone();
    }

    private static void Kill(JsonElement status)
    {
        using var keeper = Process.GetProcessById(status.GetProperty("processId").GetInt32());
        keeper.Kill();
        keeper.WaitForExit();
    }

    /// <summary>As on a machine without libsodium.</summary>
    private CliResult RunManaged(params string[] arguments)
    {
        var start = new ProcessStartInfo("env", ["LUDOS_SODIUM=0", $"LUDOS_HOME={_home.Path}", "dotnet", Cli.Program, "keys", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
        return new CliResult(process.ExitCode, output.Result, error.Result);
    }

    private CliResult Run(params string[] arguments) => Cli.RunIn(Cli.Root, _home.Path, ["keys", .. arguments]);
}
