using System.Text;
using System.Text.Json.Nodes;
using Ludos.Modules;
using Ludos.Platform;
using Ludos.Platform.Ipc;
using Ludos.Runtime.Control;
using Ludos.Runtime.Tests.Fakes;
using Ludos.State;
using Xunit;

namespace Ludos.Runtime.Tests.Control;

/// <summary>Alone in their collection: the user's runtime folder is found by an environment variable.</summary>
[Collection(nameof(ControlTests))]
public sealed class ControlTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _home = Directory.CreateTempSubdirectory("ludos-c-").FullName;
    private readonly string? _homeBefore = Environment.GetEnvironmentVariable("LUDOS_HOME");
    private readonly NativeLoader _loader = new();
    private readonly GameSession _session;
    private readonly ControlServer _server;

    public ControlTests()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", _home);
        _session = Sessions.Open(Sessions.Options, _loader, Sessions.Counter(), Sessions.Counter("other"));
        _session.StartRealtime();
        _server = ControlServer.Start(_session, () => [new("address", "http://127.0.0.1:1/")]).Value;
    }

    public void Dispose()
    {
        _server.Dispose();
        _session.Dispose();
        Environment.SetEnvironmentVariable("LUDOS_HOME", _homeBefore);
        Directory.Delete(_home, recursive: true);
    }

    private JsonObject Ask(JsonObject request) => ControlClient.Ask(Game(), request, Patience).Value;

    private RunningGame Game() => Assert.Single(ControlClient.List().Value);

    private string Refused(JsonObject request) => ControlClient.Ask(Game(), request, Patience).Fault?.Message ?? "";

    [Fact]
    public void A_running_game_is_listed_and_tells_its_status()
    {
        Assert.Equal(Environment.ProcessId, Game().ProcessId);
        var status = Ask(new JsonObject { ["op"] = "status" });
        Assert.Equal("parked", (string?)status["state"]);
        Assert.Equal("http://127.0.0.1:1/", (string?)status["address"]);
        Assert.Equal("counter", (string?)status["modules"]![0]!["id"]);
        Assert.Equal("count", (string?)status["modules"]![0]!["units"]![0]!["name"]);
    }

    [Fact]
    public void A_swap_over_the_socket_ends_in_its_report()
    {
        _loader.With(Sessions.Counter(version: "2.0.0", amount: 7));
        var file = Path.Combine(_home, "counter.wasm");
        File.WriteAllBytes(file, NativeLoader.BytesOf("counter", "2.0.0"));
        var report = Ask(new JsonObject { ["op"] = "swap", ["module"] = "counter", ["path"] = file, ["dev"] = true });
        Assert.Equal("promoted", (string?)report["outcome"]);
        Assert.Equal("counter", (string?)report["module"]);
        Ask(new JsonObject { ["op"] = "rollback", ["module"] = "counter" });
        Assert.Contains("no file", Refused(new JsonObject { ["op"] = "swap", ["module"] = "counter", ["path"] = "/no/such" }), StringComparison.Ordinal);
        Assert.Contains("absolute", Refused(new JsonObject { ["op"] = "swap", ["module"] = "counter", ["path"] = "x.wasm" }), StringComparison.Ordinal);
        Assert.Contains("\"path\"", Refused(new JsonObject { ["op"] = "swap", ["module"] = "counter" }), StringComparison.Ordinal);
        Assert.Contains("no module 'x'", Refused(new JsonObject { ["op"] = "rollback", ["module"] = "x" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Pause_resume_restart_and_stop_reach_the_game()
    {
        Ask(new JsonObject { ["op"] = "pause" });
        Assert.Equal("paused", _session.Status().State);
        Ask(new JsonObject { ["op"] = "resume" });
        Assert.Equal("parked", _session.Status().State);
        Ask(new JsonObject { ["op"] = "restart" });
        Ask(new JsonObject { ["op"] = "stop" });
        Assert.True(Sessions.Eventually(() => _session.Stopped.IsCompleted));
    }

    [Fact]
    public void The_timeline_is_moved_over_the_socket()
    {
        Assert.Equal(6, (long?)Ask(new JsonObject { ["op"] = "timeline", ["step"] = 6 })["tick"]);
        var back = Ask(new JsonObject { ["op"] = "timeline", ["to"] = 2 });
        Assert.Equal((2, 6, "paused"), ((long?)back["tick"], (long?)back["lastTick"], (string?)back["state"]));
        Assert.Equal(2, _session.Number("counter"));
        Assert.Equal("bold", (string?)Ask(new JsonObject { ["op"] = "timeline", ["branch"] = "bold" })["branch"]);
        Assert.Equal(6, (long?)Ask(new JsonObject { ["op"] = "timeline", ["branch"] = "main" })["tick"]);
        Assert.Contains("0 to 6", ControlClient.Ask(Game(), new JsonObject { ["op"] = "timeline", ["to"] = 7 }, Patience).Fault!.ToString(), StringComparison.Ordinal);
        foreach (var (field, value) in new (string, JsonNode?)[] { ("to", "x"), ("to", 1.5), ("step", 1L << 40), ("step", null), ("paused", 1), ("branch", 7), ("branch", "a b"), ("branch", "") })
        {
            Assert.NotEqual("", Refused(new JsonObject { ["op"] = "timeline", [field] = value }));
        }

        Assert.Contains("several", Refused(new JsonObject { ["op"] = "timeline", ["to"] = 1, ["step"] = 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_asked_of_the_timeline_the_server_answers_and_lives() =>
        Mutations.Run("{\"op\":\"timeline\",\"step\":-1,\"branch\":\"x\"}"u8.ToArray(), "control", bytes =>
        {
            var requests = new ControlRequests(_session, "arena", null);
            Assert.NotNull(requests.Answer(bytes)["ok"]);
        });

    [Theory]
    [InlineData("{\"op\":\"fly\"}\n")]
    [InlineData("{}\n")]
    [InlineData("[]\n")]
    [InlineData("{\"op\":\"status\"\n")]
    [InlineData("{\"op\":\"\\ud800\"}\n")]
    [InlineData("\n")]
    public void Nonsense_is_answered_with_a_refusal(string text)
    {
        var reply = Raw(Encoding.UTF8.GetBytes(text));
        Assert.False((bool?)reply?["ok"]);
        Assert.Equal("BadRequest", (string?)reply?["code"]);
    }

    [Fact]
    public void A_line_without_end_is_cut_off_and_the_server_lives()
    {
        Assert.False((bool?)Raw(Encoding.UTF8.GetBytes(new string('x', 200_000)))?["ok"] ?? false);
        Assert.Equal("parked", (string?)Ask(new JsonObject { ["op"] = "status" })["state"]);
    }

    [Fact]
    public void Whatever_bytes_come_the_server_answers_and_lives() =>
        Mutations.Run("{\"op\":\"rollback\",\"module\":\"counter\",\"path\":\"/tmp/x\",\"dev\":true}"u8.ToArray(), "control", bytes =>
        {
            var requests = new ControlRequests(_session, "arena", null);
            Assert.NotNull(requests.Answer(bytes)["ok"]);
        });

    [Fact]
    public void Sockets_are_for_the_owner_only_and_leftovers_of_killed_games_are_removed()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_server.SocketPath));
        }

        var folder = UserFolders.Runtime().Value;
        File.WriteAllText(Path.Combine(folder, "4194304.sock"), "");
        File.WriteAllText(Path.Combine(folder, "4194304.arena"), "");
        Assert.Single(ControlClient.List().Value);
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void Who_attaches_to_the_arena_can_follow_the_game()
    {
        Assert.Equal(0, _session.Tick);
        using var attached = Arena.Attach(_server.ArenaSocketPath, AttachOptions.Default).Value;
        Assert.True(attached.TryFind("counter", out var counter));
        Assert.True(counter.Wait(3, Patience));
    }

    private JsonObject? Raw(byte[] bytes)
    {
        using var connection = LocalConnection.Connect(_server.SocketPath, Patience).Value;
        connection.SetReceiveTimeout(Patience);
        try
        {
            connection.Stream.Write(bytes);
            return ControlProtocol.ReadLine(connection.Stream, ControlProtocol.MaxReplyBytes) is { } line ? JsonNode.Parse(line) as JsonObject : null;
        }
        catch (IOException)
        {
            // It hung up on us before all was sent: that is an answer too.
            return null;
        }
    }
}
