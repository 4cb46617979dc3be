using System.Buffers.Binary;

namespace Ludos.Wasm.Wasi.Calls;

/// <summary>poll_oneoff. Plain files, and streams to be written, are always ready; standard input is asked.</summary>
internal sealed class PollCalls(GuestMemory memory, DescriptorTable descriptors, WasiOptions options)
{
    private const int SubscriptionBytes = 48;
    private const int EventBytes = 32;
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    /// <summary>Two inputs that are both waited for are looked at in turn, this often.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(5);

    public void AddTo(ImportSet imports) => imports
        .Function(WasiHost.ModuleName, "poll_oneoff", (Func<int, int, int, int, int>)((subscriptions, events, count, result) => (int)Poll(subscriptions, events, count, result)));

    private WasiErrno Poll(int subscriptionsPointer, int eventsPointer, int count, int result)
    {
        if (count == 0 || (uint)count > (uint)options.Limits.MaxSubscriptions)
        {
            return WasiErrno.Inval;
        }

        if (!memory.Holds(subscriptionsPointer, (ulong)count * SubscriptionBytes) || !memory.Holds(eventsPointer, (ulong)count * EventBytes) || !memory.Holds(result, sizeof(uint)))
        {
            return WasiErrno.Fault;
        }

        _ = memory.TrySpan(subscriptionsPointer, (uint)(count * SubscriptionBytes), out var shared);
        var raw = shared.ToArray();
        var subscriptions = new Subscription[count];
        for (var i = 0; i < count; i++)
        {
            subscriptions[i] = Subscription.Read(raw.AsSpan(i * SubscriptionBytes, SubscriptionBytes));
            if (!Examine(subscriptions[i]))
            {
                return WasiErrno.Inval;
            }
        }

        var events = Await(subscriptions);
        if (events.Count == 0)
        {
            return WasiErrno.Intr;
        }

        for (var i = 0; i < events.Count; i++)
        {
            _ = memory.TrySpan(eventsPointer + (i * EventBytes), EventBytes, out var room);
            events[i].WriteEvent(room);
        }

        return memory.TryWrite(result, events.Count) ? WasiErrno.Success : WasiErrno.Fault;
    }

    /// <summary>Settles what can be told without waiting: errors, and what is ready already. False for a kind that does not exist.</summary>
    private bool Examine(Subscription subscription)
    {
        switch (subscription.Kind)
        {
            case Subscription.ClockKind:
                subscription.Error = Deadline(subscription);
                subscription.IsDone = subscription.Error != WasiErrno.Success;
                return true;
            case Subscription.ReadKind or Subscription.WriteKind:
                Ready(subscription);
                return true;
            default:
                return false;
        }
    }

    private WasiErrno Deadline(Subscription subscription)
    {
        if (!ClockCalls.IsKnown((int)subscription.ClockId) || (subscription.ClockFlags & ~Subscription.AbsoluteTime) != 0)
        {
            return WasiErrno.Inval;
        }

        if (options.Clock is not { } clock)
        {
            return WasiErrno.Notcapable;
        }

        if (!clock.TryNow((WasiClockId)subscription.ClockId, out var nowNs) || !clock.TryNow(WasiClockId.Monotonic, out var monotonicNs))
        {
            return WasiErrno.Notsup;
        }

        var isAbsolute = (subscription.ClockFlags & Subscription.AbsoluteTime) != 0;
        var remainingNs = !isAbsolute ? subscription.TimeoutNs : subscription.TimeoutNs > nowNs ? subscription.TimeoutNs - nowNs : 0;
        subscription.DeadlineNs = remainingNs > ulong.MaxValue - monotonicNs ? ulong.MaxValue : monotonicNs + remainingNs;
        return WasiErrno.Success;
    }

    private void Ready(Subscription subscription)
    {
        var reads = subscription.Kind == Subscription.ReadKind;
        var right = WasiRights.PollFdReadwrite | (reads ? WasiRights.FdRead : WasiRights.FdWrite);
        subscription.Error = descriptors.Get((int)subscription.Descriptor, right, out var descriptor);
        if (subscription.Error != WasiErrno.Success)
        {
            subscription.IsDone = true;
            return;
        }

        if (reads && descriptor.Node is IWasiStream stream)
        {
            subscription.Stream = stream;
            return;
        }

        subscription.IsDone = true;
        subscription.Error = descriptor.Node is IWasiDirectory ? WasiErrno.Badf : WasiErrno.Success;
        if (reads && descriptor.Node is IWasiFile file && file.Stat(out var stat) == WasiErrno.Success)
        {
            subscription.ReadyBytes = stat.SizeBytes > descriptor.Offset ? stat.SizeBytes - descriptor.Offset : 0;
        }
    }

    /// <summary>Empty only when the host asked to stop.</summary>
    private List<Subscription> Await(Subscription[] subscriptions)
    {
        var streams = subscriptions.Where(subscription => subscription.Stream is not null && !subscription.IsDone).ToArray();
        for (var turn = 0; ; turn++)
        {
            var done = Done(subscriptions, streams);
            if (done.Count > 0 || options.Stop.IsCancellationRequested)
            {
                return done;
            }

            // None is ready: there is a clock to wait for, or a stream, for a poll without either is done above.
            var nearestNs = subscriptions.Where(subscription => subscription is { Kind: Subscription.ClockKind, IsDone: false }).Select(subscription => subscription.DeadlineNs).DefaultIfEmpty(ulong.MaxValue).Min();
            var remainingNs = nearestNs == ulong.MaxValue ? ulong.MaxValue : nearestNs - Math.Min(nearestNs, MonotonicNs());
            if (streams.Length == 0)
            {
                options.Clock!.Wait(remainingNs, options.Stop);
                continue;
            }

            var wait = remainingNs / NanosecondsPerMillisecond >= int.MaxValue ? TimeSpan.FromMilliseconds(int.MaxValue) : TimeSpan.FromMilliseconds((remainingNs + NanosecondsPerMillisecond - 1) / NanosecondsPerMillisecond);
            _ = streams[turn % streams.Length].Stream!.WaitUntilReadable(streams.Length > 1 && wait > Turn ? Turn : wait, options.Stop);
        }
    }

    private List<Subscription> Done(Subscription[] subscriptions, Subscription[] streams)
    {
        foreach (var waiting in streams)
        {
            waiting.IsDone |= waiting.Stream!.WaitUntilReadable(TimeSpan.Zero, options.Stop);
            waiting.ReadyBytes = waiting.IsDone ? 1UL : 0;
        }

        var nowNs = MonotonicNs();
        foreach (var clock in subscriptions)
        {
            clock.IsDone |= clock.Kind == Subscription.ClockKind && nowNs >= clock.DeadlineNs;
        }

        return [.. subscriptions.Where(subscription => subscription.IsDone)];
    }

    private ulong MonotonicNs() => options.Clock is { } clock && clock.TryNow(WasiClockId.Monotonic, out var nowNs) ? nowNs : 0;

    /// <summary>One subscription, and what becomes of it.</summary>
    private sealed class Subscription
    {
        public const byte ClockKind = 0;
        public const byte ReadKind = 1;
        public const byte WriteKind = 2;
        public const int AbsoluteTime = 1;

        public ulong UserData { get; private init; }

        public byte Kind { get; private init; }

        public uint ClockId { get; private init; }

        public ulong TimeoutNs { get; private init; }

        public int ClockFlags { get; private init; }

        public uint Descriptor => ClockId;

        public bool IsDone { get; set; }

        public WasiErrno Error { get; set; }

        public IWasiStream? Stream { get; set; }

        public ulong ReadyBytes { get; set; }

        public ulong DeadlineNs { get; set; } = ulong.MaxValue;

        public static Subscription Read(ReadOnlySpan<byte> raw) => new()
        {
            UserData = BinaryPrimitives.ReadUInt64LittleEndian(raw),
            Kind = raw[8],
            ClockId = BinaryPrimitives.ReadUInt32LittleEndian(raw[16..]),
            TimeoutNs = BinaryPrimitives.ReadUInt64LittleEndian(raw[24..]),
            ClockFlags = BinaryPrimitives.ReadUInt16LittleEndian(raw[40..]),
        };

        public void WriteEvent(Span<byte> room)
        {
            room.Clear();
            BinaryPrimitives.WriteUInt64LittleEndian(room, UserData);
            BinaryPrimitives.WriteUInt16LittleEndian(room[8..], (ushort)Error);
            room[10] = Kind;
            BinaryPrimitives.WriteUInt64LittleEndian(room[16..], ReadyBytes);
        }
    }
}
