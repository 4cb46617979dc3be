using System.Runtime.InteropServices;
using Ludos.Platform.Memory;
using Ludos.Protocols.Units.V1;
using Ludos.State;

namespace Ludos.Units;

/// <summary>The way to one worker: its ring's producer, which callers take turns at, and how many jobs are on the way.</summary>
internal sealed class WorkerLane(JobWorker worker, SharedSegment segment, RingProducer producer) : IDisposable
{
    private readonly Lock _gate = new();
    private int _pending;

    public JobWorker Worker => worker;

    public int Pending => Volatile.Read(ref _pending);

    /// <summary>False when the ring is full.</summary>
    public bool TrySend(WaitingJob job, int roomBytes, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters)
    {
        var request = new JobRequest
        {
            Job = job.Name,
            Library = (uint)job.Method.Library,
            Method = (uint)job.Method.Method,
            InputBytes = (uint)input.Length,
            ParameterBytes = (uint)parameters.Length,
            OutputBytes = (uint)roomBytes,
        };
        lock (_gate)
        {
            if (producer.TryClaim((ushort)JobOpcode.Run, JobRequest.SizeBytes + input.Length + parameters.Length, out var claim, out _) != RingStatus.Ok)
            {
                return false;
            }

            _ = Interlocked.Increment(ref _pending);
            MemoryMarshal.Write(claim.Bytes, in request);
            input.CopyTo(claim.Bytes[JobRequest.SizeBytes..]);
            parameters.CopyTo(claim.Bytes[(JobRequest.SizeBytes + input.Length)..]);
            claim.Commit();
            return true;
        }
    }

    public void CountDone() => Interlocked.Decrement(ref _pending);

    /// <summary>After the worker's thread has ended.</summary>
    public void Dispose()
    {
        producer.Dispose();
        segment.Dispose();
    }
}
