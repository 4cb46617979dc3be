using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Protocols.Units.V1;
using Ludos.State;

namespace Ludos.Units;

/// <summary>One thread that brings outcomes from all workers to who waits for them, and stops jobs that run for too long.</summary>
internal sealed class ReplyDesk
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly RingConsumer _replies;
    private readonly WaitingJobs _waiting;
    private readonly WorkerLane[] _lanes;
    private readonly IClock _clock;
    private readonly long _longestJobNs;
    private readonly Thread _thread;
    private long _done;
    private volatile bool _isStopping;

    public ReplyDesk(RingConsumer replies, WaitingJobs waiting, WorkerLane[] lanes, IClock clock, TimeSpan longestJob)
    {
        _replies = replies;
        _waiting = waiting;
        _lanes = lanes;
        _clock = clock;
        _longestJobNs = (long)longestJob.TotalNanoseconds;
        _thread = new Thread(Serve) { IsBackground = true, Name = "ludos replies" };
    }

    public long Done => Interlocked.Read(ref _done);

    public void Start() => _thread.Start();

    public void Stop()
    {
        _isStopping = true;
        _thread.Join();
        _replies.Dispose();
    }

    private void Serve()
    {
        var looked = _clock.NowNs;
        while (!_isStopping)
        {
            if (_replies.TryRead(out var frame) == RingRead.Frame)
            {
                Deliver(frame.Bytes);
            }
            else
            {
                _ = _replies.Wait(LookEvery);
            }

            if (_clock.NowNs is var now && now - looked >= (long)LookEvery.TotalNanoseconds)
            {
                looked = now;
                foreach (var lane in _lanes)
                {
                    lane.Worker.StopIfBusySince(now - _longestJobNs);
                }
            }
        }
    }

    private void Deliver(ReadOnlySpan<byte> bytes)
    {
        var reply = MemoryMarshal.Read<JobReply>(bytes);
        _lanes[reply.Worker].CountDone();
        if (_waiting.Find(reply.Job) is { } job && job.TryClose())
        {
            _ = Interlocked.Increment(ref _done);
            job.Finish((ExecuteCode)reply.Code, bytes[JobReply.SizeBytes..], (int)reply.OutputBytes, reply.UnitCode, reply.Attempts);
        }
    }
}
