namespace Ludos.Platform.Processes;

public enum ChildProcessError
{
    NotStarted,
    TimedOut,
}
