using System.Collections.Concurrent;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;
using Ludos.Protocols.System.V1;
using Ludos.State.Tests.Layout;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Inboxes;

public sealed class PeerInboxTests
{
    private const PeerCapability All = PeerCapability.Default | PeerCapability.Intent | PeerCapability.Watch | PeerCapability.Give;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void What_a_process_asks_for_is_done_in_order_and_answered()
    {
        var desk = new RecordingDesk();
        using var served = Serve(desk, All);
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        using var rings = attached.OpenRings().Value;
        Assert.Equal(RingStatus.Ok, rings.Log("a line"));
        Assert.Equal(RingStatus.Ok, rings.Mark("a moment"));
        Assert.Equal(RingStatus.Ok, rings.Intent(new PeerIntentSample(3, 0x105, 0.5f, -1)));
        for (uint sequence = 1; sequence <= 3; sequence++)
        {
            Assert.Equal(new PeerMessage(false, sequence, PeerOutcome.Done, 0, 0), Next(rings));
        }

        var me = Environment.ProcessId;
        Assert.Equal([$"{me} log a line", $"{me} mark a moment", $"{me} intent 3 261 0.5 -1"], desk.Done);
    }

    [Fact]
    public void Without_the_capability_nothing_is_done_and_the_answer_says_so()
    {
        var desk = new RecordingDesk();
        using var served = Serve(desk, PeerCapability.Default);
        var region = served.Arena.Add(Schemas.Words("r", 8, 3)).Value;
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        using var rings = attached.OpenRings().Value;
        _ = rings.Intent(new PeerIntentSample(0, 4, 1, 0));
        Assert.Equal(PeerOutcome.NotGranted, Next(rings).Outcome);
        _ = rings.Watch(region);
        Assert.Equal(PeerOutcome.NotGranted, Next(rings).Outcome);
        using var segment = OwnedSegment.Create("gift", 65_536).Value;
        Assert.Equal(TransferErrorCode.Refused, rings.Give(segment, TimeSpan.FromMilliseconds(300))!.Code);
        Assert.Equal(PeerOutcome.NotGranted, Next(rings).Outcome);
        Assert.Null(segment.Write(out _));
        Assert.Empty(desk.Done);
    }

    [Fact]
    public void A_watcher_is_told_of_epochs_up_to_the_last()
    {
        using var served = Serve(new RecordingDesk(), All);
        var region = served.Arena.Add(Schemas.Words("r", 8, 3)).Value;
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        using var rings = attached.OpenRings().Value;
        _ = rings.Watch(attached.Find("r").Value);
        using var writer = region.AcquireWriter().Value;
        var epoch = 0UL;
        for (var publish = 0; publish < 50; publish++)
        {
            epoch = Schemas.PublishPattern(writer);
        }

        // The first epoch may be told before the answer.
        var (told, answers) = (0UL, 0);
        while (told < epoch || answers == 0)
        {
            var news = Next(rings);
            if (!news.IsEpoch)
            {
                Assert.Equal((1u, PeerOutcome.Done), (news.Sequence, news.Outcome));
                answers++;
                continue;
            }

            Assert.True(news.IsEpoch && news.Region == 0 && news.Epoch > told);
            told = news.Epoch;
        }
    }

    [Fact]
    public void A_segment_is_given_without_a_copy()
    {
        var desk = new RecordingDesk();
        using var served = Serve(desk, All);
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        using var rings = attached.OpenRings().Value;
        using var segment = OwnedSegment.Create("gift", 65_536).Value;
        Assert.Null(segment.Write(out var bytes));
        bytes.Fill(0x77);
        var number = segment.Identity.Number;
        Assert.Null(rings.Give(segment, Patience));
        Assert.Equal(PeerOutcome.Done, Next(rings).Outcome);
        Assert.Equal(Environment.ProcessId, segment.TransferredTo);
        Assert.Equal([$"{Environment.ProcessId} give gift {number} 119"], desk.Done);
    }

    [Fact]
    public void Who_leaves_is_detached_and_the_desk_is_told_however_it_went()
    {
        var desk = new RecordingDesk();
        using var served = Serve(desk, PeerCapability.Default);
        using (var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value)
        {
            using var rings = attached.OpenRings().Value;
            _ = rings.Leave();
            ServedArena.WaitUntil(() => !attached.IsOwnerAlive && served.Server.Attached == 0, "the connection to close");
        }

        ServedArena.WaitUntil(() => desk.Gone == 1, "the desk to be told");
        using (var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value)
        {
            using var rings = attached.OpenRings().Value;
        }

        ServedArena.WaitUntil(() => desk.Gone == 2, "the desk to be told");
    }

    [Fact]
    public void Rings_are_given_once_and_only_where_there_is_a_desk()
    {
        using var served = Serve(new RecordingDesk(), All);
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        using var rings = attached.OpenRings().Value;
        Assert.Equal(ArenaErrorCode.NotGranted, attached.OpenRings().Fault!.Code);
        using var silent = new ServedArena();
        using var other = Arena.Attach(silent.Socket, AttachOptions.Default).Value;
        Assert.Equal(ArenaErrorCode.NotGranted, other.OpenRings().Fault!.Code);
        Assert.Throws<InvalidOperationException>(() => silent.Arena.OpenRings());
    }

    [Fact]
    public void A_flood_fills_its_own_inbox_and_is_told()
    {
        using var served = Serve(new RecordingDesk(), All);
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        using var rings = attached.OpenRings().Value;
        var line = new string('x', 1_900);
        var full = false;
        for (var sent = 0; sent < 100_000 && !full; sent++)
        {
            full = rings.Log(line) == RingStatus.Full;
        }

        Assert.True(full);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Whatever_a_process_writes_into_its_inbox_the_others_are_served(int seed)
    {
        var chance = new Mutations((ulong)seed);
        var desk = new RecordingDesk();
        using var served = Serve(desk, All);
        using var hostile = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        using var inbox = Scribble(hostile, chance);
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        using var rings = attached.OpenRings().Value;
        _ = rings.Log("still here");
        Assert.Equal(PeerOutcome.Done, Next(rings).Outcome);
        Assert.Contains($"{Environment.ProcessId} log still here", desk.Done);
    }

    /// <summary>Real opcodes with wrong bodies first, then damage everywhere.</summary>
    private static unsafe SharedSegment Scribble(Arena hostile, Mutations chance)
    {
        var (inbox, outbox) = hostile.Link!.Rings().Value;
        outbox.Dispose();
        using (var producer = Ring.Open(inbox).Value.OpenProducer().Value)
        {
            for (var round = 0; round < 2_000; round++)
            {
                var body = new byte[chance.Below(3_000)];
                chance.Damage(body.Length == 0 ? new byte[8] : body);
                _ = producer.TrySend((ushort)(chance.Below(2) == 0 ? (int)PeerOpcode.Intent : (int)PeerOpcode.Watch), body, out _);
            }
        }

        for (var round = 0; round < 2_000; round++)
        {
            chance.Damage(new Span<byte>(inbox.Base + 128, 600));
            chance.Damage(new Span<byte>(inbox.Base + 65_536, 4_096));
        }

        return inbox;
    }

    private static ServedArena Serve(RecordingDesk desk, PeerCapability capabilities) => new(serve: new ServeOptions { Desk = desk, Capabilities = _ => capabilities });

    private static PeerMessage Next(PeerRings rings)
    {
        PeerMessage message;
        while (!rings.TryReceive(out message))
        {
            Assert.True(rings.Wait(Patience), "the owner said nothing");
        }

        return message;
    }

    private sealed class RecordingDesk : IPeerDesk
    {
        private int _gone;

        internal ConcurrentQueue<string> Done { get; } = new();

        internal int Gone => Volatile.Read(ref _gone);

        public PeerOutcome Log(ProcessIdentity peer, string text) => Record($"{peer.Pid} log {text}");

        public PeerOutcome Mark(ProcessIdentity peer, string text) => Record($"{peer.Pid} mark {text}");

        public PeerOutcome Intent(ProcessIdentity peer, PeerIntentSample sample) => Record(FormattableString.Invariant($"{peer.Pid} intent {sample.Device} {sample.Control} {sample.Value} {sample.Value2}"));

        public PeerOutcome Give(ProcessIdentity peer, OwnedSegment segment)
        {
            using (segment)
            {
                return segment.Read(out var bytes) is null ? Record($"{peer.Pid} give {segment.Label} {segment.Identity.Number} {bytes[^1]}") : PeerOutcome.Refused;
            }
        }

        public void Left(ProcessIdentity peer) => Interlocked.Increment(ref _gone);

        private PeerOutcome Record(string what)
        {
            Done.Enqueue(what);
            return PeerOutcome.Done;
        }
    }
}
