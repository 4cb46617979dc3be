using System.Threading.Tasks.Sources;

namespace Ludos.Units;

/// <summary>One place where a caller waits for its job's outcome; used again once the outcome was taken.</summary>
internal sealed class WaitingJob(WaitingJobs owner, int index) : IValueTaskSource<JobOutcome>
{
    // Continuations are the callers' code: never on the thread that brings everybody's outcomes.
    private ManualResetValueTaskSourceCore<JobOutcome> _source = new() { RunContinuationsAsynchronously = true };
    private Memory<byte> _output;
    private uint _uses;
    private int _isOpen;

    public int Index => index;

    public MethodHandle Method { get; private set; }

    public RouteReason Reason { get; private set; }

    public int Worker { get; private set; }

    /// <summary>Names this job, and no later one in the same place.</summary>
    public ulong Name => ((ulong)(uint)index << 32) | _uses;

    public void Open(MethodHandle method, Memory<byte> output, RouteReason reason, int worker)
    {
        _source.Reset();
        _output = output;
        Method = method;
        Reason = reason;
        Worker = worker;
        Volatile.Write(ref _isOpen, 1);
    }

    public ValueTask<JobOutcome> Task => new(this, _source.Version);

    /// <summary>True when it was this call that closed it: a reply and the pool's end may meet.</summary>
    public bool TryClose() => Interlocked.Exchange(ref _isOpen, 0) == 1;

    public void Finish(ExecuteCode code, ReadOnlySpan<byte> output, int outputBytes, int unitCode, int attempts)
    {
        output.CopyTo(_output.Span);
        _source.SetResult(new JobOutcome(code, outputBytes, unitCode, attempts, Worker, Reason));
    }

    public int RoomBytes => _output.Length;

    public JobOutcome GetResult(short token)
    {
        var outcome = _source.GetResult(token);
        _output = default;
        _uses++;
        owner.GiveBack(this);
        return outcome;
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
