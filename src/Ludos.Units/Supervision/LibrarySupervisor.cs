using Ludos.Base;

namespace Ludos.Units;

/// <summary>
/// Keeps one library serving over all threads that call it. Its six duties: load (start instances), admit (refuse calls of a retired library), watch (count calls,
/// faults and crashes), restart (within the budget), retire (when that is used up), report. Any thread may use it; a call that succeeds takes no lock.
/// </summary>
public sealed class LibrarySupervisor
{
    private readonly RestartBudget _budget;
    private readonly IClock _clock;
    private readonly Lock _gate = new();
    private readonly long[] _restartsAtNs;
    private readonly List<LibrarySeat> _seats = [];
    private int _nextRestart;
    private long _restarts;
    private long _crashes;
    private long _longestRestartNs;
    private string? _lastCrash;
    private int _health;

    internal LibrarySupervisor(Library library, RestartBudget budget, IClock clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budget.Restarts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(budget.Restarts, RestartBudget.MaxRestarts);
        Library = library;
        _budget = budget;
        _clock = clock;
        _restartsAtNs = new long[budget.Restarts];
        Array.Fill(_restartsAtNs, long.MinValue);
    }

    public Library Library { get; }

    public LibraryHealth Health => (LibraryHealth)Volatile.Read(ref _health);

    public LibraryReport Report()
    {
        lock (_gate)
        {
            return new LibraryReport(Library.Name, Health, _seats.Sum(seat => seat.Calls), _seats.Sum(seat => seat.Faults), _crashes, _restarts, _longestRestartNs, _lastCrash);
        }
    }

    /// <summary>Lets a retired library serve again, with a whole budget.</summary>
    public void Reinstate()
    {
        lock (_gate)
        {
            Array.Fill(_restartsAtNs, long.MinValue);
            _ = Interlocked.CompareExchange(ref _health, (int)LibraryHealth.Ailing, (int)LibraryHealth.Retired);
        }
    }

    internal bool Admits => Health != LibraryHealth.Retired;

    /// <summary>Counts that seat's calls from now on, also after it was disposed.</summary>
    internal void Add(LibrarySeat seat)
    {
        lock (_gate)
        {
            _seats.Add(seat);
        }
    }

    internal void Started()
    {
        lock (_gate)
        {
            if (Health != LibraryHealth.Retired)
            {
                Volatile.Write(ref _health, (int)LibraryHealth.Running);
            }
        }
    }

    internal void Crashed(string what)
    {
        lock (_gate)
        {
            _crashes++;
            _lastCrash = what;
            if (Health != LibraryHealth.Retired)
            {
                Volatile.Write(ref _health, (int)LibraryHealth.Ailing);
            }
        }
    }

    /// <summary>False when the budget is used up: the library is retired.</summary>
    internal bool TryPlanRestart()
    {
        lock (_gate)
        {
            var now = _clock.NowNs;
            var oldest = _restartsAtNs[_nextRestart];
            if (oldest != long.MinValue && now - oldest < (long)_budget.Window.TotalNanoseconds)
            {
                Volatile.Write(ref _health, (int)LibraryHealth.Retired);
                return false;
            }

            _restartsAtNs[_nextRestart] = now;
            _nextRestart = (_nextRestart + 1) % _restartsAtNs.Length;
            return true;
        }
    }

    internal void Restarted(long tookNs)
    {
        lock (_gate)
        {
            _restarts++;
            _longestRestartNs = Math.Max(_longestRestartNs, tookNs);
        }

        Started();
    }
}
