using Ludos.Base;

namespace Ludos.Units;

/// <summary>
/// Executes methods of a catalog on the present thread. For one thread at a time; <see cref="RequestStop"/> alone may be called from another.
/// Libraries are started at their first call, and again after they crashed, as their supervisors allow.
/// </summary>
public sealed class Dispatcher : IDisposable
{
    private readonly LibraryCatalog _catalog;
    private readonly LibrarySeat[] _seats;
    private LibrarySeat? _running;

    /// <summary>A dispatcher whose libraries no other dispatcher shares.</summary>
    public Dispatcher(LibraryCatalog catalog, RestartBudget budget, IClock clock)
        : this(catalog, Supervisors(catalog, budget, clock), clock)
    {
    }

    internal Dispatcher(LibraryCatalog catalog, LibrarySupervisor[] supervisors, IClock clock)
    {
        _catalog = catalog;
        _seats = Array.ConvertAll(supervisors, supervisor => new LibrarySeat(supervisor, clock));
    }

    /// <summary>Executes a method by its names: looks them up each time. Every way to fail has a code.</summary>
    public ExecuteOutcome Execute(string library, string method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output)
    {
        if (_catalog.Resolve(library, method).TryGet(out var handle, out var fault))
        {
            return Execute(handle, input, parameters, output);
        }

        return new ExecuteOutcome(fault.Code == LibraryErrorCode.NoSuchLibrary ? ExecuteCode.NoSuchLibrary : ExecuteCode.NoSuchMethod, Detail: fault.ToString());
    }

    /// <summary>Executes a method found before. Allocates nothing when it succeeds and the library runs already.</summary>
    public ExecuteOutcome Execute(MethodHandle method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output)
    {
        if ((uint)method.Library >= (uint)_seats.Length)
        {
            return new ExecuteOutcome(ExecuteCode.NoSuchLibrary);
        }

        var seat = _seats[method.Library];
        Volatile.Write(ref _running, seat);
        var outcome = seat.Execute(method.Method, input, parameters, output);
        Volatile.Write(ref _running, null);
        return outcome;
    }

    /// <summary>Ends the running call, if there is one and its library can be stopped. Any thread may call it.</summary>
    public void RequestStop() => Volatile.Read(ref _running)?.RequestStop();

    /// <summary>By the catalog's order.</summary>
    public LibraryReport Report(int library) => _seats[library].Supervisor.Report();

    public void Dispose()
    {
        foreach (var seat in _seats)
        {
            seat.Dispose();
        }
    }

    internal bool IsStarted(int library) => _seats[library].IsStarted;

    internal static LibrarySupervisor[] Supervisors(LibraryCatalog catalog, RestartBudget budget, IClock clock) =>
        [.. catalog.Libraries.Select(library => new LibrarySupervisor(library, budget, clock))];
}
