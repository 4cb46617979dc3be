using Ludos.Modules;
using Ludos.Runtime.Control;
using Ludos.Runtime.Observability;
using Ludos.Runtime.Tests.Fakes;
using Ludos.State;
using Xunit;

namespace Ludos.Runtime.Tests.Control;

/// <summary>A process attached to a running game asks through its inbox. In the collection of <see cref="ControlTests"/>: the user's runtime folder is found by an environment variable.</summary>
[Collection(nameof(ControlTests))]
public sealed class PeerDeskTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _home = Directory.CreateTempSubdirectory("ludos-p-").FullName;
    private readonly string? _homeBefore = Environment.GetEnvironmentVariable("LUDOS_HOME");
    private readonly NativeLoader _loader = new();
    private readonly List<Marker> _marked = [];

    public PeerDeskTests() => Environment.SetEnvironmentVariable("LUDOS_HOME", _home);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", _homeBefore);
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public void Lines_reach_trace_and_markers_and_a_chatterer_is_told_to_wait()
    {
        With([], (session, rings) =>
        {
            _ = rings.Log("hello\nthere");
            Assert.Equal(PeerOutcome.Done, Next(rings).Outcome);
            Assert.Contains(session.Trace.Since(0), line => line.Source == $"process-{Environment.ProcessId}" && line.Text == "hello there");
            _ = rings.Mark("level done");
            Assert.Equal(PeerOutcome.Done, Next(rings).Outcome);
            var note = Assert.Single(_marked, marker => marker.Kind == MarkerKind.Note);
            Assert.Equal("level done", note.Text);

            var refused = false;
            for (var line = 0; line < 400 && !refused; line++)
            {
                _ = rings.Log("chatter");
                refused = Next(rings).Outcome == PeerOutcome.TooOften;
            }

            Assert.True(refused);
        });
    }

    [Fact]
    public void Input_is_taken_only_where_the_player_granted_it()
    {
        With([], (session, rings) =>
        {
            _ = rings.Intent(new PeerIntentSample((byte)InputDevice.Keyboard, 4, 1, 0));
            Assert.Equal(PeerOutcome.NotGranted, Next(rings).Outcome);
            Assert.Equal(0, session.Input.Samples);
        });
        With(["input"], (session, rings) =>
        {
            _ = rings.Intent(new PeerIntentSample((byte)InputDevice.Keyboard, 4, 1, 0));
            Assert.Equal(PeerOutcome.Done, Next(rings).Outcome);
            Assert.Equal(1, session.Input.Samples);
            _ = rings.Intent(new PeerIntentSample((byte)InputDevice.Script, 0, 1, 0));
            Assert.Equal(PeerOutcome.BadFrame, Next(rings).Outcome);
            _ = rings.Intent(new PeerIntentSample(200, 0, 1, 0));
            Assert.Equal(PeerOutcome.BadFrame, Next(rings).Outcome);
            Assert.Equal(1, session.Input.Samples);
        });
    }

    private static PeerMessage Next(PeerRings rings)
    {
        PeerMessage message;
        while (!rings.TryReceive(out message))
        {
            Assert.True(rings.Wait(Patience), "the game said nothing");
        }

        return message;
    }

    private void With(string[] grants, Action<GameSession, PeerRings> act)
    {
        using var session = Sessions.Open(Sessions.Options with { Grants = grants }, _loader, Sessions.Counter());
        session.Markers.Marked += _marked.Add;
        session.StartRealtime();
        using var server = ControlServer.Start(session).Value;
        using var attached = Arena.Attach(server.ArenaSocketPath, AttachOptions.Default).Value;
        using var rings = attached.OpenRings().Value;
        act(session, rings);
    }
}
