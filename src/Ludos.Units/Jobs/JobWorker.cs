using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Protocols.Units.V1;
using Ludos.State;

namespace Ludos.Units;

/// <summary>One thread that takes jobs from its ring, runs them and sends what came of them.</summary>
internal sealed class JobWorker
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly int _index;
    private readonly Dispatcher _dispatcher;
    private readonly RingConsumer _requests;
    private readonly RingProducer _replies;
    private readonly MethodCosts _costs;
    private readonly IClock _clock;
    private readonly int _attempts;
    private readonly long _longestJobNs;
    private readonly byte[] _output = new byte[LibraryLimits.MaxOutputBytes];
    private readonly Thread _thread;
    private long _busySinceNs;
    private volatile bool _isStopping;

    public JobWorker(int index, Dispatcher dispatcher, RingConsumer requests, RingProducer replies, MethodCosts costs, IClock clock, int attempts, TimeSpan longestJob)
    {
        _index = index;
        _dispatcher = dispatcher;
        _requests = requests;
        _replies = replies;
        _costs = costs;
        _clock = clock;
        _attempts = attempts;
        _longestJobNs = (long)longestJob.TotalNanoseconds;
        _thread = new Thread(Serve) { IsBackground = true, Name = $"ludos worker {index}" };
    }

    public bool HasStarted(int library) => _dispatcher.IsStarted(library);

    public void Start() => _thread.Start();

    /// <summary>Stops the job that has been running since before <paramref name="deadlineNs"/>.</summary>
    public void StopIfBusySince(long deadlineNs)
    {
        if (Volatile.Read(ref _busySinceNs) is not 0 and var since && since < deadlineNs)
        {
            _dispatcher.RequestStop();
        }
    }

    /// <summary>Ends the running job, and the thread.</summary>
    public void Stop()
    {
        _isStopping = true;
        _dispatcher.RequestStop();
    }

    public void Join()
    {
        _thread.Join();
        _dispatcher.Dispose();
        _requests.Dispose();
        _replies.Dispose();
    }

    private void Serve()
    {
        while (!_isStopping)
        {
            if (_requests.TryRead(out var frame) == RingRead.Frame)
            {
                Run(frame.Bytes);
                continue;
            }

            _ = _requests.Wait(LongestSleep);
        }
    }

    private void Run(ReadOnlySpan<byte> bytes)
    {
        var request = MemoryMarshal.Read<JobRequest>(bytes);
        var input = bytes.Slice(JobRequest.SizeBytes, (int)request.InputBytes);
        var parameters = bytes.Slice(JobRequest.SizeBytes + (int)request.InputBytes, (int)request.ParameterBytes);
        var output = _output.AsSpan(0, (int)request.OutputBytes);
        var method = new MethodHandle((int)request.Library, (int)request.Method);
        var outcome = default(ExecuteOutcome);
        var attempts = 0;
        long tookNs;
        do
        {
            attempts++;
            var beganNs = _clock.NowNs;
            Volatile.Write(ref _busySinceNs, beganNs);
            outcome = _dispatcher.Execute(method, input, parameters, output);
            Volatile.Write(ref _busySinceNs, 0);
            tookNs = _clock.NowNs - beganNs;
        }
        while (attempts < _attempts && !_isStopping && IsWorthAnother(outcome.Code, tookNs));

        if (outcome.IsOk)
        {
            _costs.Add(method, tookNs);
        }

        Reply(new JobReply
        {
            Job = request.Job,
            Code = (ushort)outcome.Code,
            Attempts = (ushort)attempts,
            UnitCode = outcome.UnitCode,
            OutputBytes = (uint)outcome.OutputBytes,
            Worker = (uint)_index,
        }, outcome.IsOk ? output[..outcome.OutputBytes] : default);
    }

    /// <summary>A crash may be an earlier job's doing, and a stop may have been meant for the job before.</summary>
    private bool IsWorthAnother(ExecuteCode code, long tookNs) =>
        code is ExecuteCode.Trapped or ExecuteCode.BadReply or ExecuteCode.HostFault || (code == ExecuteCode.Interrupted && tookNs < _longestJobNs);

    private void Reply(in JobReply reply, ReadOnlySpan<byte> output)
    {
        var lengthBytes = JobReply.SizeBytes + output.Length;
        RingClaim claim;
        while (_replies.TryClaim((ushort)JobOpcode.Done, lengthBytes, out claim, out _) != RingStatus.Ok)
        {
            if (!_replies.WaitForSpace(lengthBytes, LongestSleep) && _isStopping)
            {
                return;
            }
        }

        MemoryMarshal.Write(claim.Bytes, in reply);
        output.CopyTo(claim.Bytes[JobReply.SizeBytes..]);
        claim.Commit();
    }
}
