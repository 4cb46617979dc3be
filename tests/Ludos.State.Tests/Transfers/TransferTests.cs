using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Ludos.State.Tests.Layout;
using Ludos.State.Tests.Sharing;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Ludos.State.Tests.Transfers;

public sealed class TransferTests : IDisposable
{
    private const int Bytes = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-transfer-");
    private readonly LocalListener _listener;
    private readonly LocalConnection _here;
    private readonly LocalConnection _there;

    public TransferTests()
    {
        _listener = LocalListener.Bind(Path.Combine(_folder.FullName, "t.sock")).Value;
        _here = LocalConnection.Connect(_listener.Path, Patience).Value;
        _there = _listener.Accept().Value;
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_same_memory_changes_hands_and_the_sender_is_told_whose_it_is()
    {
        using var sent = OwnedSegment.Create("frame", Bytes).Value;
        Assert.Null(sent.Write(out var span));
        span.Fill(0x5A);
        var number = sent.Identity.Number;
        var receiving = Task.Run(() => OwnedSegment.Receive(_there, Patience));
        Assert.Null(sent.TransferTo(_here, Patience));
        using var received = (await receiving).Value;
        Assert.Equal(("frame", (long)Bytes), (received.Label, received.SizeBytes));
        Assert.NotEqual(0UL, number);
        Assert.Equal(number, received.Identity.Number);
        Assert.Null(received.Read(out var content));
        Assert.True(content.IndexOfAnyExcept((byte)0x5A) < 0);

        Assert.Equal(TransferErrorCode.Transferred, sent.Write(out _)!.Code);
        Assert.Contains($"process {Environment.ProcessId}", sent.Read(out _)!.Message);
        Assert.Equal(TransferErrorCode.Transferred, sent.TransferTo(_here, Patience)!.Code);
        Assert.Equal(Environment.ProcessId, sent.TransferredTo);
        Assert.Contains(File.ReadLines("/proc/self/maps"), line => line.Contains($"frame:transferred-to-{Environment.ProcessId}") && line.Contains("---s"));
    }

    [Fact]
    public async Task An_owner_proves_that_nobody_else_can_write_or_learns_that_somebody_can()
    {
        using var sent = OwnedSegment.Create("frame", Bytes).Value;
        var receiving = Task.Run(() => OwnedSegment.Receive(_there, Patience));
        Assert.Null(sent.TransferTo(_here, Patience));
        using var received = (await receiving).Value;
        Assert.Null(received.Write(out var span));
        span[7] = 9;
        Assert.Null(received.Finish());
        Assert.True(received.IsFinal);
        Assert.Null(received.Read(out var final));
        Assert.Equal(9, final[7]);
        Assert.Equal(TransferErrorCode.Final, received.Write(out _)!.Code);

        using var other = SharedSegment.Create("kept", Bytes).Value;
        Offer(_here, SharedSegment.Duplicate(other.Descriptor!)!, Bytes);
        var suspicious = Task.Run(() => OwnedSegment.Receive(_there, Patience));
        Say(_here, TransferKind.Yours);
        using var doubted = (await suspicious).Value;
        Assert.Equal(TransferErrorCode.StillWritable, doubted.Finish()!.Code);
        Assert.Null(doubted.Write(out _));
    }

    [Fact]
    public async Task A_segment_that_is_refused_stays_with_its_content_where_it_was()
    {
        using var sent = OwnedSegment.Create("large", Bytes).Value;
        Fill(sent);
        var receiving = Task.Run(() => OwnedSegment.Receive(_there, Patience, maxBytes: Bytes - 1));
        Assert.Equal(TransferErrorCode.Refused, sent.TransferTo(_here, Patience)!.Code);
        Assert.Equal(TransferErrorCode.Refused, (await receiving).Fault!.Code);
        AssertKept(sent);
    }

    [Fact]
    public void A_segment_whose_receiver_is_gone_or_silent_stays()
    {
        using var sent = OwnedSegment.Create("kept", Bytes).Value;
        Fill(sent);
        Assert.Equal(TransferErrorCode.TimedOut, sent.TransferTo(_here, TimeSpan.FromMilliseconds(50))!.Code);
        AssertKept(sent);
        Assert.True(_there.IsClosed);
        Assert.Equal(TransferErrorCode.PeerGone, sent.TransferTo(_here, Patience)!.Code);
        AssertKept(sent);
    }

    [Fact]
    public async Task A_transfer_that_its_sender_did_not_finish_is_not_the_receivers()
    {
        using var other = SharedSegment.Create("kept", Bytes).Value;
        Offer(_here, SharedSegment.Duplicate(other.Descriptor!)!, Bytes);
        var receiving = Task.Run(() => OwnedSegment.Receive(_there, Patience));
        var accepted = new byte[TransferMessage.Bytes];
        Assert.Null(_here.Receive(accepted));
        _here.Dispose();
        Assert.Equal(TransferErrorCode.PeerGone, (await receiving).Fault!.Code);
    }

    [Fact]
    public void A_segment_that_could_shrink_is_refused()
    {
        using var other = SharedSegment.Create("small", 65_536).Value;
        Offer(_here, SharedSegment.Duplicate(other.Descriptor!)!, Bytes);
        Assert.Equal(TransferErrorCode.Untrustworthy, OwnedSegment.Receive(_there, Patience).Fault!.Code);
    }

    [Fact]
    public void Damaged_messages_are_told()
    {
        var chance = new Mutations(5);
        var whole = new byte[TransferMessage.Bytes];
        var told = 0;
        for (var round = 0; round < 20_000; round++)
        {
            new TransferMessage(TransferKind.Offer, Bytes, "label").Write(whole);
            chance.Damage(whole);
            if (TransferMessage.Read(whole).TryGet(out var message, out _))
            {
                Assert.True(message.Kind != TransferKind.Offer || message.SizeBytes is > 0 and <= int.MaxValue);
            }
            else
            {
                told++;
            }
        }

        Assert.True(told > 1_000);
    }

    [Fact]
    public async Task A_raw_pointer_used_after_transfer_ends_the_process_at_once()
    {
        using var sender = new HostProcess("transfer-use", Path.Combine(_folder.FullName, "t.sock"));
        using var connection = _listener.Accept().Value;
        using var received = OwnedSegment.Receive(connection, Patience).Value;
        await sender.Expect("transferred");
        await sender.Say();
        Assert.NotEqual(0, sender.WaitForExit());

        // What it wrote before is there; what it tried to write afterwards is not.
        Assert.Null(received.Read(out var content));
        Assert.Equal((1, 0), (content[0], content[1]));
    }

    private static void Fill(OwnedSegment segment)
    {
        Assert.Null(segment.Write(out var span));
        span.Fill(3);
    }

    private static void AssertKept(OwnedSegment segment)
    {
        Assert.Null(segment.TransferredTo);
        Assert.Null(segment.Write(out var span));
        Assert.True(span.IndexOfAnyExcept((byte)3) < 0);
    }

    private static void Offer(LocalConnection connection, SafeFileHandle descriptor, long bytes)
    {
        using (descriptor)
        {
            var message = new byte[TransferMessage.Bytes];
            new TransferMessage(TransferKind.Offer, bytes, "kept").Write(message);
            Assert.Null(connection.Send(message, [descriptor]));
        }
    }

    private static void Say(LocalConnection connection, TransferKind kind)
    {
        var message = new byte[TransferMessage.Bytes];
        new TransferMessage(kind, 0, "").Write(message);
        Assert.Null(connection.Send(message));
    }
}
