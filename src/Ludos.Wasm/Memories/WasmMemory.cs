using Ludos.Platform.Memory;
using Ludos.Wasm.Decoding;

namespace Ludos.Wasm;

/// <summary>
/// A linear memory. Its base never moves. Used by one thread at a time, like the instances that share it; a shared one by any number,
/// each with an instance of its own.
/// </summary>
public sealed unsafe class WasmMemory : IDisposable
{
    public const int PageBytes = 65_536;

    // Addresses that a memory with 64-bit addresses reserves to grow into: 64 GiB, if the system lets it.
    private const ulong RoomyPages = 1UL << 20;

    // No processor has more addresses than these pages take.
    private const ulong MostPages = 1UL << 40;

    // From here on dropping pages and faulting fresh ones in is cheaper than writing zeros.
    private const ulong DiscardFromBytes = 1024 * 1024;

    // A 32-bit address and a 32-bit offset reach 8 GiB, and an access some bytes more.
    private const ulong GuardedBytes = (8UL << 30) + PageBytes;

    // Compiled code reads these two fields directly.
    internal readonly byte* BasePointer;
    internal ulong Length;
    private readonly PageReservation? _reservation;
    private readonly ulong _growthLimitPages;
    private readonly Lock _growth = new();
    private int _users;
    private bool _disposed;

    private WasmMemory(byte* basePointer, in MemoryType type, ulong growthLimitPages, PageReservation? reservation)
    {
        BasePointer = basePointer;
        Length = type.MinPages * PageBytes;
        MaxPages = type.MaxPages;
        Is64 = type.Is64;
        IsShared = type.IsShared;
        _growthLimitPages = growthLimitPages;
        _reservation = reservation;
    }

    /// <summary>No access with a 32-bit address and offset, however wide, reaches other memory: it hits pages that are watched.</summary>
    internal bool IsGuarded { get; private init; }

    public byte* Base => BasePointer;

    public uint Pages => (uint)(LengthBytes / PageBytes);

    public ulong LengthBytes => Volatile.Read(ref Length);

    /// <summary>As declared; null when none was.</summary>
    public ulong? MaxPages { get; }

    /// <summary>Addresses are 64 bits wide.</summary>
    public bool Is64 { get; }

    /// <summary>Threads share it: it can be waited on, and grows while others use it.</summary>
    public bool IsShared { get; }

    /// <summary>The whole memory.</summary>
    /// <exception cref="InvalidOperationException">It is longer than a span can be (2 GiB); use <see cref="Base"/>.</exception>
    public Span<byte> Span => LengthBytes is var length && length <= int.MaxValue
        ? new Span<byte>(BasePointer, (int)length)
        : throw new InvalidOperationException($"This memory has {length} bytes; a span holds at most {int.MaxValue}.");

    /// <summary>Reserves address space for the maximum (4 GiB when none) and commits the minimum, zeroed. Growing never moves it.</summary>
    /// <param name="minPages">64 KiB pages, at most 65,536.</param>
    /// <param name="maxPages">At least <paramref name="minPages"/>; growing stops there.</param>
    /// <exception cref="ArgumentOutOfRangeException">Maximum below minimum, or either above 65,536.</exception>
    /// <exception cref="InsufficientMemoryException">The system has no room for the minimum.</exception>
    public static WasmMemory Allocate(uint minPages, uint? maxPages) => Allocate(new MemoryType(minPages, maxPages, false, false, false), WasmLimits.PagesIn32Bits);

    /// <summary>Like <see cref="Allocate"/>, with 64-bit addresses. Without a maximum it grows to 64 GiB at the most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Maximum below minimum.</exception>
    /// <exception cref="InsufficientMemoryException">The system has no room for the minimum.</exception>
    public static WasmMemory Allocate64(ulong minPages, ulong? maxPages) => Allocate(new MemoryType(minPages, maxPages, true, false, false), RoomyPages);

    /// <summary>Like <see cref="Allocate"/>, for instances on several threads: import it into each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Maximum below minimum, or above 65,536.</exception>
    /// <exception cref="InsufficientMemoryException">The system has no room for the minimum.</exception>
    public static WasmMemory AllocateShared(uint minPages, uint maxPages) => Allocate(new MemoryType(minPages, maxPages, false, true, false), WasmLimits.PagesIn32Bits);

    /// <summary>A memory on bytes that something else owns, such as a region. It grows only up to <paramref name="maxPages"/> within that block, and pages it grows into are zeroed.</summary>
    /// <param name="basePointer">Stays valid, and at least <paramref name="maxPages"/> long, while any instance uses the memory.</param>
    /// <param name="pages">Pages it starts with.</param>
    /// <param name="maxPages">Pages of the whole block.</param>
    /// <param name="isShared">Threads, or processes, use it at once.</param>
    public static WasmMemory Over(byte* basePointer, uint pages, uint maxPages, bool isShared = false)
    {
        ArgumentNullException.ThrowIfNull(basePointer);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pages, maxPages);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPages, WasmLimits.PagesIn32Bits);
        return new WasmMemory(basePointer, new MemoryType(pages, maxPages, false, isShared, false), maxPages, null);
    }

    /// <summary>Adds zeroed pages; returns the size before, in pages, or -1 with nothing changed when the maximum or the system refuses. Any thread may call it.</summary>
    public long Grow(ulong deltaPages)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        lock (_growth)
        {
            var before = Length / PageBytes;
            if (deltaPages > _growthLimitPages - before)
            {
                return -1;
            }

            var addedBytes = deltaPages * PageBytes;
            if (_reservation is null)
            {
                Clear(Length, addedBytes);
            }
            else if (!_reservation.TryCommit(Length, addedBytes))
            {
                return -1;
            }

            Volatile.Write(ref Length, Length + addedBytes);
            return (long)before;
        }
    }

    /// <summary>Frees the memory once the instances that use it are disposed too; until then they keep running on it.</summary>
    public void Dispose()
    {
        _disposed = true;
        ReleaseIfUnused();
    }

    /// <summary>Null when the system has no room. Growing stops at <paramref name="limitPages"/> if that is below the maximum.</summary>
    internal static WasmMemory? TryAllocate(in MemoryType type, ulong limitPages) => TryAllocate(type, limitPages, !type.Is64 && GuardTier.IsAvailable);

    /// <param name="guarded">Reserve as much as a guard needs, and watch it, if the system lets us.</param>
    internal static WasmMemory? TryAllocate(in MemoryType type, ulong limitPages, bool guarded)
    {
        var allowed = type.Is64 ? WasmLimits.PagesIn64Bits : WasmLimits.PagesIn32Bits;
        var most = type.MaxPages ?? allowed;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, allowed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(type.MinPages, most);
        if (type.MinPages > MostPages)
        {
            return null;
        }

        var wanted = Math.Max(type.MinPages, Math.Min(Math.Min(most, limitPages), RoomyPages));
        if (guarded && PageReservation.TryReserve(GuardedBytes, out var roomy))
        {
            if (roomy.TryWatchFaults())
            {
                return Commit(roomy, type, wanted, isGuarded: true);
            }

            roomy.Dispose();
        }

        // A process with a bounded address space gets what it can hold, down to the minimum.
        for (; ; wanted = Math.Max(type.MinPages, wanted / 2))
        {
            if (PageReservation.TryReserve(wanted * PageBytes, out var reservation))
            {
                return Commit(reservation, type, wanted, isGuarded: false);
            }

            if (wanted <= type.MinPages)
            {
                return null;
            }
        }
    }

    private static WasmMemory Allocate(in MemoryType type, ulong limitPages) =>
        TryAllocate(type, limitPages) ?? throw new InsufficientMemoryException($"No room for a memory of {type.MinPages} pages.");

    private static WasmMemory? Commit(PageReservation reservation, in MemoryType type, ulong limitPages, bool isGuarded)
    {
        if (reservation.TryCommit(0, type.MinPages * PageBytes))
        {
            return new WasmMemory(reservation.Base, type, limitPages, reservation) { IsGuarded = isGuarded };
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
    internal void ShrinkTo(ulong pages)
    {
        var lengthBytes = pages * PageBytes;
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
