using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Memory;

/// <summary>An anonymous file of the kernel's, sealed so that no holder can resize it under the others.</summary>
internal sealed unsafe class MemfdBacking : SegmentBacking
{
    private const int MaxLabelChars = 200;
    private const int FileSizeLimit = 1;

    private readonly SafeFileHandle _descriptor;
    private readonly long _sizeBytes;
    private byte* _base;

    private MemfdBacking(SafeFileHandle descriptor, byte* basePointer, long sizeBytes)
    {
        _descriptor = descriptor;
        _base = basePointer;
        _sizeBytes = sizeBytes;
    }

    internal override byte* Base => _base;

    internal override SafeFileHandle Descriptor => _descriptor;

    internal static Result<SegmentBacking, SegmentErrorCode> Create(string label, long sizeBytes) =>
        CreateDescriptor(label, sizeBytes).TryGet(out var descriptor, out var fault) ? Map(descriptor, label, sizeBytes, writable: true) : fault;

    internal static Result<SegmentBacking, SegmentErrorCode> CreateSparse(string label, long sizeBytes, long reservedBytes) =>
        CreateDescriptor(label, sizeBytes, reservedBytes).TryGet(out var descriptor, out var fault) ? Map(descriptor, label, sizeBytes, writable: true) : fault;

    internal static Result<SafeFileHandle, SegmentErrorCode> CreateDescriptor(string label, long sizeBytes) => CreateDescriptor(label, sizeBytes, sizeBytes);

    internal bool TryReserve(long offsetBytes, long lengthBytes) => lengthBytes <= MemoryBudget.AvailableBytes() && Libc.Allocate(_descriptor, 0, offsetBytes, lengthBytes) == 0;

    private static Result<SafeFileHandle, SegmentErrorCode> CreateDescriptor(string label, long sizeBytes, long reservedBytes)
    {
        var available = MemoryBudget.AvailableBytes();
        if (reservedBytes > available)
        {
            return SharedSegment.OutOfMemory(label, reservedBytes, $"{available} bytes are left");
        }

        // Growing a file past RLIMIT_FSIZE raises SIGXFSZ, which ends the process; so the limit is asked first.
        var limits = stackalloc ulong[2];
        if (Libc.GetLimit(FileSizeLimit, limits) == 0 && limits[0] < (ulong)sizeBytes)
        {
            return SharedSegment.OutOfMemory(label, sizeBytes, $"the file size limit of this process is {limits[0]} bytes (ulimit -f)");
        }

        var raw = Libc.MemfdCreate(label.Length > MaxLabelChars ? label[..MaxLabelChars] : label, Libc.MfdCloexec | Libc.MfdAllowSealing);
        if (raw < 0)
        {
            return SharedSegment.Failed(label, "memfd_create");
        }

        var descriptor = new SafeFileHandle(raw, ownsHandle: true);
        var fault = Reserve(descriptor, label, sizeBytes, reservedBytes);
        if (fault is null && Libc.Control(descriptor, Libc.FAddSeals, Libc.SealShrink | Libc.SealGrow) != 0)
        {
            fault = SharedSegment.Failed(label, "sealing its size");
        }

        if (fault is null)
        {
            return descriptor;
        }

        descriptor.Dispose();
        return fault;
    }

    internal static Result<SegmentBacking, SegmentErrorCode> Open(SafeFileHandle descriptor, long sizeBytes, bool writable)
    {
        if (!OperatingSystem.IsLinux())
        {
            descriptor.Dispose();
            return new Fault<SegmentErrorCode>(SegmentErrorCode.Unsupported, "Segments are handed between processes on Linux only.");
        }

        if (sizeBytes <= 0 || !IsFixedSize(descriptor, sizeBytes))
        {
            descriptor.Dispose();
            return new Fault<SegmentErrorCode>(SegmentErrorCode.Untrustworthy,
                $"A received segment is smaller than the {sizeBytes} bytes announced, or not sealed against shrinking: reading it could raise SIGBUS.");
        }

        return Map(descriptor, "received", sizeBytes, writable);
    }

    /// <summary>Whether it is at least that large and nobody can make it smaller.</summary>
    internal static bool IsFixedSize(SafeFileHandle descriptor, long sizeBytes)
    {
        var seals = Libc.Control(descriptor, Libc.FGetSeals, 0);
        return seals >= 0 && (seals & Libc.SealShrink) != 0 && RandomAccess.GetLength(descriptor) >= sizeBytes;
    }

    internal override bool SealFutureWrites() => Libc.Control(_descriptor, Libc.FAddSeals, Libc.SealFutureWrite) == 0;

    internal override Result<SafeFileHandle, SegmentErrorCode> OpenReadOnlyDescriptor() => ReadOnly(_descriptor);

    internal static Result<SafeFileHandle, SegmentErrorCode> ReadOnly(SafeFileHandle descriptor)
    {
        var raw = Libc.Open($"/proc/self/fd/{descriptor.DangerousGetHandle()}", Libc.ReadOnlyCloexec);
        return raw < 0 ? SharedSegment.Failed("shared", "opening it read-only") : new SafeFileHandle(raw, ownsHandle: true);
    }

    internal bool TryMoveTo(byte* target)
    {
        if (Libc.Remap(_base, (nuint)_sizeBytes, (nuint)_sizeBytes, Libc.RemapMayMove | Libc.RemapFixed, target) == Libc.MapFailed)
        {
            return false;
        }

        _base = target;
        return true;
    }

    /// <summary>
    /// Lays a second map of some of its pages over whatever is at <paramref name="target"/>. It is a copy of this process's own map, so a seal against new
    /// writable maps does not stand in its way.
    /// </summary>
    internal bool TryMapAgain(byte* target, long offsetBytes, long lengthBytes, bool writable) =>
        Libc.Remap(_base + offsetBytes, 0, (nuint)lengthBytes, Libc.RemapMayMove | Libc.RemapFixed, target) != Libc.MapFailed
        && PosixPages.Protect(target, (nuint)lengthBytes, Libc.ProtRead | (writable ? Libc.ProtWrite : 0)) == 0;

    /// <summary>Forgets the map without unmapping it: something else lies there now.</summary>
    internal void CloseDescriptor()
    {
        _base = null;
        _descriptor.Dispose();
    }

    /// <summary>
    /// Takes the memory away from its address and keeps the address: an empty memfd lies there, which nobody may touch, under a name that /proc/PID/maps and
    /// a debugger show. The descriptor stays open.
    /// </summary>
    internal bool TryVacate(string epitaph)
    {
        var raw = Libc.MemfdCreate(epitaph.Length > MaxLabelChars ? epitaph[..MaxLabelChars] : epitaph, Libc.MfdCloexec);
        if (raw < 0)
        {
            return false;
        }

        using var nothing = new SafeFileHandle(raw, ownsHandle: true);
        return Libc.Map(_base, (nuint)_sizeBytes, protection: 0, Libc.MapShared | Libc.MapFixed, raw, 0) != Libc.MapFailed;
    }

    /// <summary>Lays the memory where it was before <see cref="TryVacate"/>.</summary>
    internal bool TryReturn(bool writable) => Libc.Map(_base, (nuint)_sizeBytes, Libc.ProtRead | (writable ? Libc.ProtWrite : 0), Libc.MapShared | Libc.MapFixed, (int)_descriptor.DangerousGetHandle(), 0) != Libc.MapFailed;

    internal void Let() => _descriptor.Dispose();

    internal bool SealWrites() => Libc.Control(_descriptor, Libc.FAddSeals, Libc.SealWrite) == 0;

    internal bool TryReserveAgain() => Reserve(_descriptor, "shared", _sizeBytes, _sizeBytes) is null;

    public override void Dispose()
    {
        if (_base is not null)
        {
            _ = Libc.Unmap(_base, (nuint)_sizeBytes);
            _base = null;
        }

        _descriptor.Dispose();
    }

    private static Fault<SegmentErrorCode>? Reserve(SafeFileHandle descriptor, string label, long sizeBytes, long reservedBytes)
    {
        if (Libc.Truncate(descriptor, sizeBytes) != 0)
        {
            return SharedSegment.Failed(label, "setting its size");
        }

        int error;
        do
        {
            if (Libc.Allocate(descriptor, 0, 0, reservedBytes) == 0)
            {
                return null;
            }

            error = Marshal.GetLastPInvokeError();
        }
        while (error == Libc.EINTR);

        return error is Libc.ENOSPC or Libc.ENOMEM or Libc.EFBIG
            ? SharedSegment.OutOfMemory(label, reservedBytes, Marshal.GetPInvokeErrorMessage(error))
            : SharedSegment.Failed(label, "reserving its pages");
    }

    private static Result<SegmentBacking, SegmentErrorCode> Map(SafeFileHandle descriptor, string label, long sizeBytes, bool writable)
    {
        var protection = Libc.ProtRead | (writable ? Libc.ProtWrite : 0);
        var address = Libc.Map(null, (nuint)sizeBytes, protection, Libc.MapShared, (int)descriptor.DangerousGetHandle(), 0);
        if (address == Libc.MapFailed)
        {
            var outOfMemory = Marshal.GetLastPInvokeError() == Libc.ENOMEM;
            var fault = outOfMemory ? SharedSegment.OutOfMemory(label, sizeBytes, "no address space is left") : SharedSegment.Failed(label, "mapping it");
            descriptor.Dispose();
            return fault;
        }

        return new MemfdBacking(descriptor, (byte*)address, sizeBytes);
    }
}
