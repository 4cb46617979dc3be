using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Processes;

/// <summary>Tells when one process ends, whoever still holds its sockets and files. Linux only. Disposing closes the watch, not the process.</summary>
public sealed class ProcessExit : IDisposable
{
    private const int PidfdOpen = 434;

    private ProcessExit(SafeFileHandle descriptor) => Descriptor = descriptor;

    /// <summary>Becomes readable when the process ends.</summary>
    internal SafeFileHandle Descriptor { get; }

    /// <summary>Null where the platform cannot tell, or when the process has already ended.</summary>
    public static ProcessExit? Watch(ProcessIdentity process)
    {
        if (!OperatingSystem.IsLinux() || process.Pid <= 0)
        {
            return null;
        }

        var raw = Libc.OpenProcess(PidfdOpen, process.Pid, 0);
        if (raw < 0)
        {
            return null;
        }

        // Looked at after the descriptor is open: from then on the number cannot pass to another process unnoticed.
        var descriptor = new SafeFileHandle(raw, ownsHandle: true);
        if (process.IsAlive)
        {
            return new ProcessExit(descriptor);
        }

        descriptor.Dispose();
        return null;
    }

    public void Dispose() => Descriptor.Dispose();
}
