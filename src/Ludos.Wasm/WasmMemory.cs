using Ludos.Platform.Memory;

namespace Ludos.Wasm;

/// <summary>
/// A linear memory. Its base never moves. Used by one thread at a time, like the instances that share it.
/// </summary>
public sealed unsafe class WasmMemory : IDisposable
{
    public const int PageBytes = 65_536;

    // From here on dropping pages and faulting fresh ones in is cheaper than writing zeros.
    private const ulong DiscardFromBytes = 1024 * 1024;

    // A 32-bit address and a 32-bit offset reach 8 GiB, and an access some bytes more.
    private const ulong GuardedBytes = (8UL << 30) + PageBytes;

    // Compiled code reads these two fields directly.
    internal readonly byte* BasePointer;
    internal ulong Length;
    private readonly PageReservation? _reservation;
    private readonly uint _growthLimitPages;
    private int _users;
    private bool _disposed;

    private WasmMemory(byte* basePointer, uint pages, uint? maxPages, uint growthLimitPages, PageReservation? reservation)
    {
        BasePointer = basePointer;
        Length = (ulong)pages * PageBytes;
        MaxPages = maxPages;
        _growthLimitPages = growthLimitPages;
        _reservation = reservation;
    }

    /// <summary>No access with a 32-bit address and offset, however wide, reaches other memory: it hits pages that are watched.</summary>
    internal bool IsGuarded { get; private init; }

    public byte* Base => BasePointer;

    public uint Pages => (uint)(Length / PageBytes);

    public ulong LengthBytes => Length;

    /// <summary>As declared; null when none was.</summary>
    public uint? MaxPages { get; }

    /// <summary>The whole memory.</summary>
    /// <exception cref="InvalidOperationException">It is longer than a span can be (2 GiB); use <see cref="Base"/>.</exception>
    public Span<byte> Span => Length <= int.MaxValue
        ? new Span<byte>(BasePointer, (int)Length)
        : throw new InvalidOperationException($"This memory has {Length} bytes; a span holds at most {int.MaxValue}.");

    /// <summary>Reserves address space for the maximum (4 GiB when none) and commits the minimum, zeroed. Growing never moves it.</summary>
    /// <param name="minPages">64 KiB pages, at most 65,536.</param>
    /// <param name="maxPages">At least <paramref name="minPages"/>; growing stops there.</param>
    /// <exception cref="ArgumentOutOfRangeException">Maximum below minimum, or either above 65,536.</exception>
    /// <exception cref="InsufficientMemoryException">The system has no room for the minimum.</exception>
    public static WasmMemory Allocate(uint minPages, uint? maxPages) =>
        TryAllocate(minPages, maxPages, WasmLimits.PagesIn32Bits) ?? throw new InsufficientMemoryException($"No room for a memory of {minPages} pages.");

    /// <summary>A memory on bytes that something else owns, such as a region. It grows only up to <paramref name="maxPages"/> within that block, and pages it grows into are zeroed.</summary>
    /// <param name="basePointer">Stays valid, and at least <paramref name="maxPages"/> long, while any instance uses the memory.</param>
    /// <param name="pages">Pages it starts with.</param>
    /// <param name="maxPages">Pages of the whole block.</param>
    public static WasmMemory Over(byte* basePointer, uint pages, uint maxPages)
    {
        ArgumentNullException.ThrowIfNull(basePointer);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pages, maxPages);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPages, WasmLimits.PagesIn32Bits);
        return new WasmMemory(basePointer, pages, maxPages, maxPages, null);
    }

    /// <summary>Adds zeroed pages; returns the size before, in pages, or -1 with nothing changed when the maximum or the system refuses.</summary>
    public int Grow(uint deltaPages)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var before = Pages;
        var after = (ulong)before + deltaPages;
        if (after > _growthLimitPages)
        {
            return -1;
        }

        var addedBytes = (ulong)deltaPages * PageBytes;
        if (_reservation is null)
        {
            Clear(Length, addedBytes);
        }
        else if (!_reservation.TryCommit(Length, addedBytes))
        {
            return -1;
        }

        Length += addedBytes;
        return (int)before;
    }

    /// <summary>Frees the memory once the instances that use it are disposed too; until then they keep running on it.</summary>
    public void Dispose()
    {
        _disposed = true;
        ReleaseIfUnused();
    }

    /// <summary>Null when the system has no room. Growing stops at <paramref name="limitPages"/> if that is below the maximum.</summary>
    internal static WasmMemory? TryAllocate(uint minPages, uint? maxPages, uint limitPages) => TryAllocate(minPages, maxPages, limitPages, GuardTier.IsAvailable);

    /// <param name="guarded">Reserve as much as a guard needs, and watch it, if the system lets us.</param>
    internal static WasmMemory? TryAllocate(uint minPages, uint? maxPages, uint limitPages, bool guarded)
    {
        var most = maxPages ?? WasmLimits.PagesIn32Bits;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, WasmLimits.PagesIn32Bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minPages, most);
        var wanted = Math.Max(minPages, Math.Min(most, limitPages));
        if (guarded && PageReservation.TryReserve(GuardedBytes, out var roomy))
        {
            if (roomy.TryWatchFaults())
            {
                return Commit(roomy, minPages, maxPages, wanted, isGuarded: true);
            }

            roomy.Dispose();
        }

        // A process with a bounded address space gets what it can hold, down to the minimum.
        for (; ; wanted = Math.Max(minPages, wanted / 2))
        {
            if (PageReservation.TryReserve((ulong)wanted * PageBytes, out var reservation))
            {
                return Commit(reservation, minPages, maxPages, wanted, isGuarded: false);
            }

            if (wanted <= minPages)
            {
                return null;
            }
        }
    }

    private static WasmMemory? Commit(PageReservation reservation, uint minPages, uint? maxPages, uint limitPages, bool isGuarded)
    {
        if (reservation.TryCommit(0, (ulong)minPages * PageBytes))
        {
            return new WasmMemory(reservation.Base, minPages, maxPages, limitPages, reservation) { IsGuarded = isGuarded };
        }

        reservation.Dispose();
        return null;
    }

    internal void AddUser() => Interlocked.Increment(ref _users);

    internal void RemoveUser()
    {
        Interlocked.Decrement(ref _users);
        ReleaseIfUnused();
    }

    /// <summary>
    /// Back to <paramref name="pages"/> pages; those given up read as zero when grown into again. Behind a guard they become inaccessible. Elsewhere they
    /// stay accessible, for another instance that shares the memory may be running with the length it knows.
    /// </summary>
    internal void ShrinkTo(uint pages)
    {
        var lengthBytes = (ulong)pages * PageBytes;
        if (lengthBytes < Length)
        {
            if (IsGuarded)
            {
                _reservation!.Decommit(lengthBytes, Length - lengthBytes);
            }
            else
            {
                Zero(lengthBytes, Length - lengthBytes);
            }

            Length = lengthBytes;
        }
    }

    /// <summary>Writes zeros to a range, by giving whole pages back where that is cheaper.</summary>
    internal void Zero(ulong start, ulong lengthBytes)
    {
        var pageBytes = (ulong)Environment.SystemPageSize;
        var firstPage = (start + pageBytes - 1) / pageBytes * pageBytes;
        var lastPage = (start + lengthBytes) / pageBytes * pageBytes;
        if (_reservation is null || lengthBytes < DiscardFromBytes || !_reservation.TryDiscard(firstPage, lastPage - firstPage))
        {
            Clear(start, lengthBytes);
            return;
        }

        Clear(start, firstPage - start);
        Clear(lastPage, start + lengthBytes - lastPage);
    }

    private void Clear(ulong start, ulong lengthBytes) => System.Runtime.InteropServices.NativeMemory.Clear(BasePointer + start, (nuint)lengthBytes);

    private void ReleaseIfUnused()
    {
        if (_disposed && Volatile.Read(ref _users) <= 0)
        {
            Length = 0;
            _reservation?.Dispose();
        }
    }
}
