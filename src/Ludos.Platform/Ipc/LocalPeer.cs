using System.Net.Sockets;
using Ludos.Platform.Native;

namespace Ludos.Platform.Ipc;

/// <summary>Who is at the other end, as the kernel says.</summary>
/// <param name="Pid">Process number when it connected; 0 where the platform does not say.</param>
/// <param name="IsThisUser">It runs as the same user.</param>
public readonly record struct LocalPeer(int Pid, bool IsThisUser)
{
    internal static unsafe LocalPeer Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            // The socket lies in a folder that only this user can enter; that is the whole check.
            return new LocalPeer(0, true);
        }

        const int socketLevel = 1;
        const int peerCredentials = 17;
        var credentials = stackalloc int[3];
        var length = 3u * sizeof(int);
        var known = Libc.GetSocketOption(socket.SafeHandle, socketLevel, peerCredentials, credentials, &length) == 0 && length == 3 * sizeof(int);
        return known ? new LocalPeer(credentials[0], (uint)credentials[1] == Libc.EffectiveUser()) : new LocalPeer(0, false);
    }
}
