using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Ludos.Base.Checksums;
using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;
using Ludos.Protocols.System.V1;

namespace Ludos.Runtime.Observability;

/// <summary>
/// A session's counters, its place in the tick and its last lines, in memory that outlives the process when a file backs it. Counting and the beat are single
/// stores on the tick's thread; lines may come from any thread. Allocates nothing after it is made.
/// </summary>
public sealed unsafe class BlackBox : IDisposable
{
    // Counters are read and counted by threads that may outlast the session: the map ends with the last reference to the box, not with Dispose.
    private readonly KeptFile? _file;
    private readonly byte[]? _memory;
    private readonly TimeProvider _time;
    private readonly byte* _base;
    private long _sequence;
    private int _isDisposed;

    private BlackBox(KeptFile? file, TimeProvider time)
    {
        _file = file;
        _time = time;
        _memory = file is null ? GC.AllocateArray<byte>(BlackboxLayout.BoxBytes, pinned: true) : null;
        _base = _memory is null ? file!.Base : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
    }

    /// <summary>Where the file lies; null when the box is kept in memory only.</summary>
    public string? Path => _file?.Path;

    private BoxHeader* Header => (BoxHeader*)_base;

    private BoxBeat* Beat => (BoxBeat*)(_base + BlackboxLayout.BoxMap.BeatOffset);

    private long* Counters => (long*)(_base + BlackboxLayout.BoxMap.CountersOffset);

    /// <summary>A box that ends with the process.</summary>
    public static BlackBox InMemory(string game, TimeProvider time) => new BlackBox(null, time).Begin(game);

    /// <summary>A box in a file of <paramref name="folder"/>, named after this process.</summary>
    public static Result<BlackBox, SegmentErrorCode> InFile(string folder, string game, TimeProvider time)
    {
        var self = ProcessIdentity.Current;
        var path = System.IO.Path.Combine(folder, $"{self.Pid}-{self.StartTicks}-{Guid.NewGuid():N}{LostGames.Suffix}");
        return KeptFile.Create(path, BlackboxLayout.BoxBytes).TryGet(out var file, out var fault) ? new BlackBox(file, time).Begin(game) : fault;
    }

    /// <summary>Adds one, or more, to a counter. Any thread.</summary>
    public void Count(Counter counter, long by = 1) => Interlocked.Add(ref Counters[(int)counter], by);

    public long Read(Counter counter) => Interlocked.Read(ref Counters[(int)counter]);

    /// <summary>Tick thread: where it is now.</summary>
    /// <param name="unit">Place of the unit in the tick's order; only for <see cref="TickPhase.Unit"/>.</param>
    public void Enter(TickPhase phase, int unit = 0)
    {
        Volatile.Write(ref Beat->Unit, (uint)unit);
        Volatile.Write(ref Beat->Phase, (uint)phase);
    }

    /// <summary>Tick thread: a tick has ended.</summary>
    public void EndTick(long ticks)
    {
        Volatile.Write(ref Beat->Tick, ticks);
        Volatile.Write(ref Beat->Phase, (uint)TickPhase.BetweenTicks);
        _ = Interlocked.Increment(ref Counters[(int)Counter.Ticks]);
    }

    /// <summary>The session lives and does this; also refreshes the wall-clock moment that a report shows.</summary>
    public void Say(BoxState state)
    {
        Volatile.Write(ref Beat->State, (uint)state);
        Volatile.Write(ref Beat->BeatUnixMs, _time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>Names of the units, in the tick's order; beyond <see cref="BlackboxLayout.BoxMaxUnits"/> they are left out.</summary>
    public void NameUnits(IEnumerable<string> names)
    {
        var count = 0;
        foreach (var name in names.Take(BlackboxLayout.BoxMaxUnits))
        {
            _ = Put(name, BlackboxLayout.BoxMap.UnitNamesOffset + (count++ * BlackboxLayout.BoxNameBytes), BlackboxLayout.BoxNameBytes - 1);
        }

        Header->Units = (uint)count;
    }

    /// <summary>Keeps a line; the oldest gives way. Text beyond <see cref="BlackboxLayout.BoxTextBytes"/> bytes is cut. Any thread.</summary>
    public void Append(BoxRecordKind kind, long tick, ReadOnlySpan<char> text)
    {
        if (Volatile.Read(ref _isDisposed) != 0)
        {
            return;
        }

        var sequence = Interlocked.Increment(ref _sequence);
        var place = _base + BlackboxLayout.BoxMap.RecordsOffset + ((sequence - 1) % BlackboxLayout.BoxMaxRecords * BlackboxLayout.BoxRecordBytes);
        var record = (BoxRecord*)place;
        Volatile.Write(ref record->Sequence, 0);
        Interlocked.MemoryBarrier();
        record->Tick = tick;
        record->UnixMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        record->Kind = (ushort)kind;
        record->TextBytes = (ushort)PutAt(text, new Span<byte>(place + BlackboxLayout.BoxRecordMap.TextOffset, BlackboxLayout.BoxTextBytes));
        record->Checksum = 0;
        record->Checksum = Crc32C.Of(new ReadOnlySpan<byte>(place, BlackboxLayout.BoxRecordBytes));
        Volatile.Write(ref record->Sequence, (ulong)sequence);
    }

    /// <summary>The session has ended as it should: the file goes, since there is nothing to tell.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        Say(BoxState.Closed);
        if (_file is null)
        {
            return;
        }

        try
        {
            File.Delete(_file.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It says that it was closed; the next look at the folder removes it.
        }
    }

    private BlackBox Begin(string game)
    {
        var self = ProcessIdentity.Current;
        var header = Header;
        header->Version = BlackboxLayout.BoxVersion;
        header->Records = BlackboxLayout.BoxMaxRecords;
        header->Pid = (uint)self.Pid;
        header->StartLow = (uint)self.StartTicks;
        header->OpenedUnixMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        header->Counters = (uint)Enum.GetValues<Counter>().Length;
        header->GameBytes = (uint)Put(game, BlackboxLayout.BoxMap.GameOffset, BlackboxLayout.BoxNameBytes);
        header->VersionBytes = (uint)Put(typeof(BlackBox).Assembly.GetName().Version?.ToString() ?? "", BlackboxLayout.BoxMap.BuildOffset, BlackboxLayout.BoxMap.BuildStride);
        Say(BoxState.Opening);
        Volatile.Write(ref header->Magic, BlackboxLayout.BoxMagic);
        return this;
    }

    private int Put(string text, int offset, int maxBytes) => PutAt(text, new Span<byte>(_base + offset, maxBytes));

    /// <summary>Whole characters only: the cut never falls inside one.</summary>
    private static int PutAt(ReadOnlySpan<char> text, Span<byte> destination)
    {
        destination.Clear();
        _ = Utf8.FromUtf16(text, destination, out _, out var written, replaceInvalidSequences: true);
        return written;
    }
}
