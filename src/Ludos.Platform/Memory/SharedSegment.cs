using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Memory;

/// <summary>
/// One block of memory that other processes can map: a memfd, or an unlinked file where there are none. It has no name anywhere,
/// so a killed process leaves nothing behind. Its pages are reserved before it is mapped: touching it can never raise SIGBUS.
/// <see cref="Dispose"/> unmaps; whoever still holds a pointer then must not use it. Thread-safe but for Dispose.
/// </summary>
public sealed unsafe class SharedSegment : IDisposable
{
    /// <summary>Wasm pages, Windows views and huge pages all divide by it.</summary>
    public const int AlignmentBytes = 64 * 1024;

    /// <summary>A larger request is a mistake, not a world.</summary>
    public const long MaxSizeBytes = 1L << 40;

    private SegmentBacking _backing;
    private byte* _vacated;

    private SharedSegment(SegmentBacking backing, long sizeBytes, bool isWritable)
    {
        _backing = backing;
        SizeBytes = sizeBytes;
        IsWritable = isWritable;
        Base = backing.Base;
    }

    /// <summary>First byte; page-aligned. Null after <see cref="Dispose"/>.</summary>
    public byte* Base { get; private set; }

    /// <summary>A multiple of <see cref="AlignmentBytes"/>.</summary>
    public long SizeBytes { get; }

    /// <summary>Whether this process may write through <see cref="Base"/>.</summary>
    public bool IsWritable { get; private set; }

    /// <summary>The descriptor to hand to another process; null where segments cannot be handed over.</summary>
    public SafeFileHandle? Descriptor => _backing.Descriptor;

    /// <summary>Rounds up to a multiple of <see cref="AlignmentBytes"/>.</summary>
    public static long Align(long sizeBytes) => (sizeBytes + AlignmentBytes - 1) & -AlignmentBytes;

    /// <summary>Makes a zeroed segment of at least <paramref name="sizeBytes"/>, readable and writable here.</summary>
    /// <param name="label">Shown in /proc/PID/maps; up to 200 plain characters.</param>
    public static Result<SharedSegment, SegmentErrorCode> Create(string label, long sizeBytes, SegmentOptions? options = null)
    {
        options ??= SegmentOptions.Default;
        if (sizeBytes is <= 0 or > MaxSizeBytes)
        {
            return new Fault<SegmentErrorCode>(SegmentErrorCode.BadSize, $"Segment '{label}' cannot be {sizeBytes} bytes.", $"Ask for 1 to {MaxSizeBytes} bytes.");
        }

        var size = Align(sizeBytes);
        var made = OperatingSystem.IsLinux() && !options.ForceTemporaryFile ? MemfdBacking.Create(label, size) : FileBacking.Create(label, size, options.TemporaryFolder);
        return made.TryGet(out var backing, out var fault) ? new SharedSegment(backing, size, isWritable: true) : fault;
    }

    /// <summary>
    /// Makes a segment of which only the first bytes are reserved; the rest may be touched after <see cref="TryReserve"/>. Where there are no memfds all of it is reserved.
    /// </summary>
    /// <param name="reservedBytes">Rounded up to 64 KiB; at most <paramref name="sizeBytes"/>.</param>
    public static Result<SharedSegment, SegmentErrorCode> CreateSparse(string label, long sizeBytes, long reservedBytes, SegmentOptions? options = null)
    {
        options ??= SegmentOptions.Default;
        if (sizeBytes is <= 0 or > MaxSizeBytes || !OperatingSystem.IsLinux() || options.ForceTemporaryFile)
        {
            return Create(label, sizeBytes, options);
        }

        var size = Align(sizeBytes);
        return MemfdBacking.CreateSparse(label, size, Math.Min(size, Align(Math.Max(1, reservedBytes)))).TryGet(out var backing, out var fault) ? new SharedSegment(backing, size, isWritable: true) : fault;
    }

    /// <summary>Reserves a part of a sparse segment: touching it cannot raise SIGBUS afterwards. False when the memory is not there.</summary>
    public bool TryReserve(long offsetBytes, long lengthBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offsetBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lengthBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lengthBytes, SizeBytes - offsetBytes);
        return _backing is not MemfdBacking memory || memory.TryReserve(offsetBytes, lengthBytes);
    }

    /// <summary>
    /// Maps a segment received from another process, after checking that it is as large as announced and sealed against shrinking.
    /// Takes ownership of <paramref name="descriptor"/>.
    /// </summary>
    public static Result<SharedSegment, SegmentErrorCode> Open(SafeFileHandle descriptor, long sizeBytes, bool writable)
    {
        var opened = MemfdBacking.Open(descriptor, sizeBytes, writable);
        return opened.TryGet(out var backing, out var fault) ? new SharedSegment(backing, sizeBytes, writable) : fault;
    }

    /// <summary>A zeroed memfd of exactly <paramref name="sizeBytes"/>, reserved and sealed against resizing, not mapped. Linux only.</summary>
    public static Result<SafeFileHandle, SegmentErrorCode> CreateDescriptor(string label, long sizeBytes) => OperatingSystem.IsLinux()
        ? MemfdBacking.CreateDescriptor(label, sizeBytes)
        : new Fault<SegmentErrorCode>(SegmentErrorCode.Unsupported, "Segments are handed between processes on Linux only.");

    /// <summary>A second descriptor of the same segment with the same rights, or null when the process has none left.</summary>
    public static SafeFileHandle? Duplicate(SafeFileHandle descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        var raw = Libc.Control(descriptor, Libc.FDupCloexec, 0);
        return raw < 0 ? null : new SafeFileHandle(raw, ownsHandle: true);
    }

    /// <summary>The seal of <see cref="SealFutureWrites"/>, for a descriptor that is not mapped through a segment. False where it cannot be set.</summary>
    public static bool SealFutureWrites(SafeFileHandle descriptor) => OperatingSystem.IsLinux() && Libc.Control(descriptor, Libc.FAddSeals, Libc.SealFutureWrite) == 0;

    /// <summary>A second descriptor that only reads, or null when the process has none left.</summary>
    public static SafeFileHandle? DuplicateToRead(SafeFileHandle descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return MemfdBacking.ReadOnly(descriptor).TryGet(out var second, out _) ? second : null;
    }

    /// <summary>
    /// Lays a second map of some of its pages over an address range that the caller has reserved: the same memory, at one more place. It goes when the caller gives
    /// the range back, and stays valid after <see cref="Dispose"/>. False where the platform cannot, or has no room; the range may then be unmapped.
    /// </summary>
    /// <param name="target">Page-aligned.</param>
    /// <param name="offsetBytes">In the segment, a multiple of the page size.</param>
    /// <param name="lengthBytes">A multiple of the page size.</param>
    /// <param name="writable">False: writing there is a fault, whatever <see cref="IsWritable"/> says.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part leaves the segment, or is not of whole pages.</exception>
    /// <exception cref="InvalidOperationException">A writable map of a segment that may only be read.</exception>
    public bool TryMapAgain(byte* target, long offsetBytes, long lengthBytes, bool writable)
    {
        ObjectDisposedException.ThrowIf(Base is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offsetBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lengthBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lengthBytes, SizeBytes - offsetBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual((offsetBytes | lengthBytes | (long)(nint)target) % Environment.SystemPageSize, 0);
        if (writable && !IsWritable)
        {
            throw new InvalidOperationException("A segment that may only be read cannot be mapped writable.");
        }

        return _backing is MemfdBacking memory && memory.TryMapAgain(target, offsetBytes, lengthBytes, writable);
    }

    /// <summary>
    /// From now on nobody, here or elsewhere, can map it writable or write to its descriptor; maps that exist keep working.
    /// Returns false where the platform has no such seal.
    /// </summary>
    public bool SealFutureWrites() => _backing.SealFutureWrites();

    /// <summary>A descriptor that reads only.</summary>
    public Result<SafeFileHandle, SegmentErrorCode> OpenReadOnlyDescriptor() => _backing.OpenReadOnlyDescriptor();

    /// <summary>
    /// Lays <paramref name="other"/> where this segment lies: the address stays, the memory and the rights are the other's from now on. One atomic remap, so
    /// threads may read all the while. The other one is spent. False, and nothing changed, where segments differ in size or the platform cannot.
    /// </summary>
    public bool TryBecome(SharedSegment other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (_backing is not MemfdBacking mine || other._backing is not MemfdBacking theirs || SizeBytes != other.SizeBytes || Base is null || !theirs.TryMoveTo(Base))
        {
            return false;
        }

        mine.CloseDescriptor();
        _backing = theirs;
        IsWritable = other.IsWritable;
        other.Base = null;
        return true;
    }

    /// <summary>
    /// Reserves all pages anew, where another holder may have given some back to the system: after it, touching the segment cannot raise SIGBUS. Ask once
    /// no one can punch holes any more, that is after <see cref="SealFutureWrites"/>.
    /// </summary>
    public bool TryReserveAgain() => _backing is MemfdBacking memory && memory.TryReserveAgain();

    /// <summary>The number that the kernel knows the segment by, the same in every process that holds it, and the bytes it has given it. Zeroes where it does not tell. One system call.</summary>
    public (ulong Number, ulong AllocatedBytes) Identity => Descriptor is { IsClosed: false } descriptor ? FileOwner.Identify((int)descriptor.DangerousGetHandle()) : default;

    /// <summary>
    /// Takes the memory away from this process's map: <see cref="Base"/> is null, and a use of an old pointer is a fault, since the addresses stay reserved until
    /// <see cref="Dispose"/>. The descriptor stays. False, and nothing changed, where the platform cannot.
    /// </summary>
    /// <param name="epitaph">What /proc/PID/maps shows there from now on; up to 200 plain characters.</param>
    public bool TryVacate(string epitaph)
    {
        ArgumentNullException.ThrowIfNull(epitaph);
        if (Base is null || _backing is not MemfdBacking memory || !memory.TryVacate(epitaph))
        {
            return false;
        }

        _vacated = Base;
        Base = null;
        return true;
    }

    /// <summary>Maps the memory again where it was before <see cref="TryVacate"/>, with the rights asked for.</summary>
    public bool TryReturn(bool writable)
    {
        if (_vacated is null || _backing is not MemfdBacking memory || !memory.TryReturn(writable))
        {
            return false;
        }

        Base = _vacated;
        _vacated = null;
        IsWritable = writable;
        return true;
    }

    /// <summary>Closes the descriptor of a vacated segment; only the reserved addresses remain.</summary>
    /// <exception cref="InvalidOperationException">The segment is mapped.</exception>
    public void Let()
    {
        if (_vacated is null)
        {
            throw new InvalidOperationException("A segment is let go after it was vacated.");
        }

        (_backing as MemfdBacking)?.Let();
    }

    /// <summary>
    /// Makes the content final: nobody can write it, through whatever map or descriptor. The kernel refuses while any map anywhere, of any process, could write it: success
    /// proves that there is none.
    /// </summary>
    public bool TrySealWrites() => _backing is MemfdBacking memory && memory.SealWrites();

    public void Dispose()
    {
        if (Base is null && _vacated is null)
        {
            return;
        }

        Base = null;
        _vacated = null;
        _backing.Dispose();
    }

    internal static Fault<SegmentErrorCode> OutOfMemory(string label, long sizeBytes, string detail) => new(
        SegmentErrorCode.OutOfMemory, $"Segment '{label}' of {sizeBytes} bytes cannot be reserved: {detail}.", "Free memory, raise the container's limit, or use smaller regions.");

    internal static Fault<SegmentErrorCode> Failed(string label, string call)
    {
        var error = Marshal.GetLastPInvokeError();
        return new(SegmentErrorCode.System, $"Segment '{label}': {call} failed: {Marshal.GetPInvokeErrorMessage(error)}.");
    }
}
