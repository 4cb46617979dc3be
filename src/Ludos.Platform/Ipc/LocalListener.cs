using System.Net.Sockets;
using Ludos.Base;
using Ludos.Platform.Native;

namespace Ludos.Platform.Ipc;

/// <summary>
/// Listens at a Unix socket that only this user can reach (mode 0600 from the moment it exists). A socket left by a killed process is replaced;
/// one that someone listens at is not. <see cref="Dispose"/> removes the path and ends a waiting <see cref="Accept"/>. Thread-safe.
/// </summary>
public sealed class LocalListener : IDisposable
{
    private const int Backlog = 32;
    private const uint OwnerReadWrite = 0b110_000_000;
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;

    private LocalListener(Socket socket, string path)
    {
        _socket = socket;
        Path = path;
    }

    public string Path { get; }

    public static Result<LocalListener, LocalSocketErrorCode> Bind(string path)
    {
        if (!LocalAddress.Of(path).TryGet(out var address, out var fault))
        {
            return fault;
        }

        // Two starters may both find the same dead socket; without the lock the second would remove the first one's new one.
        using var alone = FolderLock.Take(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? ".");
        if (File.Exists(path) && RemoveStale(path) is { } taken)
        {
            return taken;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // The socket's own mode is what its path is created with, so there is no moment at which others could connect.
                _ = Libc.ChangeMode(socket.SafeHandle, OwnerReadWrite);
            }

            socket.Bind(address);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen(Backlog);
            return new LocalListener(socket, path);
        }
        catch (Exception failure) when (failure is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            return failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
                ? LocalAddress.Fault(LocalSocketErrorCode.AddressTaken, path, "something already lies there")
                : LocalAddress.Fault(LocalSocketErrorCode.System, path, failure.Message.TrimEnd('.'));
        }
    }

    /// <summary>Waits for the next connection of this user; those of other users are closed unheard. <see cref="LocalSocketErrorCode.Closed"/> once disposed.</summary>
    public Result<LocalConnection, LocalSocketErrorCode> Accept()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = _socket.Accept();
            }
            catch (ObjectDisposedException)
            {
                return LocalAddress.Fault(LocalSocketErrorCode.Closed, Path, "no longer listens");
            }
            catch (SocketException failure)
            {
                var code = failure.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket or SocketError.InvalidArgument
                    ? LocalSocketErrorCode.Closed : LocalSocketErrorCode.System;
                return LocalAddress.Fault(code, Path, failure.Message.TrimEnd('.'));
            }

            var connection = new LocalConnection(socket, Path);
            if (connection.Peer.IsThisUser)
            {
                return connection;
            }

            connection.Dispose();
        }
    }

    public void Dispose()
    {
        // Closing removes the path after the socket is dead: without the lock a new listener could find it dead and bind, and lose its own path to us.
        using var alone = FolderLock.Take(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? ".");
        _socket.Dispose();
    }

    private static Fault<LocalSocketErrorCode>? RemoveStale(string path)
    {
        var probe = LocalConnection.Connect(path, ProbeTimeout);
        if (probe.IsOk)
        {
            probe.Value.Dispose();
            return LocalAddress.Fault(LocalSocketErrorCode.AddressTaken, path, "another process listens there");
        }

        if (probe.Fault.Code != LocalSocketErrorCode.NotListening)
        {
            return LocalAddress.Fault(LocalSocketErrorCode.AddressTaken, path, probe.Fault.Message);
        }

        // Refused also for a plain file, which is somebody's and not ours to remove.
        if (!OperatingSystem.IsWindows() && !FileOwner.IsSocket(path))
        {
            return LocalAddress.Fault(LocalSocketErrorCode.AddressTaken, path, "a file that is no socket lies there");
        }

        File.Delete(path);
        return null;
    }
}
