using Ludos.Base;

namespace Ludos.Units;

/// <summary>One thread's instance of a library, thrown away after a crash and started anew at once, so that the next call finds it ready.</summary>
internal sealed class LibrarySeat(LibrarySupervisor supervisor, IClock clock) : IDisposable
{
    // Shared counters are brought up to date now and then: a line that every thread writes at every call would cost more than the call.
    private const int CallsCountedAtOnce = 256;

    private LibraryInstance? _instance;
    private bool _owesRestart;
    private int _calls;
    private int _faults;

    public LibrarySupervisor Supervisor
    {
        get
        {
            CountNow();
            return supervisor;
        }
    }

    public bool IsStarted => _instance is not null;

    public ExecuteOutcome Execute(int method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output)
    {
        if (!supervisor.Admits)
        {
            return new ExecuteOutcome(ExecuteCode.Retired);
        }

        if (_instance is null && TryStart() is { IsOk: false } failed)
        {
            return failed;
        }

        var outcome = _instance!.Execute(method, input, parameters, output);
        if (++_calls == CallsCountedAtOnce)
        {
            CountNow();
        }

        if (outcome.Code != ExecuteCode.Ok)
        {
            AfterFault(outcome);
        }

        return outcome;
    }

    public void RequestStop() => Volatile.Read(ref _instance)?.RequestStop();

    public void Dispose()
    {
        CountNow();
        _instance?.Dispose();
        _instance = null;
    }

    private void AfterFault(in ExecuteOutcome outcome)
    {
        _faults++;
        if (!outcome.IsCrash)
        {
            return;
        }

        var crashedAtNs = clock.NowNs;
        supervisor.Crashed(outcome.Detail ?? outcome.Code.ToString());
        var broken = _instance!;
        Volatile.Write(ref _instance, null);
        broken.Dispose();
        _owesRestart = true;
        if (TryStart().IsOk)
        {
            supervisor.Restarted(clock.NowNs - crashedAtNs);
        }
    }

    private ExecuteOutcome TryStart()
    {
        if (_owesRestart && !supervisor.TryPlanRestart())
        {
            return new ExecuteOutcome(ExecuteCode.Retired);
        }

        if (!supervisor.Library.Start().TryGet(out var instance, out var fault))
        {
            _owesRestart = true;
            supervisor.Crashed(fault.ToString());
            return new ExecuteOutcome(ExecuteCode.NotStarted, Detail: fault.ToString());
        }

        Volatile.Write(ref _instance, instance);
        _owesRestart = false;
        supervisor.Started();
        return default;
    }

    private void CountNow()
    {
        if (_calls != 0)
        {
            supervisor.CountCalls(_calls, _faults);
            (_calls, _faults) = (0, 0);
        }
    }
}
