using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Ludos.Base;
using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// An attached process's way to ask the arena's owner for things. Each request gets a number; its answer comes through <see cref="TryReceive"/>. A full inbox is
/// back-pressure: the request was not sent. For one thread at a time. Dispose it before the arena.
/// </summary>
public sealed class PeerRings : IDisposable
{
    private readonly SharedSegment _inbox;
    private readonly SharedSegment _outbox;
    private readonly RingProducer _producer;
    private readonly RingConsumer _consumer;
    private readonly int _ownerPid;
    private uint _sequence;

    private PeerRings(SharedSegment inbox, SharedSegment outbox, RingProducer producer, RingConsumer consumer, int ownerPid)
    {
        _inbox = inbox;
        _outbox = outbox;
        _producer = producer;
        _consumer = consumer;
        _ownerPid = ownerPid;
    }

    /// <summary>Number of the last request; the first is 1.</summary>
    public uint LastSequence => _sequence;

    internal static Result<PeerRings, ArenaErrorCode> Open(OwnerLink link)
    {
        if (!link.Rings().TryGet(out var segments, out var fault))
        {
            return fault;
        }

        if (Ring.Open(segments.Inbox).TryGet(out var inbox, out var damaged) && Ring.Open(segments.Outbox).TryGet(out var outbox, out damaged)
            && inbox.OpenProducer().TryGet(out var producer, out damaged) && outbox.OpenConsumer().TryGet(out var consumer, out damaged))
        {
            return new PeerRings(segments.Inbox, segments.Outbox, producer, consumer, link.OwnerPid);
        }

        segments.Inbox.Dispose();
        segments.Outbox.Dispose();
        return new Fault<ArenaErrorCode>(ArenaErrorCode.Corrupt, $"The arena's owner sent rings that cannot be used: {damaged.Message}");
    }

    /// <summary>A line for the game's trace, cut at <see cref="PeerLimits.MaxTextBytes"/>.</summary>
    public RingStatus Log(string text) => SendText(PeerOpcode.Log, text);

    /// <summary>A line for the game's markers, cut at <see cref="PeerLimits.MaxTextBytes"/>.</summary>
    public RingStatus Mark(string text) => SendText(PeerOpcode.Mark, text);

    /// <summary>One change of one control.</summary>
    public RingStatus Intent(PeerIntentSample sample)
    {
        var intent = new PeerIntent { Device = sample.Device, Control = sample.Control, Value = sample.Value, Value2 = sample.Value2 };
        return Send(PeerOpcode.Intent, MemoryMarshal.AsBytes(new ReadOnlySpan<PeerIntent>(in intent)));
    }

    /// <summary>From now on epochs of the region come through <see cref="TryReceive"/>.</summary>
    public RingStatus Watch(Region region)
    {
        ArgumentNullException.ThrowIfNull(region);
        var index = (uint)region.Memory.Index;
        return Send(PeerOpcode.Watch, MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in index)));
    }

    /// <summary>Asks to be detached: the owner closes the connection.</summary>
    public RingStatus Leave() => Send(PeerOpcode.Leave, []);

    /// <summary>
    /// Hands a segment to the owner. Null once it is the owner's; the answer tells what it did with it. On any fault the segment is this process's as before.
    /// </summary>
    public Fault<TransferErrorCode>? Give(OwnedSegment segment, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var folder = Directory.CreateTempSubdirectory("ludos-give-");
        try
        {
            var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{_sequence}.sock"));
            if (!LocalListener.Bind(path).TryGet(out var listener, out var fault))
            {
                return new Fault<TransferErrorCode>(TransferErrorCode.Unsupported, fault.Message, fault.Mend);
            }

            // Who refuses does not connect: the wait ends by disposing the listener.
            using var timer = new Timer(_ => listener.Dispose(), null, timeout, Timeout.InfiniteTimeSpan);
            using (listener)
            {
                if (SendText(PeerOpcode.Give, path) != RingStatus.Ok || !listener.Accept().TryGet(out var connection, out _))
                {
                    return new Fault<TransferErrorCode>(TransferErrorCode.Refused, $"The arena's owner did not come for segment '{segment.Label}'.", "See the answer: it may not be granted.");
                }

                using (connection)
                {
                    return connection.Peer.Pid == _ownerPid
                        ? segment.TransferTo(connection, timeout)
                        : new Fault<TransferErrorCode>(TransferErrorCode.Refused, $"Process {connection.Peer.Pid} came for segment '{segment.Label}', which is not the arena's owner.");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The next thing that the owner told. What makes no sense is passed over.</summary>
    public bool TryReceive(out PeerMessage message)
    {
        message = default;
        while (true)
        {
            switch (_consumer.TryRead(out var frame))
            {
                case RingRead.Frame when frame.Opcode == (ushort)PeerOpcode.Answer && frame.Bytes.Length == PeerReply.SizeBytes:
                    var reply = MemoryMarshal.Read<PeerReply>(frame.Bytes);
                    message = new PeerMessage(false, reply.Sequence, (PeerOutcome)reply.Outcome, 0, 0);
                    return true;
                case RingRead.Frame when frame.Opcode == (ushort)PeerOpcode.Epoch && frame.Bytes.Length == PeerEpoch.SizeBytes:
                    var news = MemoryMarshal.Read<PeerEpoch>(frame.Bytes);
                    message = new PeerMessage(true, 0, PeerOutcome.Done, news.Region, news.Epoch);
                    return true;
                case RingRead.Empty:
                    return false;
            }
        }
    }

    /// <summary>Waits until the owner told something: true then, false after <paramref name="timeout"/>.</summary>
    public bool Wait(TimeSpan timeout) => _consumer.Wait(timeout);

    public void Dispose()
    {
        _producer.Dispose();
        _consumer.Dispose();
        _inbox.Dispose();
        _outbox.Dispose();
    }

    private RingStatus SendText(PeerOpcode opcode, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[PeerLimits.MaxTextBytes];
        _ = Utf8.FromUtf16(text, bytes, out _, out var written);
        return Send(opcode, bytes[..written]);
    }

    private RingStatus Send(PeerOpcode opcode, ReadOnlySpan<byte> bytes)
    {
        var status = _producer.TrySend((ushort)opcode, bytes, out _);
        _sequence += status == RingStatus.Ok ? 1u : 0;
        return status;
    }
}
