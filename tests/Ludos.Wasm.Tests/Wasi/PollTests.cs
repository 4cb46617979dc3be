using System.Buffers.Binary;
using System.IO.Pipes;
using Ludos.Platform;
using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>poll_oneoff: clocks by virtual time, descriptors, both at once, and an end asked for by the host.</summary>
public sealed class PollTests
{
    private const int SubscriptionsAt = 4_096;
    private const int EventsAt = 8_192;
    private const int ResultAt = 1_024;
    private const byte Clock = 0;
    private const byte Read = 1;
    private const byte Write = 2;

    private readonly VirtualClock _clock = new();
    private readonly VirtualFileSystem _files = new();

    [Fact]
    public void TheEarliestClockEndsTheWait()
    {
        using var guest = Make();
        Subscribe(guest, 0, 11, Clock, (int)WasiClockId.Monotonic, 5_000_000);
        Subscribe(guest, 1, 22, Clock, (int)WasiClockId.Monotonic, 2_000_000);
        Subscribe(guest, 2, 33, Clock, (int)WasiClockId.Realtime, 1_700_000_000_000_000_000 + 3_000_000, absolute: true);
        Assert.Equal([(33UL, WasiErrno.Success, Clock), (22UL, WasiErrno.Success, Clock)], Poll(guest, 3).OrderByDescending(item => item.UserData));
        Assert.Equal(3_000_000UL, _clock.NowNs);
        Assert.Equal(1, _clock.Waits);
    }

    [Fact]
    public void WhatIsReadyDoesNotWait()
    {
        using var guest = Make();
        Assert.Equal(WasiErrno.Success, guest.WriteFile("file", "12345"));
        var fd = guest.Opened("file");
        Subscribe(guest, 0, 1, Clock, (int)WasiClockId.Monotonic, 5_000_000);
        Subscribe(guest, 1, 2, Read, fd);
        Subscribe(guest, 2, 3, Write, 1);
        Subscribe(guest, 3, 4, Read, 77);
        Subscribe(guest, 4, 5, Write, 0);
        Subscribe(guest, 5, 6, Clock, 9, 0);
        Subscribe(guest, 6, 7, Clock, (int)WasiClockId.ThreadCputime, 0);
        var events = Poll(guest, 7);
        Assert.Equal(
            [
                (2UL, WasiErrno.Success, Read), (3UL, WasiErrno.Success, Write), (4UL, WasiErrno.Badf, Read),
                (5UL, WasiErrno.Notcapable, Write), (6UL, WasiErrno.Inval, Clock), (7UL, WasiErrno.Notsup, Clock),
            ],
            events);
        Assert.Equal(0, _clock.Waits);
        Assert.Equal(5, BinaryPrimitives.ReadInt64LittleEndian(guest.Memory.Span[(EventsAt + 16)..]));
    }

    [Fact]
    public void SubscriptionsThatMakeNoSenseAreRefused()
    {
        using var guest = Make();
        Subscribe(guest, 0, 1, 3, 0);
        Assert.Equal(WasiErrno.Inval, guest.Call("poll_oneoff", SubscriptionsAt, EventsAt, 1, ResultAt));
        Assert.Equal(WasiErrno.Inval, guest.Call("poll_oneoff", SubscriptionsAt, EventsAt, 0, ResultAt));
    }

    [Fact]
    public void WithoutAClockAWaitIsNotGranted()
    {
        using var guest = new Guest(new WasiOptions());
        Subscribe(guest, 0, 1, Clock, (int)WasiClockId.Monotonic, 5);
        Assert.Equal([(1UL, WasiErrno.Notcapable, Clock)], Poll(guest, 1));
    }

    [Fact]
    public void InputIsWaitedForAndAClockBoundsIt()
    {
        using var server = new AnonymousPipeServerStream(PipeDirection.Out);
        using var client = new AnonymousPipeClientStream(PipeDirection.In, server.ClientSafePipeHandle);
        using var arrived = new ManualResetEventSlim();
        var input = new WasiStream(client, waitUntilReadable: (wait, stop) => arrived.Wait(wait, stop));
        using var guest = new Guest(new WasiOptions { Input = input, Clock = new WasiClock(null, new MonotonicClock()) });
        Subscribe(guest, 0, 1, Read, 0);
        Subscribe(guest, 1, 2, Clock, (int)WasiClockId.Monotonic, 20_000_000);
        Assert.Equal([(2UL, WasiErrno.Success, Clock)], Poll(guest, 2));

        var writer = new Thread(() =>
        {
            server.Write("line\n"u8);
            arrived.Set();
        });
        writer.Start();
        Subscribe(guest, 1, 2, Clock, (int)WasiClockId.Monotonic, 60_000_000_000);
        Assert.Equal([(1UL, WasiErrno.Success, Read)], Poll(guest, 2));
        Assert.Equal(WasiErrno.Success, guest.Read(0, out var text));
        Assert.Equal("line\n", text);
        writer.Join();
    }

    [Fact]
    public void AnEndAskedForByTheHostEndsAWait()
    {
        using var stop = new CancellationTokenSource();
        using var guest = new Guest(new WasiOptions { Clock = new WasiClock(null, new MonotonicClock()), Stop = stop.Token });
        Subscribe(guest, 0, 1, Clock, (int)WasiClockId.Monotonic, 3_600_000_000_000);
        stop.CancelAfter(20);
        Assert.Equal(WasiErrno.Intr, guest.Call("poll_oneoff", SubscriptionsAt, EventsAt, 1, ResultAt));
    }

    private static void Subscribe(Guest guest, int index, ulong userData, byte kind, int descriptorOrClock, long timeoutNs = 0, bool absolute = false)
    {
        const int subscriptionBytes = 48;
        var room = guest.Memory.Span.Slice(SubscriptionsAt + (index * subscriptionBytes), subscriptionBytes);
        room.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(room, userData);
        room[8] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(room[16..], descriptorOrClock);
        BinaryPrimitives.WriteInt64LittleEndian(room[24..], timeoutNs);
        room[40] = absolute ? (byte)1 : (byte)0;
    }

    private static List<(ulong UserData, WasiErrno Error, byte Kind)> Poll(Guest guest, int count)
    {
        const int eventBytes = 32;
        Assert.Equal(WasiErrno.Success, guest.Call("poll_oneoff", SubscriptionsAt, EventsAt, count, ResultAt));
        var events = new List<(ulong, WasiErrno, byte)>();
        for (var i = 0; i < BinaryPrimitives.ReadInt32LittleEndian(guest.Memory.Span[ResultAt..]); i++)
        {
            var raw = guest.Memory.Span.Slice(EventsAt + (i * eventBytes), eventBytes);
            events.Add((BinaryPrimitives.ReadUInt64LittleEndian(raw), (WasiErrno)BinaryPrimitives.ReadUInt16LittleEndian(raw[8..]), raw[10]));
        }

        return events;
    }

    private Guest Make() => new(new WasiOptions { Clock = _clock, Folders = [new WasiPreopen("/", _files.Root)] });
}
