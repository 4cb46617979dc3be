using Ludos.Base;

namespace Ludos.Units;

/// <summary>One thread's instance of a library, thrown away after a crash and started anew at once, so that the next call finds it ready.</summary>
internal sealed class LibrarySeat : IDisposable
{
    private readonly LibrarySupervisor _supervisor;
    private readonly IClock _clock;
    private LibraryInstance? _instance;
    private bool _owesRestart;
    private long _calls;
    private long _faults;

    public LibrarySeat(LibrarySupervisor supervisor, IClock clock)
    {
        _supervisor = supervisor;
        _clock = clock;
        supervisor.Add(this);
    }

    public LibrarySupervisor Supervisor => _supervisor;

    /// <summary>Each thread counts for itself: a line that all of them write at every call would cost more than the call.</summary>
    public long Calls => Volatile.Read(ref _calls);

    public long Faults => Volatile.Read(ref _faults);

    public bool IsStarted => _instance is not null;

    public ExecuteOutcome Execute(int method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output)
    {
        if (!_supervisor.Admits)
        {
            return new ExecuteOutcome(ExecuteCode.Retired);
        }

        if (_instance is null && TryStart() is { IsOk: false } failed)
        {
            return failed;
        }

        var outcome = _instance!.Execute(method, input, parameters, output);
        Volatile.Write(ref _calls, _calls + 1);
        if (outcome.Code != ExecuteCode.Ok)
        {
            AfterFault(outcome);
        }

        return outcome;
    }

    public void RequestStop() => Volatile.Read(ref _instance)?.RequestStop();

    public void Dispose()
    {
        _instance?.Dispose();
        _instance = null;
    }

    private void AfterFault(in ExecuteOutcome outcome)
    {
        Volatile.Write(ref _faults, _faults + 1);
        if (!outcome.IsCrash)
        {
            return;
        }

        var crashedAtNs = _clock.NowNs;
        _supervisor.Crashed(outcome.Detail ?? outcome.Code.ToString());
        var broken = _instance!;
        Volatile.Write(ref _instance, null);
        broken.Dispose();
        _owesRestart = true;
        if (TryStart().IsOk)
        {
            _supervisor.Restarted(_clock.NowNs - crashedAtNs);
        }
    }

    private ExecuteOutcome TryStart()
    {
        if (_owesRestart && !_supervisor.TryPlanRestart())
        {
            return new ExecuteOutcome(ExecuteCode.Retired);
        }

        if (!_supervisor.Library.Start().TryGet(out var instance, out var fault))
        {
            _owesRestart = true;
            _supervisor.Crashed(fault.ToString());
            return new ExecuteOutcome(ExecuteCode.NotStarted, Detail: fault.ToString());
        }

        Volatile.Write(ref _instance, instance);
        _owesRestart = false;
        _supervisor.Started();
        return default;
    }
}
