namespace Ludos.Wasm.Wasi.Calls;

/// <summary>fd_read, fd_write and their kin with a place, fd_seek, fd_tell.</summary>
internal sealed class FileCalls(GuestMemory memory, DescriptorTable descriptors, WasiLimits limits)
{
    private const int FromStart = 0;
    private const int FromHere = 1;
    private const int FromEnd = 2;

    public void AddTo(ImportSet imports) => imports
        .Function(WasiHost.ModuleName, "fd_read", (Func<int, int, int, int, int>)((fd, vectors, count, result) => (int)Read(fd, vectors, count, null, result)))
        .Function(WasiHost.ModuleName, "fd_pread", (Func<int, int, int, long, int, int>)((fd, vectors, count, offset, result) => (int)Read(fd, vectors, count, (ulong)offset, result)))
        .Function(WasiHost.ModuleName, "fd_write", (Func<int, int, int, int, int>)((fd, vectors, count, result) => (int)Write(fd, vectors, count, null, result)))
        .Function(WasiHost.ModuleName, "fd_pwrite", (Func<int, int, int, long, int, int>)((fd, vectors, count, offset, result) => (int)Write(fd, vectors, count, (ulong)offset, result)))
        .Function(WasiHost.ModuleName, "fd_seek", (Func<int, long, int, int, int>)((fd, delta, whence, result) => (int)Seek(fd, delta, whence, result)))
        .Function(WasiHost.ModuleName, "fd_tell", (Func<int, int, int>)((fd, result) => (int)Tell(fd, result)));

    private WasiErrno Read(int fd, int vectorsPointer, int vectorCount, ulong? place, int result)
    {
        var error = Prepare(fd, WasiRights.FdRead, place, vectorsPointer, vectorCount, result, out var descriptor, out var vectors);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        var offset = place ?? descriptor.Offset;
        ulong total = 0;
        foreach (var (pointer, length) in vectors)
        {
            if (length == 0)
            {
                continue;
            }

            error = ReadOne(descriptor, offset + total, pointer, length, out var count);
            total += (uint)count;

            // A stream may have nothing more to give yet; what it gave must not wait for that.
            if (error != WasiErrno.Success || (uint)count < length || descriptor.Node is IWasiStream)
            {
                break;
            }
        }

        return Conclude(descriptor, place, offset, total, error, result);
    }

    private WasiErrno ReadOne(Descriptor descriptor, ulong offset, int pointer, uint length, out int count)
    {
        _ = memory.TrySpan(pointer, Math.Min(length, int.MaxValue), out var room);
        count = 0;
        return descriptor.Node switch
        {
            IWasiFile file => file.Read(offset, room, out count),
            IWasiStream stream => stream.Read(room, out count),
            IWasiDirectory => WasiErrno.Isdir,
            _ => WasiErrno.Badf,
        };
    }

    private WasiErrno Write(int fd, int vectorsPointer, int vectorCount, ulong? place, int result)
    {
        var error = Prepare(fd, WasiRights.FdWrite, place, vectorsPointer, vectorCount, result, out var descriptor, out var vectors);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        var offset = place ?? descriptor.Offset;
        ulong total = 0;
        foreach (var (pointer, length) in vectors)
        {
            if (length == 0)
            {
                continue;
            }

            error = WriteOne(descriptor, place is null, ref offset, total, pointer, length, out var count);
            total += (uint)count;
            if (error != WasiErrno.Success || (uint)count < length)
            {
                break;
            }
        }

        error = Conclude(descriptor, place, offset, total, error, result);
        return error == WasiErrno.Success && total > 0 && (descriptor.Flags & (WasiFdFlags.Sync | WasiFdFlags.Dsync)) != 0
            ? descriptor.Node.Sync(dataOnly: (descriptor.Flags & WasiFdFlags.Sync) == 0)
            : error;
    }

    private WasiErrno WriteOne(Descriptor descriptor, bool mayAppend, ref ulong offset, ulong done, int pointer, uint length, out int count)
    {
        _ = memory.TrySpan(pointer, Math.Min(length, int.MaxValue), out var source);
        count = 0;
        switch (descriptor.Node)
        {
            case IWasiFile file when mayAppend && (descriptor.Flags & WasiFdFlags.Append) != 0:
                var error = file.Append(source, out count, out var end);
                offset = error == WasiErrno.Success ? end - done - (uint)count : offset;
                return error;
            case IWasiFile file:
                return file.Write(offset + done, source, out count);
            case IWasiStream stream:
                return stream.Write(source, out count);
            default:
                return descriptor.Node is IWasiDirectory ? WasiErrno.Isdir : WasiErrno.Badf;
        }
    }

    private WasiErrno Prepare(int fd, WasiRights right, ulong? place, int vectorsPointer, int vectorCount, int result, out Descriptor descriptor, out (int Pointer, uint Length)[] vectors)
    {
        vectors = [];
        if (descriptors.TryGet(fd, out var entry) && entry.Node is IWasiDirectory)
        {
            descriptor = entry;
            return WasiErrno.Isdir;
        }

        var error = descriptors.Get(fd, right, out descriptor);
        if (error == WasiErrno.Success && place is not null)
        {
            error = descriptor.Node is IWasiFile ? descriptors.Get(fd, right | WasiRights.FdSeek, out descriptor) : WasiErrno.Spipe;
        }

        if (error == WasiErrno.Success && !memory.Holds(result, sizeof(uint)))
        {
            error = WasiErrno.Fault;
        }

        return error == WasiErrno.Success ? Vectors.Read(memory, vectorsPointer, vectorCount, limits.MaxVectors, out vectors) : error;
    }

    /// <summary>What was moved counts even when something failed after it: then the next call meets the failure.</summary>
    private WasiErrno Conclude(Descriptor descriptor, ulong? place, ulong offset, ulong total, WasiErrno error, int result)
    {
        if (error != WasiErrno.Success && total == 0)
        {
            return error;
        }

        if (place is null && descriptor.Node is IWasiFile)
        {
            descriptor.Offset = offset + total;
        }

        return memory.TryWrite(result, (uint)total) ? WasiErrno.Success : WasiErrno.Fault;
    }

    private WasiErrno Seek(int fd, long delta, int whence, int result)
    {
        // To ask where it is, the right to tell is enough.
        var needed = delta == 0 && whence == FromHere ? WasiRights.FdTell : WasiRights.FdSeek;
        var error = Place(fd, needed, out var descriptor, out var file);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (!memory.Holds(result, sizeof(ulong)))
        {
            return WasiErrno.Fault;
        }

        ulong from = 0;
        switch (whence)
        {
            case FromStart:
                break;
            case FromHere:
                from = descriptor.Offset;
                break;
            case FromEnd when file.Stat(out var stat) is var failure:
                if (failure != WasiErrno.Success)
                {
                    return failure;
                }

                from = stat.SizeBytes;
                break;
            default:
                return WasiErrno.Inval;
        }

        var to = (Int128)from + delta;
        if (to < 0 || to > long.MaxValue)
        {
            return WasiErrno.Inval;
        }

        descriptor.Offset = (ulong)to;
        return memory.TryWrite(result, (ulong)to) ? WasiErrno.Success : WasiErrno.Fault;
    }

    private WasiErrno Tell(int fd, int result)
    {
        var error = Place(fd, WasiRights.FdTell, out var descriptor, out _);
        return error != WasiErrno.Success ? error : memory.TryWrite(result, descriptor.Offset) ? WasiErrno.Success : WasiErrno.Fault;
    }

    private WasiErrno Place(int fd, WasiRights needed, out Descriptor descriptor, out IWasiFile file)
    {
        file = null!;
        if (!descriptors.TryGet(fd, out descriptor!))
        {
            return WasiErrno.Badf;
        }

        if (descriptor.Node is not IWasiFile plain)
        {
            return descriptor.Node is IWasiDirectory ? WasiErrno.Isdir : WasiErrno.Spipe;
        }

        file = plain;
        return (descriptor.Rights & needed) == needed ? WasiErrno.Success : WasiErrno.Notcapable;
    }
}
