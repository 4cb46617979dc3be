using System.Diagnostics;

namespace Ludos.Platform.Processes;

/// <summary>What this process has used of the processors.</summary>
public static class ProcessorTime
{
    /// <summary>Time of all its threads, in user code and in the kernel, since it began.</summary>
    public static TimeSpan OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
