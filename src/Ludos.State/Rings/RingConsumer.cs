using Ludos.Base;
using Ludos.Platform.Processes;
using Ludos.Platform.Sync;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// The consumer of a ring. It keeps its own position and trusts nothing that it reads: lengths are copied once and checked against the ring. For one thread at a
/// time. Reading allocates nothing.
/// </summary>
public sealed unsafe class RingConsumer : IDisposable
{
    private const int SpinsBeforeYield = 64;
    private const int YieldsBeforeSleep = 16;
    private const int ShareReleasedAtOnce = 4;

    private readonly RingMemory _memory;
    private readonly ulong _lease;
    private ulong _position;
    private ulong _released;
    private ulong _knownTail;
    private ulong? _deadClaim;
    private bool _isDisposed;

    private RingConsumer(RingMemory memory, ulong lease)
    {
        _memory = memory;
        _lease = lease;
        _position = Volatile.Read(ref memory.Head->Head) & ~(ulong)(ArenaLayout.FrameAlignment - 1);
        _released = _position;
        _knownTail = _position;
    }

    internal static Result<RingConsumer, RingErrorCode> Open(RingMemory memory)
    {
        var mine = LeaseWord.Of(ProcessIdentity.Current);
        var holder = Volatile.Read(ref memory.Head->Lease);
        return (holder == 0 || !LeaseWord.IsHolderAlive(holder)) && Interlocked.CompareExchange(ref memory.Head->Lease, mine, holder) == holder
            ? new RingConsumer(memory, mine)
            : new Fault<RingErrorCode>(RingErrorCode.LeaseHeld, $"The ring's consumer is process {LeaseWord.Pid(Volatile.Read(ref memory.Head->Lease))}.");
    }

    /// <summary>The next frame. Taking it lets go of the one before, a quarter of the ring at a time; <see cref="Release"/> does so at once.</summary>
    public RingRead TryRead(out RingFrame frame)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_position - _released >= (ulong)_memory.Capacity / ShareReleasedAtOnce)
        {
            Release();
        }

        while (true)
        {
            if (_position == _knownTail && !TryFollow(out var isDamaged))
            {
                frame = default;
                return isDamaged ? DropAll() : NothingYet();
            }

            var offset = _memory.OffsetOf(_position);
            var place = _memory.Frame(offset);
            var mark = (FrameMark)Volatile.Read(ref place->Mark);
            var head = *place;
            var bytes = FrameHead.SizeBytes + (ulong)head.LengthBytes;
            var taken = (bytes + ArenaLayout.FrameAlignment - 1) & ~(ulong)(ArenaLayout.FrameAlignment - 1);
            var room = Math.Min(_knownTail - _position, (ulong)(_memory.Capacity - offset));
            if (taken > room || mark is FrameMark.None or > FrameMark.Abandoned || (mark == FrameMark.Skip && (offset == 0 || taken != (ulong)(_memory.Capacity - offset))))
            {
                frame = default;
                return DropAll();
            }

            if (mark == FrameMark.Claimed && _deadClaim != _position)
            {
                frame = default;
                return NothingYet();
            }

            _position += taken;
            if (mark is FrameMark.Whole or FrameMark.Claimed)
            {
                return Show(mark, place, head, out frame);
            }
        }
    }

    /// <summary>Lets the producers have the room of every frame read so far. The last frame's bytes must not be used afterwards.</summary>
    public void Release()
    {
        if (_released == _position)
        {
            return;
        }

        _released = _position;
        _ = Interlocked.Exchange(ref _memory.Head->Head, _position);
        Doorbell.Ring(_memory.Space);
    }

    /// <summary>
    /// Waits until there is something to read: true then, false after <paramref name="timeout"/> (negative: no limit). Also looks whether the producer of an unfinished
    /// frame still lives; a call with zero does just that. Lets go of what was read.
    /// </summary>
    public bool Wait(TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Release();
        for (var yields = 0; yields < YieldsBeforeSleep && timeout != TimeSpan.Zero; yields++)
        {
            for (var spin = 0; spin < SpinsBeforeYield; spin++)
            {
                if (IsSomethingThere())
                {
                    return true;
                }

                Thread.SpinWait(1);
            }

            _ = Thread.Yield();
        }

        var deadline = Deadline.After(timeout);
        while (true)
        {
            var prepared = Doorbell.Prepare(_memory.Data);
            LookForDeadClaim();
            if (IsSomethingThere())
            {
                return true;
            }

            if (deadline.IsPast)
            {
                return false;
            }

            Doorbell.Sleep(_memory.Data, prepared, deadline.Left(Doorbell.LongestSleep));
        }
    }

    /// <summary>Lets go of what was read, and of the consumer's place.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            Release();
            _isDisposed = true;
            _ = Interlocked.CompareExchange(ref _memory.Head->Lease, 0, _lease);
        }
    }

    private RingRead Show(FrameMark mark, FrameHead* place, FrameHead head, out RingFrame frame)
    {
        if (mark == FrameMark.Whole)
        {
            frame = new RingFrame(head.Opcode, head.Producer, head.Sequence, 0, new ReadOnlySpan<byte>(place + 1, (int)head.LengthBytes));
            return RingRead.Frame;
        }

        _deadClaim = null;
        var isSame = head.Producer < ArenaLayout.RingProducers && (byte)_memory.Place(head.Producer)->Generation == head.Generation;
        frame = new RingFrame(head.Opcode, head.Producer, head.Sequence, isSame ? LeaseWord.Pid(Volatile.Read(ref _memory.Place(head.Producer)->Lease)) : 0, default);
        return RingRead.Lost;
    }

    /// <summary>False when there is nothing behind the position.</summary>
    private bool TryFollow(out bool isDamaged)
    {
        var tail = Volatile.Read(ref _memory.Tail->Tail);
        isDamaged = tail - _position > (ulong)_memory.Capacity || tail % ArenaLayout.FrameAlignment != 0;
        if (isDamaged || tail == _position)
        {
            return false;
        }

        _knownTail = tail;
        return true;
    }

    private RingRead NothingYet()
    {
        Release();
        return RingRead.Empty;
    }

    private RingRead DropAll()
    {
        _position = Volatile.Read(ref _memory.Tail->Tail) & ~(ulong)(ArenaLayout.FrameAlignment - 1);
        _knownTail = _position;
        Release();
        return RingRead.Damaged;
    }

    private bool IsSomethingThere() => Volatile.Read(ref _memory.Tail->Tail) != _position
        && (_deadClaim == _position || (FrameMark)Volatile.Read(ref _memory.Frame(_memory.OffsetOf(_position))->Mark) != FrameMark.Claimed);

    /// <summary>Whether the frame that holds the ring up will never be finished: its producer's process ended, or the place has a new holder.</summary>
    private void LookForDeadClaim()
    {
        var frame = _memory.Frame(_memory.OffsetOf(_position));
        if (Volatile.Read(ref _memory.Tail->Tail) == _position || (FrameMark)Volatile.Read(ref frame->Mark) != FrameMark.Claimed)
        {
            return;
        }

        var head = *frame;
        var place = _memory.Place(Math.Min((int)head.Producer, ArenaLayout.RingProducers - 1));
        var (lease, generation) = (Volatile.Read(ref place->Lease), (byte)Volatile.Read(ref place->Generation));
        var isHeld = head.Producer < ArenaLayout.RingProducers && lease != 0 && generation == head.Generation && LeaseWord.IsHolderAlive(lease);

        // It may have been finished while we looked.
        if (!isHeld && (FrameMark)Volatile.Read(ref frame->Mark) == FrameMark.Claimed)
        {
            _deadClaim = _position;
        }
    }
}
