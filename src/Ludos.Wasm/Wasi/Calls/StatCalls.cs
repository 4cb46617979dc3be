namespace Ludos.Wasm.Wasi.Calls;

/// <summary>What an open file is and how long: filestat, size, room, advice, sync.</summary>
internal sealed class StatCalls(GuestMemory memory, DescriptorTable descriptors)
{
    private const int LastAdvice = 5;

    public void AddTo(ImportSet imports) => imports
        .Function(WasiHost.ModuleName, "fd_filestat_get", (Func<int, int, int>)((fd, result) => (int)Stat(fd, result)))
        .Function(WasiHost.ModuleName, "fd_filestat_set_size", (Func<int, long, int>)((fd, size) => (int)SetSize(fd, size)))
        .Function(WasiHost.ModuleName, "fd_filestat_set_times", (Func<int, long, long, int, int>)((fd, accessed, modified, flags) => (int)SetTimes(fd, accessed, modified, flags)))
        .Function(WasiHost.ModuleName, "fd_allocate", (Func<int, long, long, int>)((fd, offset, length) => (int)Allocate(fd, offset, length)))
        .Function(WasiHost.ModuleName, "fd_advise", (Func<int, long, long, int, int>)((fd, offset, length, advice) => (int)Advise(fd, offset, length, advice)))
        .Function(WasiHost.ModuleName, "fd_sync", (Func<int, int>)(fd => (int)Sync(fd, WasiRights.FdSync)))
        .Function(WasiHost.ModuleName, "fd_datasync", (Func<int, int>)(fd => (int)Sync(fd, WasiRights.FdDatasync)));

    private WasiErrno Stat(int fd, int result)
    {
        var error = descriptors.Get(fd, WasiRights.FdFilestatGet, out var descriptor);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (!memory.TrySpan(result, StatWriter.Bytes, out var room))
        {
            return WasiErrno.Fault;
        }

        error = descriptor.Node.Stat(out var stat);
        if (error == WasiErrno.Success)
        {
            StatWriter.Write(room, stat);
        }

        return error;
    }

    private WasiErrno SetSize(int fd, long size)
    {
        var error = File(fd, WasiRights.FdFilestatSetSize, out var file);
        return error != WasiErrno.Success ? error : size < 0 ? WasiErrno.Inval : file.SetSize((ulong)size);
    }

    private WasiErrno SetTimes(int fd, long accessedNs, long modifiedNs, int flags)
    {
        var error = descriptors.Get(fd, WasiRights.FdFilestatSetTimes, out var descriptor);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = StatWriter.Times(accessedNs, modifiedNs, flags, out var accessed, out var modified);
        return error != WasiErrno.Success ? error : descriptor.Node.SetTimes(accessed, modified);
    }

    private WasiErrno Allocate(int fd, long offset, long length)
    {
        var error = File(fd, WasiRights.FdAllocate, out var file);
        return error != WasiErrno.Success ? error
            : offset < 0 || length <= 0 ? WasiErrno.Inval
            : offset > long.MaxValue - length ? WasiErrno.Fbig
            : file.Allocate((ulong)offset, (ulong)length);
    }

    /// <summary>Checked, and not passed on: advice changes nothing that a program could see.</summary>
    private WasiErrno Advise(int fd, long offset, long length, int advice)
    {
        var error = descriptors.Get(fd, WasiRights.FdAdvise, out var descriptor);
        return error == WasiErrno.Badf ? error
            : descriptor.Node is not IWasiFile ? WasiErrno.Badf
            : error != WasiErrno.Success ? error
            : offset < 0 || length < 0 || advice is < 0 or > LastAdvice ? WasiErrno.Inval
            : WasiErrno.Success;
    }

    private WasiErrno Sync(int fd, WasiRights right)
    {
        var error = descriptors.Get(fd, right, out var descriptor);
        return error != WasiErrno.Success ? error : descriptor.Node.Sync(dataOnly: right == WasiRights.FdDatasync);
    }

    private WasiErrno File(int fd, WasiRights right, out IWasiFile file)
    {
        file = null!;
        if (!descriptors.TryGet(fd, out var descriptor))
        {
            return WasiErrno.Badf;
        }

        if (descriptor.Node is not IWasiFile plain)
        {
            return descriptor.Node is IWasiDirectory ? WasiErrno.Isdir : WasiErrno.Inval;
        }

        file = plain;
        return (descriptor.Rights & right) == right ? WasiErrno.Success : WasiErrno.Notcapable;
    }
}
