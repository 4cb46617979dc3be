using System.Text;
using System.Text.Json;
using Ludos.Distribution.Tests.Http;
using Ludos.Trust;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>The conformance command as a shell sees it: options before and after the word, exit codes, files left behind.</summary>
public sealed class TufClientCommandTests : IDisposable
{
    private const string Target = "a/Module Ö.json";

    // The command's time is the machine's.
    private static readonly DateTimeOffset Expires = new(2400, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly MemorySigner _key = new(new byte[32]);
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ScriptedServer _server;

    public TufClientCommandTests()
    {
        _server = new ScriptedServer(Serve);
        Publish(1, "one"u8.ToArray());
        File.WriteAllBytes(_folder.File("initial.json"), _files["/metadata/1.root.json"]);
    }

    private string MetadataFolder => _folder.File("metadata");

    [Fact]
    public void A_target_is_downloaded_once_kept_and_replaced_by_its_next_version()
    {
        Assert.Equal(0, Run("init", _folder.File("initial.json")).ExitCode);
        Assert.Empty(_server.Asked);
        Assert.Equal(0, Run("refresh").ExitCode);
        Assert.Equal(["root.json", "snapshot.json", "targets.json", "timestamp.json"], Directory.GetFiles(MetadataFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        var first = Run("download");
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        var path = Assert.Single(Directory.GetFiles(_folder.File("targets")));
        Assert.Equal("one", File.ReadAllText(path));
        var asked = _server.Asked.Count(target => target.StartsWith("/targets/", StringComparison.Ordinal));
        Assert.Contains("was there", Run("download").Output, StringComparison.Ordinal);
        Assert.Equal(asked, _server.Asked.Count(target => target.StartsWith("/targets/", StringComparison.Ordinal)));

        Publish(2, "two"u8.ToArray());
        var json = JsonDocument.Parse(Run("download", "--json").Output).RootElement[0];
        Assert.Equal((Target, path, false), (json.GetProperty("target").GetString(), json.GetProperty("path").GetString(), json.GetProperty("wasThere").GetBoolean()));
        Assert.Equal("two", File.ReadAllText(path));
    }

    [Fact]
    public void What_is_not_what_was_signed_is_not_left_behind()
    {
        Run("init", _folder.File("initial.json"));
        foreach (var name in _files.Keys.Where(name => name.StartsWith("/targets/", StringComparison.Ordinal)).ToList())
        {
            _files[name] = "eno"u8.ToArray();
        }

        var result = Run("download");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: WrongHash", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("targets")));
    }

    [Fact]
    public void Without_a_root_nothing_is_asked()
    {
        File.WriteAllText(_folder.File("initial.json"), "{}");

        Assert.Equal(1, Run("init", _folder.File("initial.json")).ExitCode);
        Assert.Equal(1, Run("refresh").ExitCode);
        Assert.Empty(_server.Asked);
    }

    [Theory]
    [InlineData("tuf-client", "refresh")]
    [InlineData("tuf-client", "--metadata-dir", "x", "--metadata-url", "ftp://here", "refresh")]
    [InlineData("tuf-client", "--metadata-dir", "x", "refresh")]
    public void Wrong_usage_exits_two(params string[] arguments) => Assert.Equal(2, Cli.Run(arguments).ExitCode);

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private CliResult Run(params string[] arguments)
    {
        Directory.CreateDirectory(_folder.File("targets"));
        return Cli.RunIn(
            _folder.Path,
            null,
            ["tuf-client", "--metadata-url", new Uri(_server.Address, "metadata/").AbsoluteUri, "--metadata-dir", MetadataFolder, "--target-name", Target, "--target-dir", _folder.File("targets"), "--target-base-url", new Uri(_server.Address, "targets").AbsoluteUri, .. arguments]);
    }

    private void Publish(long version, byte[] content)
    {
        var set = KeySet.Of(_key.PublicKey);
        var targets = TufRepository.Role(TufRoles.Targets, new TargetsMetadata(version, Expires, new Dictionary<string, TargetFile> { [Target] = TargetFile.Of(content) }), [_key]).Value;
        var snapshot = TufRepository.Snapshot(version, Expires, [new(targets.Role, targets.Meta)], [_key]).Value;
        foreach (var role in new[] { TufRepository.Root(1, Expires, new RootPlan(set, set, set, set), [_key]).Value, targets, snapshot, TufRepository.Timestamp(version, Expires, snapshot, [_key]).Value })
        {
            _files["/metadata/" + role.FileName] = role.Bytes.ToArray();
        }

        _files[$"/targets/a/{Ludos.Base.Digest.Of(content)}.Module%20%C3%96.json"] = content;
    }

    private async Task Serve(string target, System.Net.Sockets.NetworkStream stream, CancellationToken stop)
    {
        var found = _files.TryGetValue(target, out var file);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(found ? "200 OK" : "404 Not Found")}\r\nContent-Length: {file?.Length ?? 0}\r\nConnection: close\r\n\r\n"), stop);
        await stream.WriteAsync(file ?? [], stop);
    }
}
