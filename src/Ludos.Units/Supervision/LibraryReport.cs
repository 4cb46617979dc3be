namespace Ludos.Units;

/// <summary>What a supervisor knows of a library, at one moment, over all threads that call it.</summary>
/// <param name="Calls">Calls that ended, however.</param>
/// <param name="Faults">Calls that ended with a fault code of the method's own, or were refused.</param>
/// <param name="Crashes">Calls after which the instance was thrown away.</param>
/// <param name="Restarts">Instances started after a crash.</param>
/// <param name="LongestRestartNs">From the crash's outcome to an instance ready for the next call.</param>
/// <param name="LastCrash">One sentence; null when there was none.</param>
public sealed record LibraryReport(string Library, LibraryHealth Health, long Calls, long Faults, long Crashes, long Restarts, long LongestRestartNs, string? LastCrash);
