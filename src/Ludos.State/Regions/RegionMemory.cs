using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// Where a region's parts lie in this process, and how its slots are addressed. The addresses never change: when the region's segment is replaced, the new
/// one is laid over the old one, so threads that read at that moment read one or the other.
/// </summary>
internal sealed unsafe class RegionMemory : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SharedSegment _segment;
    private readonly IRegionFollower _follower;
    private readonly uint* _changes;
    private uint _seenChanges;
    private int _heldHere;
    private volatile bool _isMoving;
    private volatile bool _isDisposed;

    internal RegionMemory(RegionStamp stamp, RegionSchema schema, SharedSegment segment, PinPages pins, IRegionFollower follower, OwnerLink? link)
    {
        Stamp = stamp;
        Schema = schema;
        _segment = segment;
        _follower = follower;
        Pins = pins;
        Link = link;
        Index = stamp.Index;
        Slots = schema.Slots;
        SizeBytes = (int)schema.SizeBytes;
        PitchBytes = SegmentLayout.SlotPitchBytes(schema);
        Head = new SegmentHead(segment.Base);
        Word = Head.Word;
        First = Head.Content;
        IsDynamic = schema.Kind == RegionKind.Dynamic;
        _changes = follower.Changes;
        _seenChanges = Volatile.Read(ref *_changes);
        WriterWord = *Word;
    }

    internal int Index { get; }

    internal RegionSchema Schema { get; }

    /// <summary>What the segment that is mapped now is.</summary>
    internal RegionStamp Stamp { get; private set; }

    internal SegmentHead Head { get; }

    internal ulong* Word { get; }

    internal PinPages Pins { get; }

    /// <summary>The way to the arena's owner; null in the owner itself.</summary>
    internal OwnerLink? Link { get; }

    internal int Slots { get; }

    internal int SizeBytes { get; }

    internal long PitchBytes { get; }

    internal byte* First { get; }

    internal bool IsWritable => _segment.IsWritable;

    /// <summary>Slots are blocks that their records name; see <see cref="DynamicSlots"/>.</summary>
    internal bool IsDynamic { get; }

    /// <summary>The word that this process's writer last stored: its own memory, since the shared one may be anybody's who was granted the region.</summary>
    internal ulong WriterWord { get; set; }

    /// <summary>Whether a writer of this process, or a move, has the region: one at a time, whatever the shared lease says.</summary>
    internal bool IsHeldHere => Volatile.Read(ref _heldHere) != 0;

    /// <summary>The owner's audit found that somebody wrote what no writer writes.</summary>
    internal bool IsDamaged { get; set; }

    /// <summary>Set when the arena is disposed, before the memory goes: what is disposed later touches nothing.</summary>
    internal bool IsDisposed => _isDisposed;

    internal ulong ReadWord() => Volatile.Read(ref *Word);

    /// <summary>The word, after following the region to its new segment if it says that it moved. It may still name no slot, when somebody forged it.</summary>
    internal ulong ReadFront()
    {
        var word = ReadWord();
        return SlotWord.Slot(word) < Slots ? word : ReadAfterMove();
    }

    /// <summary>A slot that exists, whatever the word says: the word comes from memory that another process may have written.</summary>
    internal int SafeSlot(ulong word)
    {
        var slot = SlotWord.Slot(word);
        return slot < Slots ? slot : 0;
    }

    /// <summary>Where a slot's content lies now.</summary>
    internal byte* SlotBytes(int slot) => IsDynamic ? DynamicSlots.Content(this, slot).Pointer : First + (PitchBytes * slot);

    /// <summary>A slot's content: all of it lies in the segment, whatever the record says.</summary>
    internal SlotContent Content(int slot) => IsDynamic ? DynamicSlots.Content(this, slot) : new SlotContent(First + (PitchBytes * slot), SizeBytes);

    internal SlotRecord* SlotRecord(int slot) => Head.Slot(slot);

    /// <summary>Follows the directory if it changed since the last look, which it says; one load when it did not.</summary>
    internal bool KeepUp()
    {
        if (Volatile.Read(ref *_changes) == _seenChanges)
        {
            return false;
        }

        CatchUp();
        return true;
    }

    /// <summary>Makes the next <see cref="KeepUp"/> look again.</summary>
    internal void LookAgain() => Volatile.Write(ref _seenChanges, Volatile.Read(ref *_changes) - 1);

    /// <summary>
    /// Lays <paramref name="replacement"/> over the segment. In the owner, <paramref name="farewell"/> runs just before, with the old segment still in place,
    /// and readers of this process wait for the few microseconds between the two.
    /// </summary>
    internal bool TryReplace(SharedSegment replacement, RegionStamp stamp, Action? farewell = null)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return false;
            }

            _isMoving = true;
            try
            {
                farewell?.Invoke();
                if (!_segment.TryBecome(replacement))
                {
                    return false;
                }

                Stamp = stamp;
                return true;
            }
            finally
            {
                _isMoving = false;
            }
        }
    }

    /// <summary>Does something with the segment, which is not replaced or unmapped meanwhile; the default value when it is gone.</summary>
    internal T? With<T>(Func<SharedSegment, T> use)
    {
        lock (_gate)
        {
            return _isDisposed ? default : use(_segment);
        }
    }

    internal bool TryHoldHere() => Interlocked.CompareExchange(ref _heldHere, 1, 0) == 0;

    internal void LetGoHere() => Volatile.Write(ref _heldHere, 0);

    internal void Close() => _isDisposed = true;

    public void Dispose()
    {
        lock (_gate)
        {
            Close();
            _segment.Dispose();
        }
    }

    private ulong ReadAfterMove()
    {
        if (Link is null)
        {
            var waiting = default(SpinWait);
            while (_isMoving)
            {
                waiting.SpinOnce(sleep1Threshold: -1);
            }
        }
        else
        {
            _ = KeepUp();
        }

        return ReadWord();
    }

    private void CatchUp()
    {
        // Noted first: what changes while we follow is followed at the next look.
        Volatile.Write(ref _seenChanges, Volatile.Read(ref *_changes));
        if (Link is not null)
        {
            _follower.Follow();
        }
    }
}
