using Ludos.Base;
using Ludos.Platform.Processes;
using Ludos.Platform.Sync;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// One producer's place in a ring. For one thread at a time; each thread opens its own. No call but <see cref="WaitForSpace"/> waits for the consumer. Allocates nothing.
/// </summary>
public sealed unsafe class RingProducer : IDisposable
{
    private const int YieldsBeforeSleep = 8;

    private readonly RingMemory _memory;
    private readonly RingPlace* _place;
    private readonly ulong _lease;
    private readonly bool _isAlone;
    private ulong _knownHead;
    private ulong _claimEnd;
    private FrameHead* _claimed;
    private uint _sequence;
    private bool _isDisposed;

    private RingProducer(RingMemory memory, int place, ulong lease)
    {
        _memory = memory;
        _place = memory.Place(place);
        _lease = lease;
        _isAlone = memory.Kind == RingKind.SingleProducer;
        Place = place;
        Generation = (byte)++_place->Generation;
        _place->Sequence = 0;
    }

    /// <summary>Which place it is: what the consumer knows it by, 0 to 61.</summary>
    public int Place { get; }

    /// <summary>Claims that found the ring full since it was opened.</summary>
    public long Refusals { get; private set; }

    /// <summary>Bytes free for frames and their heads, now.</summary>
    public int FreeBytes => _memory.Capacity - (int)Math.Min((ulong)_memory.Capacity, Volatile.Read(ref _memory.Tail->Tail) - Volatile.Read(ref _memory.Head->Head));

    /// <summary>Whether a process that lives consumes the ring.</summary>
    public bool IsConsumed => Volatile.Read(ref _memory.Head->Lease) is not 0 and var lease && LeaseWord.IsHolderAlive(lease);

    private byte Generation { get; }

    internal static Result<RingProducer, RingErrorCode> Open(RingMemory memory)
    {
        var places = memory.Kind == RingKind.SingleProducer ? 1 : ArenaLayout.RingProducers;
        var mine = LeaseWord.Of(ProcessIdentity.Current);
        for (var place = 0; place < places; place++)
        {
            ref var word = ref memory.Place(place)->Lease;
            var holder = Volatile.Read(ref word);
            if ((holder == 0 || !LeaseWord.IsHolderAlive(holder)) && Interlocked.CompareExchange(ref word, mine, holder) == holder)
            {
                return new RingProducer(memory, place, mine);
            }
        }

        return places == 1
            ? new Fault<RingErrorCode>(RingErrorCode.LeaseHeld, $"The ring's producer is process {LeaseWord.Pid(Volatile.Read(ref memory.Place(0)->Lease))}.")
            : new Fault<RingErrorCode>(RingErrorCode.TooManyProducers, $"All {places} places of the ring's producers are taken.");
    }

    /// <summary>Sends a copy of <paramref name="bytes"/>.</summary>
    /// <param name="freeBytes">When the ring is full: how much is free; a frame needs its bytes and 16 more, rounded up to 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">Longer than <see cref="Ring.MaxFrameBytes"/>.</exception>
    public RingStatus TrySend(ushort opcode, ReadOnlySpan<byte> bytes, out int freeBytes)
    {
        var status = TryClaim(opcode, bytes.Length, out var claim, out freeBytes);
        if (status == RingStatus.Ok)
        {
            bytes.CopyTo(claim.Bytes);
            claim.Commit();
        }

        return status;
    }

    /// <summary>Room for a frame, to be filled in place. Frames behind it are read only once this one is committed or given up: fill it at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Longer than <see cref="Ring.MaxFrameBytes"/>.</exception>
    /// <exception cref="InvalidOperationException">The last claim is still open.</exception>
    public RingStatus TryClaim(ushort opcode, int lengthBytes, out RingClaim claim, out int freeBytes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(lengthBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lengthBytes, _memory.MaxFrameBytes);
        if (_claimed is not null)
        {
            throw new InvalidOperationException("The last claim is still open.");
        }

        claim = default;
        if (!_isAlone)
        {
            ProducerLock.Take(_memory, Place);
        }

        var status = Claim(opcode, lengthBytes, out freeBytes);
        if (!_isAlone)
        {
            ProducerLock.Give(_memory);
        }

        if (status == RingStatus.Ok)
        {
            claim = new RingClaim(this, (byte*)(_claimed + 1), lengthBytes, _sequence);
        }

        return status;
    }

    /// <summary>
    /// Waits until a frame of that length may fit: true then, false after <paramref name="timeout"/> (negative: no limit). Other producers may be faster: try again.
    /// </summary>
    public bool WaitForSpace(int lengthBytes, TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var needed = Math.Min(2 * RingMemory.FrameBytes(lengthBytes), _memory.Capacity);
        for (var yields = 0; yields < YieldsBeforeSleep; yields++)
        {
            if (FreeBytes >= needed)
            {
                return true;
            }

            _ = Thread.Yield();
        }

        var deadline = Deadline.After(timeout);
        while (true)
        {
            var prepared = Doorbell.Prepare(_memory.Space);
            if (FreeBytes >= needed)
            {
                return true;
            }

            if (deadline.IsPast)
            {
                return false;
            }

            Doorbell.Sleep(_memory.Space, prepared, deadline.Left(Doorbell.LongestSleep));
        }
    }

    /// <summary>Gives up an open claim, and the place.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            Abandon(_sequence);
            _isDisposed = true;
            _ = Interlocked.CompareExchange(ref _place->Lease, 0, _lease);
        }
    }

    internal void Commit(uint sequence)
    {
        if (_claimed is null || sequence != _sequence)
        {
            throw new InvalidOperationException("The frame was committed or given up before.");
        }

        Finish(FrameMark.Whole);
    }

    internal void Abandon(uint sequence)
    {
        if (_claimed is not null && sequence == _sequence)
        {
            Finish(FrameMark.Abandoned);
        }
    }

    /// <summary>The exchange hands over and is the full fence before the look for a sleeper.</summary>
    private void Finish(FrameMark mark)
    {
        _ = Interlocked.Exchange(ref _claimed->Mark, (uint)mark);
        _claimed = null;
        if (_isAlone)
        {
            _ = Interlocked.Exchange(ref _memory.Tail->Tail, _claimEnd);
        }

        Doorbell.Ring(_memory.Data);
    }

    private RingStatus Claim(ushort opcode, int lengthBytes, out int freeBytes)
    {
        var capacity = (ulong)_memory.Capacity;
        var tail = Volatile.Read(ref _memory.Tail->Tail) & ~(ulong)(ArenaLayout.FrameAlignment - 1);
        var offset = _memory.OffsetOf(tail);
        var frame = RingMemory.FrameBytes(lengthBytes);
        var toEnd = _memory.Capacity - offset;
        var total = (ulong)(frame <= toEnd ? frame : toEnd + frame);
        if (tail - _knownHead > capacity - total)
        {
            _knownHead = Volatile.Read(ref _memory.Head->Head);
            var used = tail - _knownHead;
            freeBytes = used <= capacity ? (int)(capacity - used) : 0;
            if (used > capacity - total)
            {
                Refusals++;
                _place->Refusals = (ulong)Refusals;
                return used > capacity ? RingStatus.Damaged : RingStatus.Full;
            }
        }

        freeBytes = 0;
        if (frame > toEnd)
        {
            *_memory.Frame(offset) = new FrameHead { Mark = (uint)FrameMark.Skip, LengthBytes = (uint)(toEnd - FrameHead.SizeBytes) };
            offset = 0;
        }

        _sequence++;
        _claimed = _memory.Frame(offset);
        *_claimed = new FrameHead { Mark = (uint)FrameMark.Claimed, LengthBytes = (uint)lengthBytes, Opcode = opcode, Producer = (byte)Place, Generation = Generation, Sequence = _sequence };
        _claimEnd = tail + total;
        if (!_isAlone)
        {
            // From here on the frame is known to be this producer's, whatever becomes of it.
            Volatile.Write(ref _memory.Tail->Tail, _claimEnd);
        }

        return RingStatus.Ok;
    }
}
