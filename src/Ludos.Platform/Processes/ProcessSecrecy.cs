using System.Runtime.InteropServices;

namespace Ludos.Platform.Processes;

/// <summary>What a process that holds secrets asks of the kernel. Linux; elsewhere nothing is promised.</summary>
public static unsafe partial class ProcessSecrecy
{
    private const int SetDumpable = 4;
    private const int GetDumpable = 3;
    private const int CoreSize = 4;

    /// <summary>Whether other processes of this user may not read this one's memory or trace it, and no core file is written. Root may, always.</summary>
    public static bool IsOn => OperatingSystem.IsLinux() && Control(GetDumpable, 0, 0, 0, 0) == 0;

    /// <summary>Asks for it, for the rest of this process's life. False where the kernel refuses.</summary>
    public static bool TurnOn()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var none = stackalloc ulong[2];
        _ = SetLimit(CoreSize, none);
        return Control(SetDumpable, 0, 0, 0, 0) == 0;
    }

    /// <summary>Leaves the terminal and the group of whoever started this process, so that their signals do not reach it. False when it led a group already.</summary>
    public static bool LeaveTerminal() => !OperatingSystem.IsWindows() && NewSession() >= 0;

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ulong* currentAndMaximum);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int NewSession();
}
