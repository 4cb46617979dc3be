using System.Buffers.Binary;

namespace Ludos.Wasm.Wasi.Calls;

/// <summary>What concerns a descriptor and not what it stands for: close, renumber, fdstat, prestat.</summary>
internal sealed class DescriptorCalls(GuestMemory memory, DescriptorTable descriptors)
{
    private const int FdstatBytes = 24;
    private const int PrestatBytes = 8;

    public void AddTo(ImportSet imports) => imports
        .Function(WasiHost.ModuleName, "fd_close", (Func<int, int>)(fd => (int)descriptors.Close(fd)))
        .Function(WasiHost.ModuleName, "fd_renumber", (Func<int, int, int>)((from, to) => (int)descriptors.Renumber(from, to)))
        .Function(WasiHost.ModuleName, "fd_fdstat_get", (Func<int, int, int>)((fd, result) => (int)Fdstat(fd, result)))
        .Function(WasiHost.ModuleName, "fd_fdstat_set_flags", (Func<int, int, int>)((fd, flags) => (int)SetFlags(fd, flags)))
        .Function(WasiHost.ModuleName, "fd_fdstat_set_rights", (Func<int, long, long, int>)((fd, rights, inheriting) => (int)SetRights(fd, rights, inheriting)))
        .Function(WasiHost.ModuleName, "fd_prestat_get", (Func<int, int, int>)((fd, result) => (int)Prestat(fd, result)))
        .Function(WasiHost.ModuleName, "fd_prestat_dir_name", (Func<int, int, int, int>)((fd, buffer, length) => (int)PrestatName(fd, buffer, length)));

    private WasiErrno Fdstat(int fd, int result)
    {
        if (!descriptors.TryGet(fd, out var descriptor))
        {
            return WasiErrno.Badf;
        }

        if (!memory.TrySpan(result, FdstatBytes, out var room))
        {
            return WasiErrno.Fault;
        }

        const int flagsAt = 2;
        const int rightsAt = 8;
        const int inheritingAt = 16;
        room.Clear();
        room[0] = (byte)descriptor.Type;
        BinaryPrimitives.WriteUInt16LittleEndian(room[flagsAt..], (ushort)descriptor.Flags);
        BinaryPrimitives.WriteUInt64LittleEndian(room[rightsAt..], (ulong)descriptor.Rights);
        BinaryPrimitives.WriteUInt64LittleEndian(room[inheritingAt..], (ulong)descriptor.Inheriting);
        return WasiErrno.Success;
    }

    private WasiErrno SetFlags(int fd, int flags)
    {
        var error = descriptors.Get(fd, WasiRights.FdFdstatSetFlags, out var descriptor);
        if (error == WasiErrno.Success && (flags & ~(int)WasiFdFlags.All) != 0)
        {
            error = WasiErrno.Inval;
        }

        if (error == WasiErrno.Success)
        {
            descriptor.Flags = (WasiFdFlags)flags;
        }

        return error;
    }

    /// <summary>Rights can be given up, never gained.</summary>
    private WasiErrno SetRights(int fd, long rights, long inheriting)
    {
        if (!descriptors.TryGet(fd, out var descriptor))
        {
            return WasiErrno.Badf;
        }

        if (((WasiRights)rights & ~descriptor.Rights) != 0 || ((WasiRights)inheriting & ~descriptor.Inheriting) != 0)
        {
            return WasiErrno.Notcapable;
        }

        descriptor.Rights = (WasiRights)rights;
        descriptor.Inheriting = (WasiRights)inheriting;
        return WasiErrno.Success;
    }

    private WasiErrno Prestat(int fd, int result)
    {
        if (!descriptors.TryGet(fd, out var descriptor) || descriptor.PreopenName is not { } name)
        {
            return WasiErrno.Badf;
        }

        if (!memory.TrySpan(result, PrestatBytes, out var room))
        {
            return WasiErrno.Fault;
        }

        const int lengthAt = 4;
        room.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(room[lengthAt..], name.Length);
        return WasiErrno.Success;
    }

    private WasiErrno PrestatName(int fd, int buffer, int length)
    {
        if (!descriptors.TryGet(fd, out var descriptor) || descriptor.PreopenName is not { } name)
        {
            return WasiErrno.Badf;
        }

        if ((uint)length < (uint)name.Length)
        {
            return WasiErrno.Nametoolong;
        }

        if (!memory.TrySpan(buffer, (uint)name.Length, out var room))
        {
            return WasiErrno.Fault;
        }

        name.CopyTo(room);
        return WasiErrno.Success;
    }
}
