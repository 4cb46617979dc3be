using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text;
using Ludos.Wasm.Wasi;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Stands where a program stands: a memory, and the functions of preview 1 by name.</summary>
internal sealed class Guest : IDisposable
{
    public const int Folder = 3;
    public const long AllRights = (long)(WasiRights.Directory | WasiRights.File);
    public const long ReadRights = AllRights & ~(long)WasiRights.Changing;

    // Where in the memory each sort of argument goes.
    private const int PathAt = 1024;
    private const int SecondPathAt = 8192;
    private const int ResultAt = 16384;
    private const int VectorAt = 20480;
    private const int BufferAt = 65536;
    private const int BufferBytes = 65536;

    private readonly WasiHost _host;
    private readonly WasmMemory _memory = WasmMemory.Allocate(4, 16);

    public Guest(WasiOptions options)
    {
        _host = new WasiHost(options);
        _host.Attach(_memory);
    }

    public WasiHost Host => _host;

    public WasmMemory Memory => _memory;

    public void Dispose()
    {
        _host.Dispose();
        _memory.Dispose();
    }

    public WasiErrno Call(string name, params object[] arguments)
    {
        var function = (Delegate)_host.Imports.Entries[(WasiHost.ModuleName, name)];
        try
        {
            return function.DynamicInvoke(arguments) is int errno ? (WasiErrno)errno : WasiErrno.Success;
        }
        catch (TargetInvocationException wrapped)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }
    }

    public WasiErrno Open(string path, out int fd, WasiOpenFlags flags = 0, long rights = AllRights, int folder = Folder, WasiFdFlags fdFlags = 0, bool follow = true)
    {
        var errno = Call("path_open", folder, follow ? 1 : 0, PathAt, Put(path), (int)flags, rights, AllRights, (int)fdFlags, ResultAt);
        fd = errno == WasiErrno.Success ? ReadInt(ResultAt) : -1;
        return errno;
    }

    /// <summary>Opens what must be there to be opened.</summary>
    public int Opened(string path, WasiOpenFlags flags = 0, long rights = AllRights, WasiFdFlags fdFlags = 0)
    {
        var errno = Open(path, out var fd, flags, rights, fdFlags: fdFlags);
        return errno == WasiErrno.Success ? fd : throw new InvalidOperationException($"{path}: {errno}");
    }

    public int OpenedFolder(string path) => Opened(path, WasiOpenFlags.Directory, (long)WasiRights.Directory);

    public WasiErrno Close(int fd) => Call("fd_close", fd);

    public WasiErrno Write(int fd, string text, out int count, long? place = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.CopyTo(_memory.Span[BufferAt..]);
        WriteVector(bytes.Length);
        var errno = place is { } at ? Call("fd_pwrite", fd, VectorAt, 1, at, ResultAt) : Call("fd_write", fd, VectorAt, 1, ResultAt);
        count = errno == WasiErrno.Success ? ReadInt(ResultAt) : 0;
        return errno;
    }

    public WasiErrno Read(int fd, out string text, int most = 4096, long? place = null)
    {
        WriteVector(most);
        var errno = place is { } at ? Call("fd_pread", fd, VectorAt, 1, at, ResultAt) : Call("fd_read", fd, VectorAt, 1, ResultAt);
        text = errno == WasiErrno.Success ? Encoding.UTF8.GetString(_memory.Span.Slice(BufferAt, ReadInt(ResultAt))) : "";
        return errno;
    }

    public WasiErrno Seek(int fd, long delta, int whence, out long place)
    {
        var errno = Call("fd_seek", fd, delta, whence, ResultAt);
        place = BinaryPrimitives.ReadInt64LittleEndian(_memory.Span[ResultAt..]);
        return errno;
    }

    public WasiErrno Stat(string path, out WasiFileStat stat, bool follow = true, int folder = Folder) =>
        ReadStat(Call("path_filestat_get", folder, follow ? 1 : 0, PathAt, Put(path), ResultAt), out stat);

    public WasiErrno Stat(int fd, out WasiFileStat stat) => ReadStat(Call("fd_filestat_get", fd, ResultAt), out stat);

    public WasiErrno OnPath(string call, string path, int folder = Folder) => Call(call, folder, PathAt, Put(path));

    public WasiErrno MakeFolder(string path) => OnPath("path_create_directory", path);

    public WasiErrno Unlink(string path) => OnPath("path_unlink_file", path);

    public WasiErrno RemoveFolder(string path) => OnPath("path_remove_directory", path);

    public WasiErrno Rename(string path, string to, int toFolder = Folder) => Call("path_rename", Folder, PathAt, Put(path), toFolder, SecondPathAt, Put(to, SecondPathAt));

    public WasiErrno Link(string path, string to, int flags = 0, int toFolder = Folder) => Call("path_link", Folder, flags, PathAt, Put(path), toFolder, SecondPathAt, Put(to, SecondPathAt));

    public WasiErrno Symlink(string content, string path) => Call("path_symlink", SecondPathAt, Put(content, SecondPathAt), Folder, PathAt, Put(path));

    public WasiErrno ReadLink(string path, out string content, int most = 4096)
    {
        var errno = Call("path_readlink", Folder, PathAt, Put(path), BufferAt, most, ResultAt);
        content = errno == WasiErrno.Success ? Encoding.UTF8.GetString(_memory.Span.Slice(BufferAt, ReadInt(ResultAt))) : "";
        return errno;
    }

    /// <summary>Names and types, read through a buffer of this size as a program would.</summary>
    public WasiErrno List(int fd, out List<(string Name, WasiFileType Type)> names, int bufferBytes = 4096)
    {
        names = [];
        for (long cookie = 0; ;)
        {
            var errno = Call("fd_readdir", fd, BufferAt, bufferBytes, cookie, ResultAt);
            if (errno != WasiErrno.Success)
            {
                return errno;
            }

            var used = ReadInt(ResultAt);
            var rest = _memory.Span.Slice(BufferAt, used);
            var before = names.Count;
            const int headBytes = 24;
            while (rest.Length >= headBytes && rest.Length >= headBytes + BinaryPrimitives.ReadInt32LittleEndian(rest[16..]))
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(rest[16..]);
                cookie = BinaryPrimitives.ReadInt64LittleEndian(rest);
                names.Add((Encoding.UTF8.GetString(rest.Slice(headBytes, length)), (WasiFileType)rest[20]));
                rest = rest[(headBytes + length)..];
            }

            if (used < bufferBytes || names.Count == before)
            {
                return WasiErrno.Success;
            }
        }
    }

    public WasiErrno WriteFile(string path, string text)
    {
        var errno = Open(path, out var fd, WasiOpenFlags.Create | WasiOpenFlags.Truncate);
        if (errno == WasiErrno.Success)
        {
            errno = Write(fd, text, out _);
            Close(fd);
        }

        return errno;
    }

    public WasiErrno ReadFile(string path, out string text)
    {
        text = "";
        var errno = Open(path, out var fd, rights: ReadRights);
        if (errno == WasiErrno.Success)
        {
            errno = Read(fd, out text);
            Close(fd);
        }

        return errno;
    }

    private int Put(string path, int at = PathAt) => Encoding.UTF8.GetBytes(path, _memory.Span[at..]);

    private int ReadInt(int at) => BinaryPrimitives.ReadInt32LittleEndian(_memory.Span[at..]);

    private void WriteVector(int length)
    {
        Xunit.Assert.InRange(length, 0, BufferBytes);
        BinaryPrimitives.WriteInt32LittleEndian(_memory.Span[VectorAt..], BufferAt);
        BinaryPrimitives.WriteInt32LittleEndian(_memory.Span[(VectorAt + 4)..], length);
    }

    private WasiErrno ReadStat(WasiErrno errno, out WasiFileStat stat)
    {
        var raw = _memory.Span[ResultAt..];
        ulong At(ReadOnlySpan<byte> from, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(from[offset..]);
        stat = errno != WasiErrno.Success ? default : new WasiFileStat(At(raw, 0), At(raw, 8), (WasiFileType)raw[16], At(raw, 24), At(raw, 32), At(raw, 40), At(raw, 48), At(raw, 56));
        return errno;
    }
}
