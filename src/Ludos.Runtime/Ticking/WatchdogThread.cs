namespace Ludos.Runtime.Ticking;

/// <summary>Looks after units where no pulse beats: runs that go as fast as they can.</summary>
internal sealed class WatchdogThread : IDisposable
{
    private const int LookEveryMs = 20;

    private readonly Watchdog _watchdog;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;

    public WatchdogThread(Watchdog watchdog)
    {
        _watchdog = watchdog;
        _thread = new Thread(Run) { Name = "ludos watchdog", IsBackground = true, Priority = ThreadPriority.Highest };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.Wait(LookEveryMs))
        {
            _watchdog.Look();
        }
    }
}
