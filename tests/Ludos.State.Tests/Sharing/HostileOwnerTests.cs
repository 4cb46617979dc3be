using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;
using Ludos.State;
using Ludos.State.Tests.Layout;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Ludos.State.Tests.Sharing;

/// <summary>What listens at the socket is no arena, or a damaged one: attaching gives a typed fault in bounded time.</summary>
public sealed unsafe class HostileOwnerTests : IDisposable
{
    private static readonly AttachOptions Impatient = AttachOptions.Default with { Timeout = TimeSpan.FromMilliseconds(300) };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-state-");

    private string Socket => Path.Combine(_folder.FullName, "s");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Nothing_listens() => Assert.Equal(ArenaErrorCode.ConnectFailed, Arena.Attach(Socket, Impatient).Fault!.Code);

    [Fact]
    public void A_path_that_no_socket_can_have() =>
        Assert.Equal(ArenaErrorCode.ConnectFailed, Arena.Attach(Path.Combine(_folder.FullName, new string('x', 200)), Impatient).Fault!.Code);

    [Fact]
    public void It_says_nothing() => Assert.Equal(ArenaErrorCode.ConnectFailed, AttachTo(_ => Thread.Sleep(1000)).Code);

    [Fact]
    public void It_closes_at_once() => Assert.Equal(ArenaErrorCode.Truncated, AttachTo(_ => { }).Code);

    [Fact]
    public void It_speaks_something_else() => Assert.Equal(ArenaErrorCode.BadHeader, AttachTo(peer => _ = peer.Send("HTTP/1.1 400 Bad Request\r\n\r\n"u8)).Code);

    [Fact]
    public void It_is_of_another_version() => Assert.Equal(ArenaErrorCode.VersionMismatch, AttachTo(peer => Answer(peer, 65536, [], version: 99)).Code);

    [Fact]
    public void It_sends_too_few_segments() => Assert.Equal(ArenaErrorCode.Truncated, AttachTo(peer => Answer(peer, 65536, [])).Code);

    [Fact]
    public void It_announces_more_than_it_sends()
    {
        using var small = SharedSegment.CreateDescriptor("t", 65536).Value;
        Assert.Equal(ArenaErrorCode.Truncated, AttachTo(peer => Answer(peer, 1 << 20, [small, small])).Code);
    }

    [Fact]
    public void Its_segments_could_still_shrink()
    {
        var path = Path.Combine(_folder.FullName, "file");
        File.WriteAllBytes(path, new byte[65536]);
        using var plain = File.OpenHandle(path);
        Assert.Equal(ArenaErrorCode.Truncated, AttachTo(peer => Answer(peer, 65536, [plain, plain])).Code);
    }

    [Fact]
    public void It_says_that_more_segments_travel_than_do()
    {
        using var zeroes = SharedSegment.CreateDescriptor("t", 65536).Value;
        Assert.Equal(ArenaErrorCode.Truncated, AttachTo(peer => Answer(peer, 65536, [zeroes, zeroes], announced: 3)).Code);
    }

    [Fact]
    public void Its_region_is_another_ones_or_of_another_world()
    {
        const int regions = 4;
        var schema = Schemas.Words("r", 16, 3);
        using var control = SharedSegment.Create("t", SegmentLayout.ControlBytes(regions)).Value;
        using var pins = SharedSegment.CreateDescriptor("t", SegmentLayout.PinPageBytes).Value;
        using var region = SharedSegment.Create("t", SegmentLayout.SegmentBytes(schema)).Value;
        ControlView.Make(control.Base, control.SizeBytes, regions, worldId: 7).Append(0, schema, SegmentLayout.SegmentBytes(schema));
        var right = new RegionStamp(0, 7, Generation: 1, schema.Slots);
        RegionStamp[] wrong = [default, right with { Index = 1 }, right with { WorldIdLow = 8 }, right with { Generation = 2 }, right with { Slots = 4 }];
        foreach (var stamp in wrong)
        {
            stamp.Write(new SegmentHead(region.Base));
            var fault = AttachTo(peer => AnswerAll(peer, control.SizeBytes, [control.Descriptor!, pins], region.Descriptor!));
            Assert.Equal(ArenaErrorCode.Corrupt, fault.Code);
            Assert.Contains("'r'", fault.Message, StringComparison.Ordinal);
            Assert.NotEmpty(fault.Mend!);
        }

        right.Write(new SegmentHead(region.Base));
        *new SegmentHead(region.Base).Word = SlotWord.Of(1, 0);
        Assert.True(Serve(peer => AnswerAll(peer, control.SizeBytes, [control.Descriptor!, pins], region.Descriptor!), Read));
    }

    [Fact]
    public void Its_region_is_cut_short()
    {
        const int regions = 4;
        var schema = Schemas.Words("r", 16, 3);
        using var control = SharedSegment.Create("t", SegmentLayout.ControlBytes(regions)).Value;
        using var pins = SharedSegment.CreateDescriptor("t", SegmentLayout.PinPageBytes).Value;
        using var region = SharedSegment.CreateDescriptor("t", SegmentLayout.SegmentBytes(schema) - SharedSegment.AlignmentBytes).Value;
        ControlView.Make(control.Base, control.SizeBytes, regions, worldId: 7).Append(0, schema, SegmentLayout.SegmentBytes(schema));
        Assert.Equal(ArenaErrorCode.Truncated, AttachTo(peer => AnswerAll(peer, control.SizeBytes, [control.Descriptor!, pins], region)).Code);
    }

    [Fact]
    public void Its_control_segment_is_all_zero()
    {
        using var zeroes = SharedSegment.CreateDescriptor("t", 65536).Value;
        Assert.Equal(ArenaErrorCode.BadHeader, AttachTo(peer => Answer(peer, 65536, [zeroes, zeroes])).Code);
    }

    [Fact]
    public void Its_control_segment_is_damaged()
    {
        const int rounds = 300;
        const int regions = 4;
        var mutations = new Mutations(0xC0FFEE);
        var schema = Schemas.Words("r", 16, 3);
        using var control = SharedSegment.Create("t", SegmentLayout.ControlBytes(regions)).Value;
        using var pins = SharedSegment.CreateDescriptor("t", SegmentLayout.PinPageBytes).Value;
        using var region = SharedSegment.Create("t", SegmentLayout.SegmentBytes(schema)).Value;
        var (attached, refused) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            new Span<byte>(control.Base, (int)control.SizeBytes).Clear();
            new Span<byte>(region.Base, ArenaLayout.RegionMap.ContentOffset).Clear();
            ControlView.Make(control.Base, control.SizeBytes, regions, worldId: 7).Append(0, schema, SegmentLayout.SegmentBytes(schema));
            var head = new SegmentHead(region.Base);
            new RegionStamp(0, 7, Generation: 1, schema.Slots).Write(head);
            *head.Word = SlotWord.Of(1, 0);
            var entry = (int)SegmentLayout.EntryOffset(0);
            mutations.Damage((round % 4) switch
            {
                0 => new Span<byte>(control.Base, 128),
                1 => new Span<byte>(region.Base, 512),
                2 => new Span<byte>(region.Base, 16),
                _ => new Span<byte>(control.Base + entry, 192),
            });
            var result = Serve(peer => AnswerAll(peer, control.SizeBytes, [control.Descriptor!, pins], region.Descriptor!), Read);
            _ = result ? attached++ : refused++;
        }

        Assert.True(attached > 0 && refused > 0, $"{attached} attached, {refused} refused.");
    }

    /// <summary>Everything that a reader can do to what it attached to; the content is damaged, so answers are arbitrary, but they are answers.</summary>
    private static bool Read(string socket)
    {
        if (!Arena.Attach(socket, Impatient).TryGet(out var arena, out var fault))
        {
            Assert.NotEmpty(fault.Message);
            return false;
        }

        using (arena)
        {
            foreach (var region in arena.Regions)
            {
                _ = region.IsHealthy;
                _ = region.Front[^1];
                _ = region.Wait(region.Epoch, TimeSpan.FromMilliseconds(1));
                using var reader = region.OpenReader();
                using var scope = reader.Pin();
                _ = scope.Bytes[^1];
                _ = scope.Close();
            }

            return true;
        }
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
            BitConverter.TryWriteBytes(message[4..], number);
        }

        _ = peer.Send(message, descriptors);
    }

    private Ludos.Base.Fault<ArenaErrorCode> AttachTo(Action<LocalConnection> owner) => Serve(owner, socket =>
    {
        var attached = Arena.Attach(socket, Impatient);
        Assert.False(attached.IsOk);
        return attached.Fault;
    });

    private T Serve<T>(Action<LocalConnection> owner, Func<string, T> attacher)
    {
        using var listener = LocalListener.Bind(Socket).Value;
        var serving = new Thread(() =>
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
        });
        serving.Start();
        try
        {
            return attacher(Socket);
        }
        finally
        {
            serving.Join();
        }
    }
}
