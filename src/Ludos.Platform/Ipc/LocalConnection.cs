using System.Net.Sockets;
using Ludos.Base;
using Ludos.Platform.Native;
using Ludos.Platform.Processes;
using Ludos.Platform.Sync;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Ipc;

/// <summary>
/// One connection over a Unix socket: whole messages with descriptors, or a plain <see cref="Stream"/>. One sender and one receiver at a time;
/// <see cref="Dispose"/> from any thread ends both.
/// </summary>
public sealed class LocalConnection : IDisposable
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromHours(1);

    private readonly Socket _socket;
    private readonly string _path;
    private NetworkStream? _stream;
    private bool _isDisposed;

    internal LocalConnection(Socket socket, string path)
    {
        _socket = socket;
        _path = path;
        Peer = LocalPeer.Of(socket);
    }

    public LocalPeer Peer { get; }

    /// <summary>The connection as bytes. Use either this or the message calls.</summary>
    public Stream Stream => _stream ??= new NetworkStream(_socket, ownsSocket: false);

    /// <summary>True once the other side has closed or died, or this side is disposed. One system call; allocates nothing.</summary>
    public unsafe bool IsClosed
    {
        get
        {
            if (_isDisposed)
            {
                return true;
            }

            if (!OperatingSystem.IsLinux())
            {
                return !_socket.Connected;
            }

            const short peerHungUp = 0x2000;
            const short hungUpOrFailed = 0x10 | 0x8 | 0x20;
            var entry = new PollEntry { File = (int)_socket.Handle, Events = peerHungUp };
            return Libc.Poll(&entry, 1, 0) > 0 && (entry.Returned & (peerHungUp | hungUpOrFailed)) != 0;
        }
    }

    /// <param name="timeout">Longest wait for a listener whose queue is full; positive.</param>
    public static Result<LocalConnection, LocalSocketErrorCode> Connect(string path, TimeSpan timeout)
    {
        if (!LocalAddress.Of(path).TryGet(out var address, out var fault))
        {
            return fault;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { SendTimeout = Milliseconds(timeout) };
        try
        {
            socket.Connect(address);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            var absent = failure.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable || !File.Exists(path);
            return absent ? LocalAddress.Fault(LocalSocketErrorCode.NotListening, path, "nothing listens there")
                : LocalAddress.Fault(failure.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock ? LocalSocketErrorCode.TimedOut : LocalSocketErrorCode.System, path, failure.Message.TrimEnd('.'));
        }

        var connection = new LocalConnection(socket, path);
        if (connection.Peer.IsThisUser)
        {
            return connection;
        }

        connection.Dispose();
        return LocalAddress.Fault(LocalSocketErrorCode.OtherUser, path, "another user's process listens there");
    }

    /// <summary>How long <see cref="Receive"/> and a read of <see cref="Stream"/> wait; negative: for ever.</summary>
    public void SetReceiveTimeout(TimeSpan timeout) => _socket.ReceiveTimeout = timeout < TimeSpan.Zero ? 0 : Milliseconds(timeout);

    /// <summary>Sends the whole message; <paramref name="descriptors"/> travel with its first byte. Null on success.</summary>
    public Fault<LocalSocketErrorCode>? Send(ReadOnlySpan<byte> message, ReadOnlySpan<SafeFileHandle> descriptors = default)
    {
        try
        {
            return DescriptorMessage.Send(_socket.SafeHandle, message, descriptors, _path);
        }
        catch (ObjectDisposedException)
        {
            return LocalAddress.Fault(LocalSocketErrorCode.Closed, _path, "this side was closed");
        }
    }

    /// <summary>Waits until something can be received, this side is disposed (both say Readable), or <paramref name="peer"/> has ended, which goes first.</summary>
    /// <param name="timeout">Negative: no limit.</param>
    public unsafe ConnectionEvent Await(ProcessExit? peer, TimeSpan timeout)
    {
        if (!OperatingSystem.IsLinux())
        {
            return ConnectionEvent.Readable;
        }

        const short readable = 1;
        var deadline = Deadline.After(timeout);
        var (isSocketHeld, isPeerHeld) = (false, false);
        try
        {
            _socket.SafeHandle.DangerousAddRef(ref isSocketHeld);
            peer?.Descriptor.DangerousAddRef(ref isPeerHeld);
            var entries = stackalloc PollEntry[2];
            entries[0] = new PollEntry { File = (int)_socket.SafeHandle.DangerousGetHandle(), Events = readable };
            entries[1] = new PollEntry { File = peer is null ? -1 : (int)peer.Descriptor.DangerousGetHandle(), Events = readable };
            while (true)
            {
                var left = deadline.Left(LongestPoll);
                if (Libc.Poll(entries, 2, (int)Math.Ceiling(left.TotalMilliseconds)) > 0)
                {
                    return entries[1].Returned != 0 ? ConnectionEvent.PeerEnded : ConnectionEvent.Readable;
                }

                if (deadline.IsPast)
                {
                    return ConnectionEvent.TimedOut;
                }
            }
        }
        catch (ObjectDisposedException)
        {
            return ConnectionEvent.Readable;
        }
        finally
        {
            if (isSocketHeld)
            {
                _socket.SafeHandle.DangerousRelease();
            }

            if (isPeerHeld)
            {
                peer!.Descriptor.DangerousRelease();
            }
        }
    }

    /// <summary>Fills <paramref name="message"/> whole. Descriptors that came along are added to <paramref name="descriptors"/>, which owns them then; null refuses them.</summary>
    /// <returns>Null on success; <see cref="LocalSocketErrorCode.Closed"/> when either side ended before the message did.</returns>
    public Fault<LocalSocketErrorCode>? Receive(Span<byte> message, ICollection<SafeFileHandle>? descriptors = null)
    {
        try
        {
            return DescriptorMessage.Receive(_socket.SafeHandle, message, descriptors, _path);
        }
        catch (ObjectDisposedException)
        {
            // Disposed by another thread, before the call or while a signal interrupted it.
            return LocalAddress.Fault(LocalSocketErrorCode.Closed, _path, "this side was closed");
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            // A thread inside Receive holds the descriptor open; only a shutdown gets it out.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side was first.
        }

        _stream?.Dispose();
        _socket.Dispose();
    }

    private static int Milliseconds(TimeSpan timeout) => (int)Math.Clamp(timeout.TotalMilliseconds, 1, int.MaxValue);
}
