using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.State;

namespace Ludos.Units;

/// <summary>
/// Runs jobs on workers behind rings, or on the caller's thread where that is cheaper. Every job ends with exactly one outcome, whatever its library does.
/// Any thread may use it. Handing a job over allocates nothing and waits for nobody.
/// </summary>
public sealed class JobPool : IDisposable
{
    private readonly LibraryCatalog _catalog;
    private readonly JobPoolOptions _options;
    private readonly IClock _clock;
    private readonly LibrarySupervisor[] _supervisors;
    private readonly WaitingJobs _waiting;
    private readonly MethodCosts _costs;
    private readonly Dispatcher _here;
    private readonly Lock _hereGate = new();
    private readonly long[] _reasons = new long[Enum.GetValues<RouteReason>().Length];
    private readonly WorkerLane[] _lanes;
    private readonly SharedSegment _replySegment;
    private readonly ReplyDesk _desk;
    private long _handed;
    private long _refused;
    private bool _isDisposed;

    private JobPool(LibraryCatalog catalog, JobPoolOptions options, IClock clock, SharedSegment[] requests, SharedSegment replies)
    {
        _catalog = catalog;
        _options = options;
        _clock = clock;
        _supervisors = Dispatcher.Supervisors(catalog, options.Restarts, clock);
        _waiting = new WaitingJobs(options.JobsWaiting);
        _costs = new MethodCosts(catalog);
        _here = new Dispatcher(catalog, _supervisors, clock);
        _replySegment = replies;
        var replyRing = Ring.Open(replies).Value;
        _lanes = new WorkerLane[requests.Length];
        for (var i = 0; i < requests.Length; i++)
        {
            var ring = Ring.Open(requests[i]).Value;
            var worker = new JobWorker(i, new Dispatcher(catalog, _supervisors, clock), ring.OpenConsumer().Value, replyRing.OpenProducer().Value, _costs, clock, options.Attempts, options.LongestJob);
            _lanes[i] = new WorkerLane(worker, requests[i], ring.OpenProducer().Value);
        }

        _desk = new ReplyDesk(replyRing.OpenConsumer().Value, _waiting, _lanes, clock, options.LongestJob);
    }

    /// <summary>Starts the workers. The caller disposes the pool.</summary>
    public static Result<JobPool, JobErrorCode> Start(LibraryCatalog catalog, JobPoolOptions options, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        if (Problem(options) is { } problem)
        {
            return problem;
        }

        var segments = new List<SharedSegment>();
        for (var i = 0; i <= options.Workers; i++)
        {
            var kind = i == options.Workers ? RingKind.ManyProducers : RingKind.SingleProducer;
            if (!Ring.CreateSegment($"jobs-{i}", kind).TryGet(out var segment, out var fault))
            {
                segments.ForEach(made => made.Dispose());
                return new Fault<JobErrorCode>(JobErrorCode.OutOfMemory, fault.Message, fault.Mend);
            }

            segments.Add(segment);
        }

        var pool = new JobPool(catalog, options, clock, [.. segments[..^1]], segments[^1]);
        Array.ForEach(pool._lanes, lane => lane.Worker.Start());
        pool._desk.Start();
        return pool;
    }

    /// <summary>Runs one job. Input and parameters are copied before this returns. Await the result exactly once: until then its place counts as waiting.</summary>
    /// <param name="output">Where the output goes, at most <see cref="LibraryLimits.MaxOutputBytes"/> of it; not to be touched before the outcome is there.</param>
    public ValueTask<JobOutcome> RunAsync(MethodHandle method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Memory<byte> output, Route route = Route.Auto)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
        if (Refusal(method, input, parameters) is { } refused)
        {
            return new ValueTask<JobOutcome>(new JobOutcome(refused, 0, 0, 0, -1, RouteReason.AskedHere));
        }

        if (output.Length > LibraryLimits.MaxOutputBytes)
        {
            output = output[..LibraryLimits.MaxOutputBytes];
        }

        if (route == Route.Here)
        {
            return Here(method, input, parameters, output, RouteReason.AskedHere);
        }

        if (route == Route.Auto && _costs.MeanNs(method) is not 0 and var mean && mean < (long)_options.ShortJob.TotalNanoseconds)
        {
            return Here(method, input, parameters, output, RouteReason.Short);
        }

        if (Hand(method, input, parameters, output, route == Route.Auto ? RouteReason.Long : RouteReason.AskedWorker) is { } handed)
        {
            return handed;
        }

        if (route == Route.Auto)
        {
            return Here(method, input, parameters, output, RouteReason.WorkersFull);
        }

        _ = Interlocked.Increment(ref _refused);
        return new ValueTask<JobOutcome>(new JobOutcome(ExecuteCode.Busy, 0, 0, 0, -1, RouteReason.AskedWorker));
    }

    public JobPoolReport Report()
    {
        long Of(RouteReason reason) => Interlocked.Read(ref _reasons[(int)reason]);
        return new JobPoolReport(
            Interlocked.Read(ref _handed),
            _desk.Done,
            Of(RouteReason.AskedHere) + Of(RouteReason.Short) + Of(RouteReason.WorkersFull),
            Interlocked.Read(ref _refused),
            [.. Enum.GetValues<RouteReason>().Select(Of)],
            [.. _supervisors.Select(supervisor => supervisor.Report())]);
    }

    /// <summary>By the catalog's order.</summary>
    public LibrarySupervisor Supervisor(int library) => _supervisors[library];

    /// <summary>Ends running jobs; every job that still waits ends with <see cref="ExecuteCode.Stopped"/>.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        Array.ForEach(_lanes, lane => lane.Worker.Stop());
        Array.ForEach(_lanes, lane => lane.Worker.Join());
        _desk.Stop();
        foreach (var job in _waiting.All)
        {
            if (job.TryClose())
            {
                job.Finish(ExecuteCode.Stopped, default, 0, 0, 0);
            }
        }

        Array.ForEach(_lanes, lane => lane.Dispose());
        _replySegment.Dispose();
        lock (_hereGate)
        {
            _here.Dispose();
        }
    }

    private static Fault<JobErrorCode>? Problem(JobPoolOptions options) =>
        options.Workers is < 1 or > JobPoolOptions.MaxWorkers ? Bad("Workers", options.Workers, $"1 to {JobPoolOptions.MaxWorkers}")
        : options.JobsWaiting is < 1 or > JobPoolOptions.MaxJobsWaiting ? Bad("JobsWaiting", options.JobsWaiting, $"1 to {JobPoolOptions.MaxJobsWaiting}")
        : options.Attempts is < 1 or > 10 ? Bad("Attempts", options.Attempts, "1 to 10")
        : options.Restarts.Restarts is < 1 or > RestartBudget.MaxRestarts ? Bad("Restarts", options.Restarts.Restarts, $"1 to {RestartBudget.MaxRestarts}")
        : null;

    private static Fault<JobErrorCode> Bad(string option, int given, string range) => new(JobErrorCode.BadOption, $"{option} is {given}.", $"Use {range}.");

    private ExecuteCode? Refusal(MethodHandle method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters) =>
        (uint)method.Library >= (uint)_supervisors.Length ? ExecuteCode.NoSuchLibrary
        : (uint)method.Method >= (uint)_catalog.Libraries[method.Library].Methods.Length ? ExecuteCode.NoSuchMethod
        : input.Length > LibraryLimits.MaxInputBytes ? ExecuteCode.InputTooLarge
        : parameters.Length > LibraryLimits.MaxParameterBytes ? ExecuteCode.ParametersTooLarge
        : null;

    private ValueTask<JobOutcome> Here(MethodHandle method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Memory<byte> output, RouteReason reason)
    {
        Count(reason);
        lock (_hereGate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var beganNs = _clock.NowNs;
            var outcome = _here.Execute(method, input, parameters, output.Span);
            if (outcome.IsOk)
            {
                _costs.Add(method, _clock.NowNs - beganNs);
            }

            return new ValueTask<JobOutcome>(new JobOutcome(outcome.Code, outcome.OutputBytes, outcome.UnitCode, 1, -1, reason));
        }
    }

    /// <summary>Null when no worker has room, or no place to wait is left.</summary>
    private ValueTask<JobOutcome>? Hand(MethodHandle method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Memory<byte> output, RouteReason reason)
    {
        if (_waiting.TryTake() is not { } job)
        {
            return null;
        }

        var first = Least(method.Library);
        for (var i = 0; i < _lanes.Length; i++)
        {
            var at = (first + i) % _lanes.Length;
            job.Open(method, output, reason, at);
            var task = job.Task;
            if (_lanes[at].TrySend(job, output.Length, input, parameters))
            {
                _ = Interlocked.Increment(ref _handed);
                Count(reason);
                return task;
            }

            _ = job.TryClose();
        }

        _waiting.GiveBack(job);
        return null;
    }

    /// <summary>The worker with the fewest jobs on the way; of equals, one that runs the library already.</summary>
    private int Least(int library)
    {
        var best = 0;
        for (var i = 1; i < _lanes.Length; i++)
        {
            var fewer = _lanes[i].Pending - _lanes[best].Pending;
            if (fewer < 0 || (fewer == 0 && _lanes[i].Worker.HasStarted(library) && !_lanes[best].Worker.HasStarted(library)))
            {
                best = i;
            }
        }

        return best;
    }

    private void Count(RouteReason reason) => Interlocked.Increment(ref _reasons[(int)reason]);
}
