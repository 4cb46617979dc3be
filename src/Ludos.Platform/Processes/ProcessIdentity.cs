using System.Diagnostics;
using System.Globalization;

namespace Ludos.Platform.Processes;

/// <summary>A process, told apart from a later one that was given the same number.</summary>
/// <param name="Pid">Process number; 0 is nobody.</param>
/// <param name="StartTicks">When it began, in the platform's own count since boot; 0 where unknown.</param>
public readonly record struct ProcessIdentity(int Pid, ulong StartTicks)
{
    private const int StartTimeField = 22;

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = Of(Environment.ProcessId) ?? new(Environment.ProcessId, 0);

    /// <summary>The process that has this number now, or null.</summary>
    public static ProcessIdentity? Of(int pid)
    {
        if (pid <= 0)
        {
            return null;
        }

        return OperatingSystem.IsLinux() ? FromProc(pid) : FromFramework(pid);
    }

    /// <summary>Whether it still runs. A zombie does not: it will never write again.</summary>
    public bool IsAlive => Of(Pid) is { } now && (now.StartTicks == StartTicks || StartTicks == 0);

    private static ProcessIdentity? FromProc(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // The second field is the program's name in brackets and may itself hold spaces and brackets.
        var afterName = stat.LastIndexOf(')') + 2;
        if (afterName < 2 || afterName >= stat.Length || stat[afterName] is 'Z' or 'X')
        {
            return null;
        }

        var fields = stat[afterName..].Split(' ');
        const int firstFieldAfterName = 3;
        return fields.Length > StartTimeField - firstFieldAfterName
            && ulong.TryParse(fields[StartTimeField - firstFieldAfterName], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new ProcessIdentity(pid, start)
            : null;
    }

    private static ProcessIdentity? FromFramework(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited ? null : new ProcessIdentity(pid, (ulong)process.StartTime.ToUniversalTime().Ticks);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
