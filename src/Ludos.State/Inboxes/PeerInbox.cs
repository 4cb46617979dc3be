using System.Runtime.InteropServices;
using System.Text;
using Ludos.Base;
using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;
using Ludos.Protocols.System.V1;
using Microsoft.Win32.SafeHandles;

namespace Ludos.State;

/// <summary>
/// The owner's end of one attached process's rings: takes frames, checks capability and shape, has the desk do them, and answers each. The process can write anything into both
/// segments; each frame is copied before it is looked at, and nothing it does reaches further than its own rings.
/// </summary>
internal sealed class PeerInbox : IDisposable
{
    private static readonly TimeSpan LookUp = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan GiftTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(5);

    private readonly Arena _arena;
    private readonly IPeerDesk _desk;
    private readonly ProcessIdentity _peer;
    private readonly PeerCapability _capabilities;
    private readonly Action _detach;
    private readonly SharedSegment _inbox;
    private readonly SharedSegment _outbox;
    private readonly RingConsumer _consumer;
    private readonly Ring _answers;
    private readonly RingProducer _answering;
    private readonly ManualResetEvent _stopping = new(initialState: false);
    private readonly Dictionary<uint, RegionWatch> _watches = [];
    private readonly Thread _thread;

    private PeerInbox(Arena arena, IPeerDesk desk, ProcessIdentity peer, PeerCapability capabilities, Action detach, (SharedSegment Inbox, SharedSegment Outbox) segments)
    {
        _arena = arena;
        _desk = desk;
        _peer = peer;
        _capabilities = capabilities;
        _detach = detach;
        (_inbox, _outbox) = segments;
        _consumer = Ring.Open(_inbox).Value.OpenConsumer().Value;
        _answers = Ring.Open(_outbox).Value;
        _answering = _answers.OpenProducer().Value;
        _thread = new Thread(Run) { IsBackground = true, Name = "arena inbox" };
    }

    internal SafeFileHandle Inbox => _inbox.Descriptor!;

    internal SafeFileHandle Outbox => _outbox.Descriptor!;

    internal long SegmentBytes => _inbox.SizeBytes;

    /// <param name="detach">Ends the process's connection.</param>
    internal static Result<PeerInbox, RingErrorCode> Open(Arena arena, IPeerDesk desk, ProcessIdentity peer, PeerCapability capabilities, Action detach)
    {
        if (!Ring.CreateSegment("ludos:inbox", RingKind.SingleProducer, PeerLimits.RingBytes).TryGet(out var inbox, out var fault))
        {
            return fault;
        }

        if (!Ring.CreateSegment("ludos:outbox", RingKind.ManyProducers, PeerLimits.RingBytes).TryGet(out var outbox, out fault))
        {
            inbox.Dispose();
            return fault;
        }

        var opened = new PeerInbox(arena, desk, peer, capabilities, detach, (inbox, outbox));
        opened._thread.Start();
        return opened;
    }

    public void Dispose()
    {
        _ = _stopping.Set();

        // A desk that does not come back keeps the memory that its thread may still touch.
        if (Thread.CurrentThread != _thread && !_thread.Join(JoinTimeout))
        {
            return;
        }

        foreach (var watch in _watches.Values)
        {
            watch.Stop();
        }

        if (_watches.Values.All(watch => watch.Join(JoinTimeout)))
        {
            _consumer.Dispose();
            _answering.Dispose();
            _inbox.Dispose();
            _outbox.Dispose();
            _stopping.Dispose();
        }
    }

    private void Run()
    {
        TakeFrames();
        _desk.Left(_peer);
    }

    private void TakeFrames()
    {
        Span<byte> copy = stackalloc byte[PeerLimits.MaxTextBytes];
        var taken = 0;
        while (!_stopping.WaitOne(0))
        {
            switch (_consumer.TryRead(out var frame))
            {
                case RingRead.Frame:
                    var length = Math.Min(frame.Bytes.Length, copy.Length);
                    frame.Bytes[..length].CopyTo(copy);
                    var outcome = frame.Bytes.Length > copy.Length ? PeerOutcome.BadFrame : Serve((PeerOpcode)frame.Opcode, copy[..length]);
                    Answer(frame.Sequence, frame.Opcode, outcome);
                    if ((PeerOpcode)frame.Opcode == PeerOpcode.Leave && outcome == PeerOutcome.Done)
                    {
                        _detach();
                        return;
                    }

                    if (++taken % PeerLimits.FramesAtOnce == 0)
                    {
                        _consumer.Release();
                        _ = _stopping.WaitOne(Rest);
                    }

                    break;
                case RingRead.Empty:
                    taken = 0;
                    _ = _consumer.Wait(LookUp);
                    break;
            }
        }
    }

    private PeerOutcome Serve(PeerOpcode opcode, ReadOnlySpan<byte> bytes)
    {
        var needed = opcode switch
        {
            PeerOpcode.Log => PeerCapability.Log,
            PeerOpcode.Mark => PeerCapability.Mark,
            PeerOpcode.Intent => PeerCapability.Intent,
            PeerOpcode.Watch => PeerCapability.Watch,
            PeerOpcode.Give => PeerCapability.Give,
            PeerOpcode.Leave => PeerCapability.Leave,
            _ => PeerCapability.None,
        };
        if (needed == PeerCapability.None)
        {
            return PeerOutcome.BadFrame;
        }

        if ((_capabilities & needed) == 0)
        {
            return PeerOutcome.NotGranted;
        }

        return opcode switch
        {
            PeerOpcode.Log => _desk.Log(_peer, Encoding.UTF8.GetString(bytes)),
            PeerOpcode.Mark => _desk.Mark(_peer, Encoding.UTF8.GetString(bytes)),
            PeerOpcode.Intent => Intent(bytes),
            PeerOpcode.Watch => Watch(bytes),
            PeerOpcode.Give => Take(Encoding.UTF8.GetString(bytes)),
            _ => PeerOutcome.Done,
        };
    }

    private PeerOutcome Intent(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != PeerIntent.SizeBytes)
        {
            return PeerOutcome.BadFrame;
        }

        var intent = MemoryMarshal.Read<PeerIntent>(bytes);
        return float.IsFinite(intent.Value) && float.IsFinite(intent.Value2)
            ? _desk.Intent(_peer, new PeerIntentSample(intent.Device, intent.Control, intent.Value, intent.Value2))
            : PeerOutcome.BadFrame;
    }

    private PeerOutcome Watch(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != sizeof(uint))
        {
            return PeerOutcome.BadFrame;
        }

        var index = MemoryMarshal.Read<uint>(bytes);
        if (_watches.ContainsKey(index))
        {
            return PeerOutcome.Done;
        }

        if (_arena.RegionAt(index) is not { } region)
        {
            return PeerOutcome.NoSuchRegion;
        }

        if (_watches.Count >= PeerLimits.MaxWatches || !_answers.OpenProducer().TryGet(out var producer, out _))
        {
            return PeerOutcome.TooOften;
        }

        _watches.Add(index, new RegionWatch(region, index, producer));
        return PeerOutcome.Done;
    }

    /// <summary>Connects to where the process says that it gives; the kernel says whether it is that process.</summary>
    private PeerOutcome Take(string path)
    {
        if (!LocalConnection.Connect(path, GiftTimeout).TryGet(out var connection, out _))
        {
            return PeerOutcome.Refused;
        }

        using (connection)
        {
            return connection.Peer.Pid == _peer.Pid && OwnedSegment.Receive(connection, GiftTimeout, PeerLimits.MaxGiftBytes).TryGet(out var segment, out _)
                ? _desk.Give(_peer, segment)
                : PeerOutcome.Refused;
        }
    }

    /// <summary>A process that does not read its outbox misses answers; nobody waits for it.</summary>
    private void Answer(uint sequence, ushort opcode, PeerOutcome outcome)
    {
        var reply = new PeerReply { Sequence = sequence, Opcode = opcode, Outcome = (ushort)outcome };
        _ = _answering.TrySend((ushort)PeerOpcode.Answer, MemoryMarshal.AsBytes(new ReadOnlySpan<PeerReply>(in reply)), out _);
    }
}
