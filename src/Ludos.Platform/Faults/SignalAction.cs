using System.Runtime.InteropServices;

namespace Ludos.Platform.Faults;

/// <summary>What a 64-bit Linux C library (glibc and musl alike) calls struct sigaction.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe partial struct SignalAction
{
    public const int SegmentationFault = 11;

    /// <summary>The handler takes the signal's information and the interrupted context.</summary>
    public const int WithInformation = 4;

    private const int MaskBytes = 128;

    public nint Handler;
    public fixed byte Mask[MaskBytes];
    public int Flags;
    public nint Restorer;

    [LibraryImport("libc", EntryPoint = "sigaction")]
    public static partial int Exchange(int signal, SignalAction* wanted, SignalAction* previous);
}
