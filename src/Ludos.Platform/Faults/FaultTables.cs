using Ludos.Platform.Memory;

namespace Ludos.Platform.Faults;

/// <summary>
/// What the signal stub reads and writes, at fixed places in memory of its own. Entries are published by single stores in an order that a
/// reader on any thread, in the middle of a signal, finds either whole or empty; nothing here takes a lock that the stub would wait on.
/// </summary>
internal sealed unsafe class FaultTables
{
    public const int MaxWatched = 16_384;
    public const int MaxFileCode = 2_048;
    public const int MaxRecords = 256;

    public const int PreviousHandlerOffset = 0;
    public const int WatchedCountOffset = 8;
    public const int FileCodeCountOffset = 16;
    public const int WatchedOffset = 64;
    public const int FileCodeOffset = WatchedOffset + (MaxWatched * RangeBytes);
    public const int RecordsOffset = FileCodeOffset + (MaxFileCode * RangeBytes);
    public const int RecordBytes = 32;

    private const int RangeBytes = 16;
    private const int TotalBytes = RecordsOffset + (MaxRecords * RecordBytes);

    private readonly Lock _gate = new();
    private readonly Stack<int> _free = [];

    private FaultTables(byte* address) => Address = address;

    public byte* Address { get; }

    /// <summary>Null when the system has no memory for them.</summary>
    public static FaultTables? Create(nint previousHandler, IReadOnlyList<(nuint Start, nuint End, string File)> fileCode)
    {
        var address = PosixPages.Reserve(TotalBytes);
        if (address is null || PosixPages.Protect(address, TotalBytes, PosixPages.ReadWrite) != 0 || fileCode.Count > MaxFileCode)
        {
            return null;
        }

        *(nint*)(address + PreviousHandlerOffset) = previousHandler;
        for (var i = 0; i < fileCode.Count; i++)
        {
            Range(address + FileCodeOffset, i)[0] = fileCode[i].Start;
            Range(address + FileCodeOffset, i)[1] = fileCode[i].End;
        }

        *(ulong*)(address + FileCodeCountOffset) = (ulong)fileCode.Count;
        return new FaultTables(address);
    }

    /// <summary>False when the table is full.</summary>
    public bool TryWatch(nuint start, nuint lengthBytes)
    {
        lock (_gate)
        {
            var count = (ulong*)(Address + WatchedCountOffset);
            if (!_free.TryPop(out var index))
            {
                if (*count == MaxWatched)
                {
                    return false;
                }

                index = (int)*count;
            }

            // The end is 0 until the start is there: an entry without end matches nothing.
            var range = Range(Address + WatchedOffset, index);
            Volatile.Write(ref range[0], start);
            Volatile.Write(ref range[1], start + lengthBytes);
            Volatile.Write(ref *count, Math.Max(*count, (ulong)index + 1));
            return true;
        }
    }

    public void Unwatch(nuint start)
    {
        lock (_gate)
        {
            var count = (int)*(ulong*)(Address + WatchedCountOffset);
            for (var i = 0; i < count; i++)
            {
                var range = Range(Address + WatchedOffset, i);
                if (range[0] == start && range[1] != 0)
                {
                    Volatile.Write(ref range[1], 0);
                    _free.Push(i);
                    return;
                }
            }
        }
    }

    /// <summary>Takes away what the stub wrote for a thread.</summary>
    public bool TryTake(nuint thread, out AccessFault fault)
    {
        for (var i = 0; i < MaxRecords; i++)
        {
            var record = (nuint*)(Address + RecordsOffset + (i * RecordBytes));
            if (Volatile.Read(ref record[0]) == thread)
            {
                fault = new AccessFault(record[1], record[2]);
                Volatile.Write(ref record[0], 0);
                return true;
            }
        }

        fault = default;
        return false;
    }

    private static nuint* Range(byte* table, int index) => (nuint*)(table + (index * RangeBytes));
}
