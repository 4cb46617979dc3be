using System.Runtime.InteropServices;

namespace Ludos.Platform.Files;

/// <summary>A write past the process's file size limit (ulimit -f) raises a signal that ends the process. Once it is caught, the write fails like one on a full disk.</summary>
internal static class FileSizeSignal
{
    private const int SigXfsz = 25;

    private static PosixSignalRegistration? s_registration;

    /// <summary>From now on the signal does nothing. Before any file that grows is made; thread-safe.</summary>
    internal static void Catch()
    {
        if (OperatingSystem.IsWindows() || Volatile.Read(ref s_registration) is not null)
        {
            return;
        }

        var registration = PosixSignalRegistration.Create((PosixSignal)SigXfsz, context => context.Cancel = true);
        if (Interlocked.CompareExchange(ref s_registration, registration, null) is not null)
        {
            registration.Dispose();
        }
    }
}
