using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Memory;

/// <summary>
/// A fixed row of equally large places. Each place is always readable: private zeroes, or a segment laid over it. Laying and
/// lifting is one atomic remap, so another thread may read a place at any moment without a lock. Elsewhere than on Linux every place stays
/// private. Thread-safe.
/// </summary>
public sealed unsafe class MappingPool : IDisposable
{
    private readonly nuint _placeBytes;
    private readonly nuint _totalBytes;
    private byte* _base;

    private MappingPool(byte* basePointer, int places, nuint placeBytes)
    {
        _base = basePointer;
        Places = places;
        _placeBytes = placeBytes;
        _totalBytes = placeBytes * (nuint)places;
    }

    public int Places { get; }

    public static Result<MappingPool, SegmentErrorCode> Reserve(int places, int placeBytes)
    {
        if (places <= 0 || placeBytes <= 0 || placeBytes % SharedSegment.AlignmentBytes != 0)
        {
            return new Fault<SegmentErrorCode>(SegmentErrorCode.BadSize, $"A pool cannot hold {places} places of {placeBytes} bytes.");
        }

        var total = (nuint)places * (nuint)placeBytes;
        if (!OperatingSystem.IsLinux())
        {
            var block = (byte*)NativeMemory.AlignedAlloc(total, SharedSegment.AlignmentBytes);
            NativeMemory.Clear(block, total);
            return new MappingPool(block, places, (nuint)placeBytes);
        }

        var address = Libc.Map(null, total, Libc.ProtRead | Libc.ProtWrite, Libc.MapPrivate | Libc.MapAnonymous, -1, 0);
        return address == Libc.MapFailed ? SharedSegment.Failed("pool", "reserving addresses") : new MappingPool((byte*)address, places, (nuint)placeBytes);
    }

    public byte* Place(int index) => _base + (_placeBytes * (nuint)index);

    /// <summary>Lays the segment behind <paramref name="descriptor"/> over a place; false unless it is sealed at no less than a place's size.</summary>
    public bool TryLay(int index, SafeFileHandle descriptor, bool writable) => OperatingSystem.IsLinux()
        && MemfdBacking.IsFixedSize(descriptor, (long)_placeBytes)
        && Libc.Map(Place(index), _placeBytes, Libc.ProtRead | (writable ? Libc.ProtWrite : 0), Libc.MapShared | Libc.MapFixed, (int)descriptor.DangerousGetHandle(), 0) != Libc.MapFailed;

    /// <summary>The place reads as zeroes again.</summary>
    public bool TryLift(int index) => OperatingSystem.IsLinux()
        && Libc.Map(Place(index), _placeBytes, Libc.ProtRead | Libc.ProtWrite, Libc.MapPrivate | Libc.MapAnonymous | Libc.MapFixed, -1, 0) != Libc.MapFailed;

    public void Dispose()
    {
        if (_base is null)
        {
            return;
        }

        if (OperatingSystem.IsLinux())
        {
            _ = Libc.Unmap(_base, _totalBytes);
        }
        else
        {
            NativeMemory.AlignedFree(_base);
        }

        _base = null;
    }
}
