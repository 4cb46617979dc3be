using System.Text;
using Ludos.Platform;
using Ludos.Trust;

namespace Ludos.Distribution.Tests.Http;

public sealed class HttpMetadataSourceTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly BoundedHttp _http = new(new MonotonicClock());
    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-tuf-").FullName;

    [Theory]
    [InlineData("tuf", "timestamp.json", "/tuf/timestamp.json")]
    [InlineData("tuf/", "1.%2Fa.json", "/tuf/1.%2Fa.json")]
    [InlineData("", "1...%2Fa.json", "/1...%2Fa.json")]
    [InlineData("a%20b/", "1.%3F.json", "/a%20b/1.%3F.json")]
    [InlineData("x", "1.%23.json", "/x/1.%23.json")]
    public async Task Names_go_over_the_wire_as_they_were_escaped(string folder, string name, string target)
    {
        using var server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

        Assert.True((await new HttpMetadataSource(_http, new Uri(server.Address, folder)).Fetch(name, 10, default)).IsOk);
        Assert.Equal([target], server.Asked);
    }

    [Theory]
    [InlineData("404 Not Found", TufErrorCode.NotFound)]
    [InlineData("403 Forbidden", TufErrorCode.NotFound)]
    [InlineData("500 Error", TufErrorCode.Unreachable)]
    [InlineData("302 Elsewhere", TufErrorCode.Unreachable)]
    [InlineData("200 OK", TufErrorCode.TooLarge)]
    public async Task A_servers_failures_are_the_metadata_clients_faults(string status, TufErrorCode expected)
    {
        using var server = ScriptedServer.Answering($"HTTP/1.1 {status}\r\nContent-Length: 20\r\n\r\n01234567890123456789");

        Assert.Equal(expected, (await new HttpMetadataSource(_http, server.Address).Fetch("timestamp.json", 10, default)).Fault!.Code);
    }

    [Fact]
    public async Task Slow_retrieval_ends_a_refresh()
    {
        var key = MemorySigner.Generate();
        var set = KeySet.Of(key.PublicKey);
        var root = TufRepository.Root(1, Now.AddDays(1), new RootPlan(set, set, set, set), [key]).Value;
        using var server = new ScriptedServer(async (_, stream, stop) =>
        {
            await ScriptedServer.Write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var impatient = new BoundedHttp(new MonotonicClock(), new HttpBounds { Stall = TimeSpan.FromMilliseconds(300) });
        using var client = TufClient.Open(_folder, new HttpMetadataSource(impatient, server.Address), root.Bytes).Value;

        Assert.Equal(TufErrorCode.TooSlow, (await client.Refresh(Now)).Fault!.Code);
        Assert.Equal(["root.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    /// <summary>A root that the server holds back with an error must not pass as "there is no newer one".</summary>
    [Fact]
    public async Task A_repository_is_followed_over_http_and_an_error_is_not_taken_for_the_end_of_roots()
    {
        var key = MemorySigner.Generate();
        var set = KeySet.Of(key.PublicKey);
        var expires = Now.AddDays(1);
        var root = TufRepository.Root(1, expires, new RootPlan(set, set, set, set), [key]).Value;
        var targets = TufRepository.Targets(1, expires, set, [key]).Value;
        var snapshot = TufRepository.Snapshot(1, expires, [new(targets.Role, targets.Meta)], [key]).Value;
        var timestamp = TufRepository.Timestamp(1, expires, snapshot, [key]).Value;
        var files = new[] { targets, snapshot, timestamp }.ToDictionary(role => "/" + role.FileName, role => Encoding.UTF8.GetString(role.Bytes.Span));
        var missing = "404 Not Found";
        using var server = new ScriptedServer((target, stream, stop) => ScriptedServer.Write(stream, files.TryGetValue(target, out var file)
            ? $"HTTP/1.1 200 OK\r\nContent-Length: {file.Length}\r\nConnection: close\r\n\r\n{file}"
            : $"HTTP/1.1 {missing}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", stop));
        using var client = TufClient.Open(_folder, new HttpMetadataSource(_http, server.Address), root.Bytes).Value;

        Assert.Equal(3, (await client.Refresh(Now)).Value.Fetched);
        missing = "502 Bad Gateway";
        Assert.Equal(TufErrorCode.Unreachable, (await client.Refresh(Now)).Fault!.Code);
        Assert.Equal(["root.json", "snapshot.json", "targets.json", "timestamp.json"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
