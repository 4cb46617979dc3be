using System.Diagnostics.CodeAnalysis;
using Ludos.Platform.Faults;

namespace Ludos.Platform.Memory;

/// <summary>
/// A range of address space that never moves. Pages become usable, and read as zero, once committed.
/// One thread at a time may change it; reads and writes of committed pages are free.
/// </summary>
public sealed unsafe class PageReservation : IDisposable
{
    private byte* _base;
    private bool _watched;

    private PageReservation(byte* address, ulong sizeBytes)
    {
        _base = address;
        SizeBytes = sizeBytes;
    }

    ~PageReservation() => Release();

    /// <summary>First byte; null after <see cref="Dispose"/>.</summary>
    public byte* Base => _base;

    /// <summary>Bytes reserved, committed or not.</summary>
    public ulong SizeBytes { get; }

    /// <summary>Reserves <paramref name="sizeBytes"/> (rounded up to whole OS pages) without committing any; false when the address space or a limit refuses.</summary>
    public static bool TryReserve(ulong sizeBytes, [NotNullWhen(true)] out PageReservation? reservation)
    {
        var pageBytes = (ulong)Environment.SystemPageSize;
        var rounded = Math.Max(pageBytes, (sizeBytes + pageBytes - 1) / pageBytes * pageBytes);
        var address = OperatingSystem.IsWindows()
            ? WindowsPages.VirtualAlloc(null, (nuint)rounded, WindowsPages.Reserve, WindowsPages.NoAccess)
            : PosixPages.Reserve((nuint)rounded);
        reservation = address is null ? null : new PageReservation(address, rounded);
        return reservation is not null;
    }

    /// <summary>
    /// From now on a fault of just-in-time compiled code in the reservation raises a <see cref="NullReferenceException"/>, see <see cref="FaultGuard"/>;
    /// false where that is not to be had. Pages that are not committed serve as a guard then.
    /// </summary>
    public bool TryWatchFaults()
    {
        ObjectDisposedException.ThrowIf(_base is null, this);
        return _watched = _watched || FaultGuard.TryWatch(_base, SizeBytes);
    }

    /// <summary>Makes a range readable and writable; false when the system has no memory for it. Committing twice changes nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the reservation.</exception>
    public bool TryCommit(ulong offsetBytes, ulong lengthBytes)
    {
        CheckRange(offsetBytes, lengthBytes);
        if (lengthBytes == 0)
        {
            return true;
        }

        return OperatingSystem.IsWindows()
            ? WindowsPages.VirtualAlloc(_base + offsetBytes, (nuint)lengthBytes, WindowsPages.Commit, WindowsPages.ReadWrite) is not null
            : PosixPages.Protect(_base + offsetBytes, (nuint)lengthBytes, PosixPages.ReadWrite) == 0;
    }

    /// <summary>Gives a page-aligned range back to the system and makes it inaccessible; it reads as zero when committed again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the reservation.</exception>
    public void Decommit(ulong offsetBytes, ulong lengthBytes)
    {
        CheckRange(offsetBytes, lengthBytes);
        if (lengthBytes == 0)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            _ = WindowsPages.VirtualFree(_base + offsetBytes, (nuint)lengthBytes, WindowsPages.DecommitOnly);
            return;
        }

        _ = PosixPages.Discard(_base + offsetBytes, (nuint)lengthBytes);
        _ = PosixPages.Protect(_base + offsetBytes, (nuint)lengthBytes, PosixPages.None);
    }

    /// <summary>Makes a page-aligned committed range read as zero, giving its physical pages back; false when the system would not, and the content is as before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the reservation.</exception>
    public bool TryDiscard(ulong offsetBytes, ulong lengthBytes)
    {
        CheckRange(offsetBytes, lengthBytes);
        if (OperatingSystem.IsWindows())
        {
            return WindowsPages.VirtualFree(_base + offsetBytes, (nuint)lengthBytes, WindowsPages.DecommitOnly)
                && WindowsPages.VirtualAlloc(_base + offsetBytes, (nuint)lengthBytes, WindowsPages.Commit, WindowsPages.ReadWrite) is not null;
        }

        // Elsewhere than Linux MADV_DONTNEED is only advice, and old bytes may survive it.
        return OperatingSystem.IsLinux() && PosixPages.Discard(_base + offsetBytes, (nuint)lengthBytes) == 0;
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        var address = _base;
        _base = null;
        if (address is null)
        {
            return;
        }

        if (_watched)
        {
            // Before the addresses may be given to somebody else.
            FaultGuard.Unwatch(address);
        }

        _ = OperatingSystem.IsWindows()
            ? WindowsPages.VirtualFree(address, 0, WindowsPages.ReleaseAll)
            : PosixPages.Unmap(address, (nuint)SizeBytes) == 0;
    }

    private void CheckRange(ulong offsetBytes, ulong lengthBytes)
    {
        ObjectDisposedException.ThrowIf(_base is null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offsetBytes, SizeBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lengthBytes, SizeBytes - offsetBytes);
    }
}
