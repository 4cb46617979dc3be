using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;
using Ludos.State;
using Ludos.State.Tests.Layout;
using Ludos.State.Tests.Sharing;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Ludos.State.Tests.Outside;

/// <summary>The C library, built with sanitizers, attaches to what is no arena or a damaged one: it says what is wrong, and goes on living.</summary>
public sealed class CHostileOwnerTests(CPrograms programs) : IClassFixture<CPrograms>, IDisposable
{
    private const int Regions = 4;

    private static readonly RegionSchema Schema = Schemas.Words("r", 16, 3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-c-");

    private string Socket => Path.Combine(_folder.FullName, "s");

    public void Dispose() => _folder.Delete(recursive: true);

    [CFact]
    public async Task It_says_what_is_wrong()
    {
        using var segment = SharedSegment.CreateDescriptor("t", 65536).Value;
        var path = Path.Combine(_folder.FullName, "file");
        File.WriteAllBytes(path, new byte[65536]);
        using var plain = File.OpenHandle(path);
        using var outside = new CScenario(programs);
        await Refused(outside, _ => { }, "closed the connection");
        await Refused(outside, peer => _ = peer.Send("HTTP/1.1 400 Bad Request\r\n\r\n"u8), "is not an arena");
        await Refused(outside, peer => Answer(peer, 65536, [], version: 99), "is of version 99");
        await Refused(outside, peer => Answer(peer, 65536, []), "sent 0 segments where 2 were due");
        await Refused(outside, peer => Answer(peer, 65536, [segment, segment], announced: 3), "segments where 2 were due");
        await Refused(outside, peer => Answer(peer, 1 << 20, [segment, segment]), "not of the 1048576 bytes announced");
        await Refused(outside, peer => Answer(peer, -1, [segment, segment]), "bytes announced");
        await Refused(outside, peer => Answer(peer, 65536, [plain, plain]), "not sealed against shrinking");
        await Refused(outside, peer => Answer(peer, 65536, [segment, segment]), "is not an arena");
    }

    [CFact]
    public async Task A_damaged_arena_is_refused_or_read_within_its_bounds()
    {
        const int rounds = 200;
        var mutations = new Mutations(0xBADC0DE);
        using var control = SharedSegment.Create("t", SegmentLayout.ControlBytes(Regions)).Value;
        using var pins = SharedSegment.CreateDescriptor("t", SegmentLayout.PinPageBytes).Value;
        using var region = SharedSegment.Create("t", SegmentLayout.SegmentBytes(Schema)).Value;
        using var outside = new CScenario(programs);
        var (attached, refused) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            Damage(control, region, mutations, round);
            var answers = await Serve(peer => AnswerAll(peer, control.SizeBytes, [control.Descriptor!, pins], region.Descriptor!), async () =>
            {
                var first = await outside.Say($"attach socket={Socket} region=r write=false");
                if (first == "ok")
                {
                    // Damaged content gives arbitrary answers, but answers.
                    _ = await outside.Say("wait after=1 woken=false");
                    _ = await outside.Say("front epoch=1 at=0 hex=00");
                }

                _ = await outside.Say("detach");
                return first;
            });
            _ = answers == "ok" ? attached++ : refused++;
        }

        Assert.True(attached > 0 && refused > 0, $"{attached} attached, {refused} refused.");
        Assert.Equal(0, outside.End());
    }

    private static unsafe void Damage(SharedSegment control, SharedSegment region, Mutations mutations, int round)
    {
        new Span<byte>(control.Base, (int)control.SizeBytes).Clear();
        new Span<byte>(region.Base, ArenaLayout.RegionMap.ContentOffset).Clear();
        ControlView.Make(control.Base, control.SizeBytes, Regions, worldId: 7).Append(0, Schema, SegmentLayout.SegmentBytes(Schema));
        var head = new SegmentHead(region.Base);
        new RegionStamp(0, 7, Generation: 1, Schema.Slots).Write(head);
        *head.Word = SlotWord.Of(1, 0);
        mutations.Damage((round % 4) switch
        {
            0 => new Span<byte>(control.Base, 128),
            1 => new Span<byte>(region.Base, 512),
            2 => new Span<byte>(region.Base, 16),
            _ => new Span<byte>(control.Base + SegmentLayout.EntryOffset(0), 192),
        });
    }

    private async Task Refused(CScenario outside, Action<LocalConnection> owner, string told)
    {
        var answer = await Serve(owner, () => outside.Say($"attach socket={Socket} region=r write=false"));
        Assert.Contains(told, answer, StringComparison.Ordinal);
        Assert.Equal("ok", await outside.Say("detach"));
    }

    private async Task<T> Serve<T>(Action<LocalConnection> owner, Func<Task<T>> attacher)
    {
        using var listener = LocalListener.Bind(Socket).Value;
        var serving = Task.Factory.StartNew(() =>
        {
            if (listener.Accept().TryGet(out var peer, out _))
            {
                using (peer)
                {
                    peer.SetReceiveTimeout(TimeSpan.FromSeconds(2));
                    _ = peer.Receive(new byte[Request.Bytes]);
                    owner(peer);
                }
            }
        }, TaskCreationOptions.LongRunning);
        var answer = await attacher();
        await serving;
        return answer;
    }

    private static void AnswerAll(LocalConnection peer, long controlBytes, SafeFileHandle[] first, SafeFileHandle region)
    {
        Answer(peer, controlBytes, first);
        Span<byte> request = stackalloc byte[Request.Bytes];
        while (peer.Receive(request) is null)
        {
            Answer(peer, 0, [region]);
        }
    }

    private static void Answer(LocalConnection peer, long value, SafeFileHandle[] descriptors, uint? version = null, int? announced = null)
    {
        Span<byte> message = stackalloc byte[Reply.Bytes];
        new Reply(null, announced ?? descriptors.Length, value).Write(message);
        if (version is { } number)
        {
            _ = BitConverter.TryWriteBytes(message[4..], number);
        }

        _ = peer.Send(message, descriptors);
    }

    /// <summary>The scenario program, spoken to in its own words.</summary>
    private sealed class CScenario(CPrograms programs) : IDisposable
    {
        private readonly HostProcess _host = HostProcess.Of(programs.Test("scenario", isSanitized: true));

        internal async Task<string> Say(string line)
        {
            await _host.Say(line);
            return await _host.Line();
        }

        internal int End()
        {
            _host.EndInput();
            return _host.WaitForExit();
        }

        public void Dispose() => _host.Dispose();
    }
}
